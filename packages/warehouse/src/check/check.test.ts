import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AreaDivision } from '../areas/areas.ts';
import type { Contract } from '../contract/contract.ts';
import { openEngine, quoteLiteral } from '../engine/engine.ts';
import {
  type FixtureValue,
  makeOle,
  makeTable,
  makeWorkbook,
  makeZip,
} from '../workbook/workbook.testing.ts';
import { checkFile, checkRows } from './check.ts';
import {
  createTestFiles,
  personNumbers,
  reportContract,
  reportHeader,
  type TestFiles,
} from './files.testing.ts';
import { maskedValue } from './report.ts';

const [anna, bert, cora] = personNumbers;
const good = `${anna};Jansen;01-02-1980;2024-01;BU04790001;noise;12,50`;

let files: TestFiles;
beforeEach(async () => {
  files = await createTestFiles();
});
afterEach(() => files.remove());

async function check(
  content: string | Uint8Array,
  contract: Contract = reportContract(),
  areas?: AreaDivision,
) {
  const file = await files.write('reports.csv', content);
  return checkFile({ file, contract, workDir: files.workDir, areas });
}

const rows = (...lines: string[]) => [reportHeader, ...lines].join('\n');
const refused = (content: string | Uint8Array, contract?: Contract) =>
  check(content, contract).then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a file as a whole', () => {
  it('is accepted when every row is right, and leaves no temporary files', async () => {
    const report = await check(rows(good, good.replace(anna, bert)));
    expect(report.rows).toEqual({ read: 2, accepted: 2, rejected: 0 });
    expect(report.dialect).toEqual({
      format: 'csv',
      delimiter: ';',
      encoding: 'utf-8',
      byteOrderMark: false,
    });
    expect(report.file.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await readdir(files.workDir)).toEqual([]);
  });

  it.each([
    ['file.empty', ''],
    ['file.empty', '\n\n'],
    ['file.no-rows', reportHeader],
    ['file.wrong-type', '%PDF-1.7 report'],
    ['file.wrong-type', '<!doctype html><html></html>'],
    ['file.wrong-type', '[{"bsn": "1"}]'],
    ['file.wrong-type', Buffer.from([0x62, 0x00, 0x01, 0x02, 0x3b, 0x41, 0x42, 0x43])],
    ['file.wrong-type', Buffer.from('PK\u0003\u0004 word/document.xml')],
    ['file.wrong-type', makeZip([{ name: '[Content_Types].xml', content: '<Types/>' }])],
    ['file.not-a-table', makeZip([{ name: 'xl/workbook.xml', content: '<workbook>' }])],
    [
      'file.has-password',
      makeOle(['Root Entry', 'EncryptionInfo', '\u0006DataSpaces', 'Version', 'EncryptedPackage']),
    ],
    ['file.old-excel', makeOle(['Root Entry', 'Workbook'])],
    ['file.wrong-type', makeOle(['Root Entry', 'WordDocument'])],
    [
      'file.too-much-inside',
      makeZip(Array.from({ length: 5000 }, (_, index) => ({ name: `xl/${index}`, content: '' }))),
    ],
    ['delimiter.wrong', rows(good).replaceAll(';', '~')],
    ['columns.missing', rows(good).replace('soort', 'kind')],
    ['columns.unknown', `${reportHeader};extra\n${good};1`],
    ['columns.duplicate', `${reportHeader};BSN\n${good};1`],
    ['encoding.mixed', Buffer.concat([Buffer.from(rows(good, 'é ë ü ö')), Buffer.from([0xe9])])],
    ['encoding.unknown', Buffer.concat([Buffer.from(rows(good)), Buffer.from([0x81, 0xe9])])],
  ])('is refused with %s and a hint, and nothing is left behind', async (code, content) => {
    const error = await refused(content);
    expect(error).toMatchObject({ name: 'UnusableFileError', code });
    expect((error as { hint: string }).hint.length).toBeGreaterThan(10);
    expect(await readdir(files.workDir).catch(() => [])).toEqual([]);
  });

  it('is refused when it is not there', async () => {
    const missing = checkFile({
      file: `${files.dir}/no.csv`,
      contract: reportContract(),
      workDir: files.workDir,
    });
    await expect(missing).rejects.toMatchObject({ code: 'file.missing' });
  });

  it('names the delimiter it has when the contract asks for another', async () => {
    const contract = reportContract((yaml) =>
      yaml.replace(
        'areaYear, value: 2024 }',
        'areaYear, value: 2024 }\n  - { property: delimiter, value: "," }',
      ),
    );
    expect(await refused(rows(good), contract)).toMatchObject({
      code: 'delimiter.wrong',
      params: { actual: ';', expected: ',' },
    });
  });

  it('without a header is refused without repeating its first record', async () => {
    const error = await refused(`${good}\n${good}`);
    expect(error).toMatchObject({ code: 'columns.missing' });
    expect(JSON.stringify(error) + String(error)).not.toMatch(/Jansen|999990639/);
  });

  it('may hold other columns when the contract omits them', async () => {
    const contract = reportContract((yaml) =>
      yaml.replace(
        'areaYear, value: 2024 }',
        'areaYear, value: 2024 }\n  - { property: otherColumns, value: omit }',
      ),
    );
    const report = await check(`${reportHeader};extra;\n${good};free text;`, contract);
    expect(report.rows.accepted).toBe(1);
  });

  it('may be written as UTF-8 with a byte order mark, UTF-16 or Windows-1252', async () => {
    const text = rows(good.replace('Jansen', 'Zoë'));
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    const windows = Buffer.from(text, 'latin1');
    expect((await check(`\ufeff${text}`)).dialect).toMatchObject({ encoding: 'utf-8', byteOrderMark: true });
    expect((await check(utf16)).dialect).toMatchObject({ encoding: 'utf-16le' });
    expect((await check(windows)).dialect).toMatchObject({ encoding: 'windows-1252' });
  });

  it('may be a workbook, of which the report names the row', async () => {
    const born = new Date('1980-02-01T00:00:00Z');
    const table = makeTable('Reports', [
      reportHeader.split(';'),
      [anna, 'Jansen', born, '2024-01', 'BU04790001', 'noise', 12.5],
      [],
      [bert, 'Smit', born, '2024-01', 'BU04790001', 'smell', 1],
    ]);
    const report = await check(table);
    expect(report.dialect).toEqual({ format: 'xlsx', sheet: 'Reports' });
    expect(report.rows).toEqual({ read: 2, accepted: 1, rejected: 1 });
    expect(report.errors).toMatchObject([{ row: 4, column: 'soort', rule: 'allowed', value: 'smell' }]);
  });

  it('may be a workbook whose first sheet is hidden: what people see is read', async () => {
    const [hidden, shown] = ['hidden', 'visible'] as const;
    const row = (cells: readonly string[]) =>
      `<row>${cells.map((text) => `<c t="str"><v>${text}</v></c>`).join('')}</row>`;
    const rows = row(reportHeader.split(';')) + row(good.split(';'));
    const sheets = [
      { name: 'Lists', rows: row(['noise']), state: hidden },
      { name: 'Data', rows, state: shown },
      { name: 'Notes', rows: row(['2024']), state: shown },
    ];
    const report = await check(makeWorkbook({ sheets }));
    expect(report).toMatchObject({ dialect: { sheet: 'Data' }, rows: { read: 1, accepted: 1 } });
  });

  it('is named without the person number in the name of its sheet', async () => {
    const report = await check(makeTable('bsn 123456782', [reportHeader.split(';'), good.split(';')]));
    expect(report.dialect.sheet).toBe('bsn •••••');
  });

  it('may be a workbook with errors and formulas that were not calculated: their rows are rejected', async () => {
    const values: FixtureValue[] = [
      anna,
      'Jansen',
      new Date('1980-02-01T00:00:00Z'),
      '2024-01',
      'BU04790001',
      'noise',
      1,
    ];
    const report = await check(
      makeTable('Reports', [
        reportHeader.split(';'),
        values,
        values.with(5, { formula: 'A1' }),
        values.with(5, { formula: 'A1', result: 'litter' }),
        values.with(5, { formula: 'A1', error: '#N/A' }),
        values.with(1, { formula: 'A1', error: '#N/A' }),
      ]),
    );
    expect(report.rows).toEqual({ read: 5, accepted: 2, rejected: 3 });
    expect(report.errors).toMatchObject([
      { row: 3, column: 'soort', rule: 'cell.not-calculated', value: null },
      { row: 5, column: 'soort', rule: 'cell.error', value: '#N/A' },
      { row: 6, column: 'naam', rule: 'cell.error', value: '#N/A' },
    ]);
    expect(report.counts).toEqual([
      { column: 'soort', rule: 'cell.not-calculated', rows: 1 },
      { column: 'soort', rule: 'cell.error', rows: 1 },
      { column: 'naam', rule: 'cell.error', rows: 1 },
    ]);
  });

  it('may be Parquet with columns of their own types', async () => {
    const file = `${files.dir}/reports.parquet`;
    const engine = await openEngine();
    await engine.run(`COPY (SELECT '${anna}' AS bsn, 'J' AS naam, DATE '1980-02-01' AS geboren, '2024-01' AS maand,
      'BU04790001' AS buurt, 'noise' AS soort, 12.5::DECIMAL(9,2) AS bedrag) TO ${quoteLiteral(file)} (FORMAT parquet)`);
    engine.close();
    const report = await checkFile({ file, contract: reportContract(), workDir: files.workDir });
    expect(report).toMatchObject({ dialect: { format: 'parquet' }, rows: { read: 1, accepted: 1 } });
  });

  it('that is a torn Parquet file is refused', async () => {
    expect(await refused('PAR1 and nothing more')).toMatchObject({ code: 'file.not-a-table' });
  });
});

