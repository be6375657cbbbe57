import { type ReactNode, useState } from 'react';
import './collapsible.css';

interface CollapsibleProps {
  readonly title: string;
  readonly level?: 2 | 3 | 4;
  /** How it begins; after that it is as the reader left it. */
  readonly open?: boolean;
  readonly id?: string;
  readonly children: ReactNode;
}

/** A part with a heading that is read when somebody wants to; printed it is always there. */
export function Collapsible({ title, level = 2, open = false, id, children }: CollapsibleProps) {
  const Heading = `h${level}` as const;
  const [initially] = useState(open);
  return (
    <details className="collapsible" open={initially}>
      <summary>
        <Heading className={`utrecht-heading-${level}`} id={id}>
          {title}
        </Heading>
      </summary>
      <div className="collapsible-body stack">{children}</div>
    </details>
  );
}

/** Whether the page was opened on a screen as narrow as a phone, where what is secondary begins folded. */
export function useNarrow(): boolean {
  const [narrow] = useState(() => matchMedia('(max-width: 40rem)').matches);
  return narrow;
}
