import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkbookLimits } from './limits.ts';
import { readWorkbook } from './read.ts';
import { makeWorkbook, type WorkbookFixture } from './workbook.testing.ts';

export interface FoundRow {
  readonly sheet: string;
  readonly row: number;
  readonly cells: readonly string[];
}

/** The rows of a workbook of these bytes, each cell as its column, kind and text. */
export async function read(content: Uint8Array, limits: Partial<WorkbookLimits> = {}): Promise<FoundRow[]> {
  return withFile(content, (file) => readAll(file, limits));
}

/** Does something with a file of these bytes, which is gone afterwards. */
export async function withFile<Result>(
  content: Uint8Array,
  act: (file: string) => Promise<Result>,
): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'workbook-'));
  try {
    const file = join(directory, 'a.xlsx');
    await writeFile(file, content);
    return await act(file);
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function readAll(file: string, limits: Partial<WorkbookLimits>): Promise<FoundRow[]> {
  const found: FoundRow[] = [];
  for await (const { sheet, rows } of readWorkbook(file, { limits })) {
    for (const { number, cells } of rows) {
      found.push({
        sheet: sheet.name,
        row: number,
        cells: cells.map(({ column, kind, text }) => `${column} ${kind} ${text}`),
      });
    }
  }
  return found;
}

/** The cells of one sheet of these rows. */
export async function cellsOf(rows: string, rest: Omit<WorkbookFixture, 'sheets'> = {}): Promise<string[]> {
  return (await read(makeWorkbook({ sheets: [{ name: 'A', rows }], ...rest }))).flatMap(({ cells }) => cells);
}

export const refusalOf = (content: Uint8Array, limits?: Partial<WorkbookLimits>) =>
  read(content, limits).then(
    () => 'nothing',
    (error: { fault: string; message: string }) => `${error.fault}: ${error.message}`,
  );

export const small: WorkbookFixture = {
  sheets: [
    {
      name: 'Reports',
      rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="3"><c r="A3" t="s"><v>1</v></c><c r="C3" s="1"><v>45352</v></c></row>',
    },
  ],
  strings: '<si><t>soort</t></si><si><t>dätum</t></si>',
  formats: ['dd/mm/yyyy'],
};
export const smallRows = [
  { sheet: 'Reports', row: 1, cells: ['0 text soort', '1 text dätum'] },
  { sheet: 'Reports', row: 3, cells: ['0 text dätum', '2 date 2024-03-01T00:00:00'] },
];

export function* permutations<T>(items: readonly T[]): Generator<T[]> {
  if (items.length === 0) yield [];
  for (const [index, item] of items.entries()) {
    for (const rest of permutations(items.toSpliced(index, 1))) yield [item, ...rest];
  }
}