describe('a row', () => {
  const column = (index: number, value: string) => {
    const fields = good.split(';');
    fields[index] = value;
    return fields.join(';');
  };

  it.each([
    ['required', 0, ''],
    ['person-number', 0, '999990630'],
    ['person-number', 0, '000000000'],
    ['person-number', 0, '+10000008'],
    ['type.date', 2, '31-02-1980'],
    ['month', 3, '2024-13'],
    ['month', 3, '2024-1'],
    ['required', 3, ''],
    ['area.shape', 4, 'Centrum'],
    ['allowed', 5, 'Noise'],
    ['type.number', 6, '1.000,50'],
    ['type.number', 6, '1_000'],
    ['type.number', 6, 'nan'],
    ['type.number', 6, '1e22'],
    ['type.number', 6, '-1e300'],
    ['type.number', 6, '-Infinity'],
    ['range', 6, '-1'],
    ['range', 6, '10000,01'],
  ])('that breaks %s in column %i is rejected', async (rule, index, value) => {
    const report = await check(rows(good, column(index, value), good));
    expect(report.rows).toEqual({ read: 3, accepted: 2, rejected: 1 });
    expect(report.errors).toMatchObject([{ row: 3, column: reportHeader.split(';')[index], rule }]);
    expect(report.counts).toEqual([{ column: reportHeader.split(';')[index], rule, rows: 1 }]);
  });

  it('takes a person number with and without the zero in front', async () => {
    const report = await check(rows(column(0, '010000008'), column(0, '10000008')));
    expect(report.rows).toEqual({ read: 2, accepted: 2, rejected: 0 });
  });

  it('takes both a decimal comma and a point, unless the contract says which', async () => {
    const both = rows(column(6, '1,5'), column(6, '1.5'), column(6, '1.000,5'));
    expect((await check(both)).rows).toEqual({ read: 3, accepted: 2, rejected: 1 });
    const comma = reportContract((yaml) =>
      yaml.replace(
        'areaYear, value: 2024 }',
        'areaYear, value: 2024 }\n  - { property: decimalSeparator, value: "," }',
      ),
    );
    expect((await check(both, comma)).errors).toMatchObject([{ row: 3, rule: 'type.number' }]);
  });

  it('with a neighbourhood outside the division is rejected', async () => {
    const place = { code: 'BU04790002', name: 'East', district: 'WK047900', municipality: 'GM0479' };
    const areas = {
      year: 2024,
      neighbourhoods: new Map([[place.code, place]]),
      districts: new Map(),
      municipalities: new Map(),
    };
    const report = await check(rows(good, column(4, 'BU04790002')), reportContract(), areas);
    expect(report.errors).toMatchObject([
      { row: 2, column: 'buurt', rule: 'area.unknown', value: 'BU04790001' },
    ]);
  });

  it('that is too long, too short or has a quote that is not closed is set apart with its own line', async () => {
    const report = await check(rows(good, `${good};more`, '1;2', good, `"${good}`, good));
    expect(report.rows).toEqual({ read: 6, accepted: 3, rejected: 3 });
    expect(report.errors.map(({ row, rule }) => [row, rule])).toEqual([
      [3, 'row.too-long'],
      [4, 'row.too-short'],
      [6, 'row.quote'],
    ]);
  });

  it('is found on its physical line, whatever line breaks stand in values before it', async () => {
    const broken = column(1, '"Jan\r\nsen\nde Vries"');
    const report = await check([reportHeader, broken, '', column(3, '2024-13')].join('\r\n'));
    expect(report.errors).toMatchObject([{ row: 6, column: 'maand', rule: 'month', value: '2024-13' }]);
    const mixed = await check(
      [reportHeader, broken, '', column(3, '2024-13')].join('\r\n').replace('bedrag\r', 'bedrag'),
    );
    expect(mixed.errors).toMatchObject([{ row: 6, column: 'maand', rule: 'month' }]);
  });

  it('never shows a personal value, nor a number that could be a person number', async () => {
    const lines = [column(0, '123456789'), column(2, '99-99-1980'), column(5, bert), `${good};${cora}`];
    const text = JSON.stringify(await check(rows(...lines)));
    for (const value of ['123456789', '99-99-1980', bert, cora, 'Jansen']) expect(text).not.toContain(value);
    expect(text).toContain(maskedValue);
  });

  it('whose unique value stands in another row too is rejected, and so is the other', async () => {
    const contract = reportContract((yaml) =>
      yaml.replace('- name: soort', '- name: soort\n        unique: true'),
    );
    const report = await check(rows(good, column(5, 'litter'), good, column(5, '')), contract);
    expect(report.rows).toEqual({ read: 4, accepted: 2, rejected: 2 });
    expect(report.errors).toMatchObject([
      { row: 2, rule: 'unique', value: 'noise' },
      { row: 4, rule: 'unique', value: 'noise' },
    ]);
  });

  it('is counted beyond the first thousand errors', async () => {
    const report = await check(rows(...Array.from({ length: 1500 }, () => column(3, '2024-13'))));
    expect(report.rows).toEqual({ read: 1500, accepted: 0, rejected: 1500 });
    expect(report.errors).toHaveLength(1000);
    expect(report.counts).toEqual([{ column: 'maand', rule: 'month', rows: 1500 }]);
  });
});

it('a check that is cancelled ends with the reason and leaves nothing', async () => {
  const file = await files.write('reports.csv', rows(good));
  const signal = AbortSignal.abort();
  const checking = checkFile({ file, contract: reportContract(), workDir: files.workDir, signal });
  await expect(checking).rejects.toThrow();
  expect(await readdir(files.workDir)).toEqual([]);
});

it('the files of a check are for their owner alone', async () => {
  const file = await files.write('reports.csv', rows(good, good.replace('2024-01', '2024-13')));
  const checked = await checkRows({ file, contract: reportContract(), workDir: files.workDir });
  const [directory = ''] = await readdir(files.workDir);
  const found = await Promise.all(
    ['', 'accepted.parquet'].map((name) => stat(join(files.workDir, directory, name))),
  );
  expect(found.map(({ mode }) => mode & 0o077)).toEqual([0, 0]);
  await checked.dispose();
});
