export type CsvCell = string | number | null;

/** RFC 4180 with a byte order mark, so that spreadsheets read the letters right; between cells what they expect. */
export function rowsToCsv(
  header: readonly string[],
  rows: readonly (readonly CsvCell[])[],
  between: ',' | ';' = ',',
): string {
  const lines = [header, ...rows].map((row) => row.map(cellToCsv).join(between));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function cellToCsv(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const inert = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",;\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
