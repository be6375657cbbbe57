export interface TextColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** A table in fixed-width text; every row has a cell for each column. */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ title }, index) =>
    rows.reduce((width, row) => Math.max(width, row[index]?.length ?? 0), title.length),
  );
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, index) => {
        const cell = cells[index] ?? '';
        const width = widths[index] ?? 0;
        return align === 'right' ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [line(columns.map(({ title }) => title)), rule, ...rows.map(line)].join('\n');
}

const wholeNumbers = new Intl.NumberFormat('en');
const otherNumbers = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

export function numberText(value: number): string {
  return (Number.isInteger(value) ? wholeNumbers : otherNumbers).format(value);
}

export function countText(count: number, one: string, many = `${one}s`): string {
  return `${numberText(count)} ${count === 1 ? one : many}`;
}
