import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readWorkbookRows, type WorkbookRow } from './workbook-rows.ts';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'workbook-'));
});
afterAll(() => rm(directory, { recursive: true }));

it('a workbook is read as people see it: every sheet, saved results, days, no empty rows', async () => {
  const workbook = new ExcelJS.Workbook();
  const first = workbook.addWorksheet('Reports');
  first.addRow(['area', 'count', 'day']);
  first.addRow([]);
  first.addRow(['Harbour', { formula: '3*4', result: 12 }, new Date('2026-03-01T00:00:00Z')]);
  workbook.addWorksheet('Notes').addRow([{ richText: [{ text: 'only ' }, { text: '2026' }] }]);
  const file = join(directory, 'a.xlsx');
  await workbook.xlsx.writeFile(file);
  expect(await readAll(file)).toEqual([
    { sheet: 'Reports', cells: ['area', 'count', 'day'] },
    { sheet: 'Reports', cells: ['Harbour', '12', '2026-03-01'] },
    { sheet: 'Notes', cells: ['only 2026'] },
  ]);
});

it('a file that is not a workbook is not read', async () => {
  const file = join(directory, 'b.xlsx');
  await writeFile(file, 'PK nothing');
  await expect(readAll(file)).rejects.toThrow();
});

async function readAll(file: string): Promise<WorkbookRow[]> {
  const rows: WorkbookRow[] = [];
  for await (const row of readWorkbookRows(file)) rows.push(row);
  return rows;
}
