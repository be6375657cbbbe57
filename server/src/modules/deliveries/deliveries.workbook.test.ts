import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import { deliver, getReport } from './deliveries.service.ts';
import { type Bench, edition, openBench, sam, toUpload } from './deliveries.testing.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = (type: string, target: string): string =>
  `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relation}/${type}" Target="${target}"/></Relationships>`;

function toWorkbook(rows: readonly (readonly string[])[]): Buffer {
  const cells = rows.map(
    (row) => `<row>${row.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`,
  );
  const overrides = [
    ['workbook', 'sheet.main'],
    ['sheet1', 'worksheet'],
  ].map(
    ([part, kind]) =>
      `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`,
  );
  const parts = {
    '[Content_Types].xml': `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${overrides.join('')}</Types>`,
    '_rels/.rels': relations('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${relation}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations('worksheet', 'sheet1.xml'),
    'xl/sheet1.xml': `${declaration}<worksheet xmlns="${main}"><sheetData>${cells.join('')}</sheetData></worksheet>`,
  };
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)]))),
  );
}

const head = ['month', 'neighbourhood', 'kind'];
const good = ['2024-01', 'BU99990101', 'noise'];

describe.each(engines)('a workbook on $name', ({ open }) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench({}, open);
  });
  afterAll(() => bench.close());
  beforeEach(() => bench.reset());

  const send = async (rows: readonly (readonly string[])[]) => {
    const upload = toUpload(toWorkbook(rows), 'reports.xlsx');
    return bench.ended((await deliver(bench.deps, sam, { edition, dataSet: 'reports' }, upload)).id);
  };

  test('with a cell that no database keeps lands, and its report shows the place', async () => {
    const landed = await send([head, good, ['2024-02', 'BU_x0000_', 'noise']]);
    expect(landed).toMatchObject({ state: 'landed', rows: { read: 2, accepted: 1, rejected: 1 } });
    const { errors } = await getReport(bench.deps, sam, { edition, delivery: landed.id });
    expect(errors).toMatchObject([{ row: 3, column: 'neighbourhood', value: 'BU\u{fffd}' }]);
  });

  test('with a column of such a name is refused with the reason', async () => {
    const refused = await send([
      [...head, 'x_x0000_y'],
      [...good, '1'],
    ]);
    expect(refused).toMatchObject({ state: 'refused', problem: { code: 'columns.unknown' } });
  });
});
