import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbookInThread, type ThreadOptions } from './thread.ts';
import { makeRepeatedPart, makeTable, makeZip, workbookParts, type ZipEntry } from './workbook.testing.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'workbook-'));
});
afterAll(() => rm(directory, { recursive: true }));

async function write(name: string, content: Uint8Array): Promise<string> {
  await writeFile(join(directory, name), content);
  return join(directory, name);
}

async function read(file: string, options?: ThreadOptions): Promise<string[]> {
  const found: string[] = [];
  for await (const { rows } of readWorkbookInThread(file, options)) {
    for (const { cells } of rows) found.push(cells.map(({ text }) => text).join(' '));
  }
  return found;
}

/** How far memory grew and how long this thread was busy with something else while the work went on. */
async function watch(
  work: Promise<unknown>,
): Promise<{ outcome: unknown; grownMb: number; answers: number }> {
  const before = process.memoryUsage().rss;
  let most = before;
  let answers = 0;
  const timer = setInterval(() => {
    answers += 1;
    most = Math.max(most, process.memoryUsage().rss);
  }, 10);
  const outcome = await work.catch((error: unknown) => error);
  clearInterval(timer);
  return { outcome, grownMb: (most - before) / 1_000_000, answers };
}

const parts = workbookParts({
  sheets: [{ name: 'A', rows: '<row><c t="s"><v>0</v></c></row>' }],
  strings: '<si><t>a</t></si>',
});
const withPart = (part: ZipEntry) =>
  makeZip(Object.entries(parts).map(([name, content]) => (name === part.name ? part : { name, content })));

const manyStrings = () =>
  makeRepeatedPart('xl/sharedStrings.xml', '<sst>', '<si><t/></si>'.repeat(10_000), 3000, '</sst>');
const sheetOf = (before: string, repeated: string, times: number, after: string) =>
  makeRepeatedPart(
    'xl/worksheets/sheet1.xml',
    `<worksheet><sheetData>${before}`,
    repeated,
    times,
    `${after}</sheetData></worksheet>`,
  );

describe('a workbook read in a thread', () => {
  it('gives its rows in their order, more than the thread may be ahead', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => [`row ${index}`, index, 'x'.repeat(50)]);
    const file = await write('many.xlsx', makeTable('A', rows));
    expect(await read(file)).toEqual(rows.map((values) => values.join(' ')));
  });

  it.each<[string, () => ZipEntry, RegExp, number]>([
    ['thirty million shared strings', manyStrings, /8,000,000 different texts|250 times its size/, 400],
    [
      'one cell of two gigabytes',
      () => sheetOf('<row><c t="str"><v>', 'a'.repeat(1_000_000), 2000, '</v></c></row>'),
      /1,000,000 characters in one cell/,
      200,
    ],
    [
      'one tag of two gigabytes',
      () => sheetOf('<row a="', 'a'.repeat(1_000_000), 2000, '"/>'),
      /1,000,000 characters in one tag/,
      200,
    ],
    [
      'fifty million cells in one row',
      () => sheetOf('<row>', '<c t="b"><v>1</v></c>'.repeat(10_000), 5000, '</row>'),
      /16,384 columns/,
      200,
    ],
    [
      'two gigabytes of nothing',
      () => sheetOf('', ' '.repeat(1_000_000), 2000, ''),
      /250 times its size/,
      200,
    ],
  ])(
    'that is a bomb of %s is refused before it fills the memory, and this thread goes on',
    async (_, bomb, reason, mostMb) => {
      const file = await write('bomb.xlsx', withPart(bomb()));
      expect((await stat(file)).size).toBeLessThan(4_000_000);
      const { outcome, grownMb, answers } = await watch(read(file));
      expect(outcome).toMatchObject({
        name: 'WorkbookError',
        fault: 'too-large',
        message: expect.stringMatching(reason),
      });
      expect(grownMb).toBeLessThan(mostMb);
      expect(answers).toBeGreaterThan(3);
    },
  );

  it('cannot multiply a shared text by naming it many times', async () => {
    const long = { ...parts, 'xl/sharedStrings.xml': `<sst><si><t>${'a'.repeat(900_000)}</t></si></sst>` };
    const cells = '<c t="s"><v>0</v></c>'.repeat(1000);
    const sheet = {
      'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row>${cells}</row></sheetData></worksheet>`,
    };
    const all = Object.entries({ ...long, ...sheet }).map(([name, content]) => ({ name, content }));
    const { outcome, grownMb } = await watch(read(await write('named.xlsx', makeZip(all))));
    expect(outcome).toMatchObject({
      fault: 'too-large',
      message: expect.stringContaining('characters in one row'),
    });
    expect(grownMb).toBeLessThan(200);
  });

  it('that needs more memory than the thread has is refused, and the process lives', async () => {
    const texts = `<si><t>${'a'.repeat(1000)}</t></si>`.repeat(100);
    const part = makeRepeatedPart('xl/sharedStrings.xml', '<sst>', texts, 3000, '</sst>');
    const file = await write('heap.xlsx', withPart(part));
    const limits = { strings: 1e9, stringBytes: 1e12, ratio: 1e6 };
    await expect(read(file, { limits, heapMb: 40 })).rejects.toMatchObject({
      fault: 'too-large',
      message: expect.stringContaining('memory'),
    });
  });

  it('that takes longer than it may is refused', async () => {
    const file = await write('slow.xlsx', withPart(manyStrings()));
    const limits = { strings: 1e9, stringBytes: 1e12, ratio: 1e6 };
    await expect(read(file, { limits, timeoutMs: 100 })).rejects.toMatchObject({
      fault: 'too-large',
      message: expect.stringContaining('seconds'),
    });
  });

  it('ends with the signal of its caller, before and while it is read', async () => {
    const file = await write('cancelled.xlsx', withPart(manyStrings()));
    const limits = { strings: 1e9, stringBytes: 1e12, ratio: 1e6 };
    const cancel = new AbortController();
    const reading = read(file, { limits, signal: cancel.signal });
    setTimeout(() => cancel.abort(new Error('enough')), 200);
    await expect(reading).rejects.toThrow('enough');
    await expect(read(file, { signal: cancel.signal })).rejects.toThrow('enough');
  });

  it('that is not there is not called damaged', async () => {
    await expect(read(join(directory, 'no.xlsx'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
