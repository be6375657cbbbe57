import type { ReactNode } from 'react';
import { ScrollBox } from './scroll-box.tsx';
import './wide-table.css';

interface Column {
  readonly key: string;
  readonly label: string;
  readonly isAmount?: boolean;
}

interface WideTableProps {
  /** What the table is called, and the region in which it scrolls. */
  readonly name: string;
  /** The name also stands above the table for readers who see it. */
  readonly isNameShown?: boolean;
  readonly columns: readonly Column[];
  readonly className: string;
  /** The rows. */
  readonly children: ReactNode;
}

/** A table that may be wider than the screen, and then scrolls sideways. */
export function WideTable({ name, isNameShown = false, columns, className, children }: WideTableProps) {
  return (
    <ScrollBox name={name}>
      <table className={className}>
        <caption>{isNameShown ? name : <span className="visually-hidden">{name}</span>}</caption>
        <thead>
          <tr>
            {columns.map(({ key, label, isAmount }) => (
              <th key={key} scope="col" className={isAmount ? 'amount' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </ScrollBox>
  );
}
