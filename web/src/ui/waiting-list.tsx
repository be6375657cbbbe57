import type { ReactNode } from 'react';
import { Avatar } from './avatar.tsx';
import { Card } from './card.tsx';
import './waiting-list.css';

export interface Waiting {
  readonly key: string;
  readonly name: string;
  /** Colour of the organisation whose turn it is, or null when it is nobody's in particular. */
  readonly colour: number | null;
  /** The sentence with the name in it. */
  readonly sentence: ReactNode;
  readonly detail: string;
  /** What the reader can do about it. */
  readonly action?: ReactNode;
}

/** The people that are waited for, for what, and since when. */
export function WaitingList({ items }: { items: readonly Waiting[] }) {
  return (
    <Card>
      <ul className="waiting-list">
        {items.map((item) => (
          <li className="waiting-item" key={item.key}>
            <Avatar name={item.name} colour={item.colour} />
            <div>
              <p>{item.sentence}</p>
              {item.detail === '' ? null : <p className="small soft">{item.detail}</p>}
              {item.action}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
