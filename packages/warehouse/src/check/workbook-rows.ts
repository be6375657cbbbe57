/** One row of a workbook as a reader sees it: the name of its sheet and its cells as text. */
export interface WorkbookRow {
  readonly sheet: string;
  readonly cells: readonly string[];
}

/**
 * The rows of every sheet of an .xlsx file, in order and without its empty rows. Formulas give the value that was
 * saved with them; nothing is computed or fetched. Dates are ISO days.
 *
 * @throws whatever the reader throws on a file that is not a workbook, or is broken or encrypted.
 */
export async function* readWorkbookRows(file: string): AsyncGenerator<WorkbookRow> {
  // Only workbooks need this library, and it is slow to load.
  const { default: ExcelJS } = await import('exceljs');
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(file, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'emit',
  });
  for await (const worksheet of reader) {
    const sheet = (worksheet as unknown as { name?: string }).name ?? '';
    for await (const row of worksheet) {
      const cells: string[] = [];
      row.eachCell({ includeEmpty: true }, (cell) => {
        cells.push(cell.value instanceof Date ? cell.value.toISOString().slice(0, 10) : cell.text);
      });
      if (cells.some((text) => text !== '')) yield { sheet, cells };
    }
  }
}
