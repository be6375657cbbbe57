import type { HTMLAttributes, TableHTMLAttributes, TdHTMLAttributes, ThHTMLAttributes } from 'react';

export function Table({ className = '', children, ...rest }: TableHTMLAttributes<HTMLTableElement>) {
  return (
    <table className={`utrecht-table ${className}`} {...rest}>
      {children}
    </table>
  );
}

export function TableCaption({ children }: Pick<HTMLAttributes<HTMLElement>, 'children'>) {
  return <caption className="utrecht-table__caption">{children}</caption>;
}

export function TableHeader({ children }: Pick<HTMLAttributes<HTMLElement>, 'children'>) {
  return <thead className="utrecht-table__header">{children}</thead>;
}

export function TableBody({ children }: Pick<HTMLAttributes<HTMLElement>, 'children'>) {
  return <tbody className="utrecht-table__body">{children}</tbody>;
}

export function TableRow({ children }: Pick<HTMLAttributes<HTMLElement>, 'children'>) {
  return <tr className="utrecht-table__row">{children}</tr>;
}

export function TableHeaderCell({ children, ...rest }: ThHTMLAttributes<HTMLTableCellElement>) {
  return (
    <th className="utrecht-table__header-cell" {...rest}>
      {children}
    </th>
  );
}

export function TableCell({ children, ...rest }: TdHTMLAttributes<HTMLTableCellElement>) {
  return (
    <td className="utrecht-table__cell" {...rest}>
      {children}
    </td>
  );
}
