import { afterEach, beforeEach, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import { checkFile } from './check.ts';
import { createTestFiles, eventContract, type TestFiles } from './files.testing.ts';
import type { CheckReport } from './report.ts';

const names = ['kind', 'place', 'amount', 'note'];
const contract = eventContract(names.map((name) => ({ name, role: 'dimension' })));

let files: TestFiles;
beforeEach(async () => {
  files = await createTestFiles();
});
afterEach(() => files.remove());

async function check(text: string, encoding: BufferEncoding = 'utf8'): Promise<CheckReport> {
  const mark = encoding === 'utf16le' ? '\ufeff' : '';
  const file = await files.write('reports.csv', Buffer.from(mark + text, encoding));
  return checkFile({ file, contract, workDir: files.workDir });
}

/** UTF-16 goes through the rewriting of our own, UTF-8 straight to the engine where it can. */
const ways = ['utf8', 'utf16le'] as const;
const header = names.join(',');

it.each(
  ways.flatMap((way) => [
    [way, 'whose last field is empty', 'noise,South, by a bridge,7,', '\n'],
    [way, 'at the end of a file without a last line end', 'noise,South,7,,', ''],
    [way, 'with quotes', '"noise","South","7","",', '\r\n'],
    [way, 'with an empty field in quotes too many', 'noise,South,7,,""', '\n'],
  ]),
)('a row in %s with one separator too many, %s, is rejected and never shifted', async (way, _, row, end) => {
  const report = await check([header, 'litter,North,3,', row].join(end || '\n') + end, way);
  expect(report.rows).toEqual({ read: 2, accepted: 1, rejected: 1 });
  expect(report.errors).toMatchObject([
    { row: 3, column: null, rule: 'row.too-long', message: 'This row has 5 fields instead of 4.' },
  ]);
});

it.each(ways)('in %s more than one separator too many is told as it is', async (way) => {
  const report = await check([header, 'litter,North,3,,,', 'litter,North,3'].join('\n'), way);
  expect(report.rows).toEqual({ read: 2, accepted: 0, rejected: 2 });
  expect(report.errors.map(({ row, message }) => [row, message])).toEqual([
    [2, 'This row has 6 fields instead of 4.'],
    [3, 'This row has 3 fields instead of 4.'],
  ]);
});

it.each(ways)('in %s a header that ends with a separator is a column that was not agreed', async (way) => {
  await expect(check(`${header},\nlitter,North,3,x,\n`, way)).rejects.toMatchObject({
    code: 'columns.unknown',
    message: expect.stringContaining('(no name)'),
  });
});

it.each(ways)('in %s a row of separators only is a row without values', async (way) => {
  const report = await check(`${header}\n,,,\n`, way);
  expect(report.rows).toEqual({ read: 1, accepted: 1, rejected: 0 });
  expect(report.columns.map(({ missing }) => missing)).toEqual([1, 1, 1, 1]);
});

it.each(ways)('in %s line breaks within quotes make a row no longer', async (way) => {
  const report = await check(`${header}\n"a\nb",North,"c\r\nd",\nlitter,North,3,\n`, way);
  expect(report.rows).toEqual({ read: 2, accepted: 2, rejected: 0 });
});

it('whatever the rows, both ways accept and reject the same on the same lines', {}, async () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % below;
  };
  const fields = ['', 'x', '""', '"a,b"', '"a""b"', 'é', ' ', '"two\nlines"'];
  for (let run = 0; run < runs(10, 250); run++) {
    const rows = Array.from({ length: 1 + random(9) }, () => {
      const width = random(3) === 0 ? 1 + random(6) : 4;
      return Array.from({ length: width }, () => fields[random(fields.length - random(2))] ?? '').join(',');
    });
    const text = [header, ...rows].join('\n') + (random(2) === 0 ? '\n' : '');
    const [straight, rewritten] = [await outcome(text, 'utf8'), await outcome(text, 'utf16le')];
    expect(straight, JSON.stringify(text)).toEqual(rewritten);
  }
});

async function outcome(text: string, way: BufferEncoding): Promise<unknown> {
  try {
    const { rows, errors, counts, columns } = await check(text, way);
    return { rows, errors, counts, missing: columns.map(({ missing }) => missing) };
  } catch (error) {
    return { name: (error as Error).name, message: (error as Error).message };
  }
}
