import type { ReactNode } from 'react';
import './chip.css';

export type ChipTone = 'accent' | 'quiet' | 'green' | 'rust' | 'red';

/** One or two words about the thing beside it. */
export function Chip({ children, tone = 'accent' }: { children: ReactNode; tone?: ChipTone }) {
  return <span className={`chip chip-${tone}`}>{children}</span>;
}
