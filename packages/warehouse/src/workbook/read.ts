import { open } from 'node:fs/promises';
import type { WorkbookRow, WorkbookSheet } from './cells.ts';
import { type WorkbookLimits, workbookLimits } from './limits.ts';
import { refuseOleFile } from './ole-file.ts';
import { createSheetRows } from './sheet.ts';
import { noSharedStrings, readSharedStrings } from './string-table.ts';
import { readStyles } from './styles.ts';
import { broken, tooLarge } from './workbook-error.ts';
import { readWorkbookIndex } from './workbook-index.ts';
import { scanXmlPart } from './xml-part.ts';
import { readZipDirectory } from './zip-directory.ts';
import { type Unpacked, unpackPart } from './zip-part.ts';

/** Some rows of a sheet. */
export interface WorkbookRows {
  readonly sheet: WorkbookSheet;
  readonly rows: readonly WorkbookRow[];
}

export interface ReadWorkbookOptions {
  /** Which limits are others than `workbookLimits`. */
  limits?: Partial<WorkbookLimits> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * The rows of the sheets of an .xlsx file, in the order of their tabs, a few hundred at a time; a sheet without cells
 * is passed over. Formulas give the value that was saved with them: nothing is computed, fetched or run. What the file
 * holds is counted while it is unpacked, and memory is for its shared strings and a few rows only.
 *
 * It computes for as long as the file is large and does not yield in between: read files from outside with
 * `readWorkbookInThread`.
 *
 * @throws {WorkbookError} with the reason for a file that cannot be read.
 */
export async function* readWorkbook(
  path: string,
  { limits: changed, signal }: ReadWorkbookOptions = {},
): AsyncGenerator<WorkbookRows> {
  const limits = { ...workbookLimits, ...changed };
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    await refuseOleFile(file, size);
    const directory = await readZipDirectory(file, size, limits);
    const unpacked: Unpacked = { bytes: 0 };
    const parts = {
      has: (name: string) => directory.has(name),
      read(name: string) {
        const part = directory.get(name);
        if (part === undefined) throw broken('A part of it is not there.');
        return unpackPart(file, part, limits, unpacked, signal);
      },
      readIndex(name: string) {
        const bytes = directory.get(name)?.bytes ?? 0;
        if (bytes > limits.indexBytes) throw tooLarge(limits.indexBytes, 'bytes in one of its lists');
        return parts.read(name);
      },
    };
    const index = await readWorkbookIndex({ has: parts.has, read: parts.readIndex }, limits);
    const { styles, sharedStrings, is1904 } = index;
    const context = {
      formats: styles === undefined ? [] : await readStyles(parts.readIndex(styles), limits),
      strings:
        sharedStrings === undefined
          ? noSharedStrings
          : await readSharedStrings(parts.read(sharedStrings), limits),
      is1904,
      limits,
      handedOut: { characters: 0 },
    };
    for (const { part, ...sheet } of index.sheets) {
      const found = createSheetRows(context);
      for await (const _ of scanXmlPart(parts.read(part), found.handler, limits)) {
        const rows = found.take();
        if (rows.length > 0) yield { sheet, rows };
      }
      const rows = found.take();
      if (rows.length > 0) yield { sheet, rows };
    }
  } finally {
    await file.close();
  }
}
