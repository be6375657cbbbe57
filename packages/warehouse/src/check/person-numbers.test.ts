import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEngine, quoteLiteral } from '../engine/engine.ts';
import { checkFile } from './check.ts';
import { createTestFiles, eventContract, type TestFiles } from './files.testing.ts';
import { holdsPersonNumbers } from './person-numbers.ts';

let files: TestFiles;
beforeEach(async () => {
  files = await createTestFiles();
});
afterEach(() => files.remove());

type Property = { name: string; type?: string; role?: string };

function contractOf({ name, type = 'string', role = 'dimension' }: Property) {
  return eventContract([
    { name: 'month', role: 'month' },
    { name, logicalType: type, role, required: role === 'record-id' },
  ]);
}

async function refusalOf(values: readonly string[], property: Property): Promise<unknown> {
  const lines = values.map((value) => `2024-01;${value}`);
  const file = await files.write('facts.csv', [`month;${property.name}`, ...lines].join('\n'));
  const report = checkFile({ file, contract: contractOf(property), workDir: files.workDir });
  return report.then(
    ({ rows }) => (rows.accepted === values.length ? undefined : new Error('Rows were rejected')),
    (error: unknown) => error,
  );
}

function createRandom(start: number): (below: number) => number {
  let seed = start;
  return (below) => {
    seed = (Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return (seed ^ (seed >>> 13)) % below;
  };
}

function passes(digits: string): boolean {
  const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
  const padded = digits.padStart(9, '0');
  return weights.reduce((sum, weight, at) => sum + weight * Number(padded[at]), 0) % 11 === 0;
}

function numbersThat(test: (digits: string) => boolean, count: number, seed = 1): string[] {
  const random = createRandom(seed);
  const found = new Set<string>();
  while (found.size < count) {
    const digits = String(100_000_000 + random(900_000_000));
    if (test(digits)) found.add(digits);
  }
  return [...found];
}

const personNumbers = (count: number, seed?: number) => numbersThat(passes, count, seed);
const otherNumbers = (count: number) => numbersThat((digits) => !passes(digits), count);
const inScript = (digits: string, zero: number) =>
  [...digits].map((digit) => String.fromCodePoint(zero + Number(digit))).join('');
const dotted = (digits: string) => `${digits.slice(0, 4)}.${digits.slice(4, 6)}.${digits.slice(6)}`;

describe('person numbers', () => {
  it.each<[string, readonly string[], Property]>([
    ['12 in a measure', personNumbers(12), { name: 'inhabitants', type: 'integer', role: 'measure' }],
    ['12 in a number', personNumbers(12), { name: 'amount', type: 'number', role: 'measure' }],
    ['20 of 20 in a category', personNumbers(20), { name: 'kind' }],
    ['5 of 5', personNumbers(5), { name: 'kind' }],
    ['half of them', [...personNumbers(20), ...otherNumbers(20)], { name: 'kind' }],
    ['half of them among words', [...personNumbers(6), ...Array(6).fill('none')], { name: 'kind' }],
    ['with points', personNumbers(8).map(dotted), { name: 'kind' }],
    ['with hyphens', personNumbers(8).map((n) => dotted(n).replaceAll('.', '-')), { name: 'kind' }],
    ['with spaces', personNumbers(8).map((n) => dotted(n).replaceAll('.', '\u00a0')), { name: 'kind' }],
    ['within text', personNumbers(8).map((n) => `client ${n}, called`), { name: 'kind' }],
    ['with letters against them', personNumbers(8).map((n) => `P${n}X`), { name: 'kind' }],
    ['with zero-width spaces', personNumbers(8).map((n) => [...n].join('\u200b')), { name: 'kind' }],
    ['with soft hyphens', personNumbers(8).map((n) => dotted(n).replaceAll('.', '\u00ad')), { name: 'kind' }],
    ['in full width', personNumbers(8).map((n) => inScript(n, 0xff10)), { name: 'kind' }],
    ['in Arabic digits', personNumbers(8).map((n) => inScript(n, 0x0660)), { name: 'kind' }],
    ['in bold digits of mathematics', personNumbers(8).map((n) => inScript(n, 0x1d7ce)), { name: 'kind' }],
    ['of eight digits', numbersThat((n) => passes(n.slice(1)), 8).map((n) => n.slice(1)), { name: 'kind' }],
    ['one that is called so', ['x', `BSN ${personNumbers(1)[0]}`], { name: 'kind' }],
    ['one called so, close to it', [`bsn:${personNumbers(1).map(dotted)[0]}.`], { name: 'kind' }],
    ['one called so, against it', ['x', `bsn${personNumbers(1)[0]}`], { name: 'kind' }],
    [
      'some in codes, some in text',
      personNumbers(6).map((n, at) => (at % 2 ? `R${n}` : `to ${n}`)),
      { name: 'kind' },
    ],
    ['one in a column called so', personNumbers(1), { name: 'bsn_klant' }],
    ['in a surname', personNumbers(9), { name: 'naam', role: 'surname' }],
    ['in the id of a record', personNumbers(9), { name: 'nr', role: 'record-id' }],
    ['in a column that is omitted', personNumbers(9), { name: 'nr', role: 'omit' }],
  ])('are refused: %s', async (_, values, property) => {
    const error = await refusalOf(values, property);
    expect(error).toMatchObject({
      name: 'UnusableFileError',
      code: 'columns.person-numbers',
      message: expect.stringMatching(new RegExp(`${property.name} \\(\\d+\\)`)),
      params: { columns: [property.name] },
    });
    expect(JSON.stringify(error) + String(error)).not.toMatch(/\d{8}|\d{4}\.\d\d\./);
    expect(await readdir(files.workDir)).toEqual([]);
  });

  it('are counted in the refusal', async () => {
    const measure = { name: 'inhabitants', type: 'integer', role: 'measure' };
    expect(await refusalOf(personNumbers(12), measure)).toMatchObject({ params: { count: 12 } });
  });

  it('are found in Parquet too', async () => {
    const file = join(files.dir, 'facts.parquet');
    const engine = await openEngine();
    await engine.run(`COPY (SELECT '2024-01' AS month, unnest([${personNumbers(9).join(', ')}]) AS inhabitants)
      TO ${quoteLiteral(file)} (FORMAT parquet)`);
    engine.close();
    const contract = contractOf({ name: 'inhabitants', type: 'integer', role: 'measure' });
    const checking = checkFile({ file, contract, workDir: files.workDir });
    await expect(checking).rejects.toMatchObject({ code: 'columns.person-numbers' });
  });
});

describe('numbers that are no person numbers', () => {
  const any = (count: number, seed: number) => numbersThat(() => true, count, seed);
  const pad = (value: number) => String(value).padStart(2, '0');
  const days = Array.from({ length: 336 }, (_, at) => `${pad((at % 28) + 1)}-${pad((at % 12) + 1)}-2023`);
  it.each<[string, readonly string[], Property]>([
    ['ids given out at random', any(3000, 3), { name: 'nr', type: 'integer' }],
    ['a few of them', any(7, 4), { name: 'nr', type: 'integer' }],
    ['ids in a row', Array.from({ length: 3000 }, (_, at) => String(300_000_000 + at)), { name: 'nr' }],
    ['amounts', any(900, 5).map((n) => n.slice(1)), { name: 'paid', type: 'number', role: 'measure' }],
    ['round amounts', Array.from({ length: 90 }, (_, at) => String((at + 10) * 1e6)), { name: 'paid' }],
    ['amounts with cents', any(900, 6).map((n) => `${n}.50`), { name: 'paid', type: 'number' }],
    ['telephone numbers', any(300, 7).map((n) => `06-${n.slice(1)}`), { name: 'phone' }],
    ['telephone numbers without zero', any(300, 8).map((n) => `6${n.slice(1)}`), { name: 'phone' }],
    ['days', days, { name: 'day' }],
    ['codes with letters', any(900, 10).map((n) => `AB${n}C`), { name: 'code' }],
    ['account numbers in one piece', any(300, 11).map((n) => `NL91ABNA0${n}`), { name: 'account' }],
    ['account numbers', any(300, 9).map((n) => `NL91 ABNA 0${n}`), { name: 'account' }],
    ['one that passes and is not called so', [...Array(50).fill(personNumbers(1)[0])], { name: 'kind' }],
    ['one that is called so but fails', otherNumbers(1).map((n) => `BSN ${n}`), { name: 'kind' }],
  ])('are accepted: %s', async (_, values, property) => {
    expect(await refusalOf(values, property)).toBeUndefined();
  });

  it('are refused by chance in less than one column in a million, of six numbers and more', () => {
    for (const numbers of [...Array(300).keys()].map((at) => at + 6).concat([1000, 5000])) {
      expect(chanceOfRefusal(numbers)).toBeLessThan(1e-6);
    }
    expect(chanceOfRefusal(5)).toBeLessThan(7e-6);
    for (const numbers of [1, 2, 3, 4]) expect(chanceOfRefusal(numbers)).toBe(0);
  });
});

/** The exact probability that numbers of which each passes with chance 1/11 are taken for person numbers. */
function chanceOfRefusal(numbers: number): number {
  let logChoose = 0;
  let total = 0;
  for (let passing = 0; passing <= numbers; passing++) {
    if (passing > 0) logChoose += Math.log((numbers - passing + 1) / passing);
    if (!holdsPersonNumbers({ numbers, passing, named: 0 })) continue;
    total += Math.exp(logChoose + passing * Math.log(1 / 11) + (numbers - passing) * Math.log(10 / 11));
  }
  return total;
}
