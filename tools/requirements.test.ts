import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findClaims, namesOfTests } from './requirements.ts';

const root = join(import.meta.dirname, '..');
const sources = globSync(
  '{packages,keyholder,server,web,cli,demo,e2e,tools}/**/*.{test,e2e,played,real}.{ts,tsx}',
  {
    cwd: root,
    exclude: (path) => path.includes('node_modules'),
  },
)
  .filter((path) => !path.endsWith('requirements.test.ts'))
  .map((path) => readFileSync(join(root, path), 'utf8'));

/** Requirements of the five steps and of what belongs to them of which something is there, and not what counts. */
const notYet: Readonly<Record<number, string>> = {
  23: 'no way of deciding what may be shared: no basis, necessity, assessment, advice and agreement for each use',
  24: 'a contract and a delivery are reused; there is no solved case of sharing to use again',
  25: 'linked data are counted; nothing explains with statistics, and predictions about things are refused too',
  31: 'organisations are in a list; none of them declares that it means to take part',
  53: 'a check on the spot can be noted; an edition ends, and its end is called a success, without one',
  54: 'the advice asks it of what is bought; nothing measures it of this product itself',
};

const demanded = [5, ...fromTo(8, 13), ...fromTo(15, 55), ...fromTo(78, 84), ...fromTo(107, 112)].filter(
  (number) => !(number in notYet),
);

function fromTo(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** The numbers after the word itself, as in "Requirements 46 and 48". */
function numbersInComments(): number[] {
  const named = /\b[Rr]equirements? (\d+(?:(?:, | and | to )\d+)*)/g;
  return globSync('{packages,keyholder,server,web,cli,demo,attacks}/**/*.{ts,tsx}', {
    cwd: root,
    exclude: (path) => path.includes('node_modules'),
  })
    .flatMap((path) => [...readFileSync(join(root, path), 'utf8').matchAll(named)])
    .flatMap(([, numbers = '']) => numbers.match(/\d+/g) ?? [])
    .map(Number);
}

describe('the requirements of the method', () => {
  const claims = sources.flatMap(findClaims);
  const claimed = new Set(claims.flatMap(({ numbers }) => numbers));

  it.each(demanded)('have number %i in the name of a test that proves it', (number) => {
    expect(claims.filter(({ numbers, expects }) => expects && numbers.includes(number))).not.toEqual([]);
  });

  it('are named by no test that expects nothing', () => {
    expect(claims.filter(({ expects }) => !expects)).toEqual([]);
  });

  it('are not claimed where something is missing still', () => {
    expect([...claimed].filter((number) => !demanded.includes(number))).toEqual([]);
  });

  it('are each explained in docs/reference/requirements.md, also those that only a comment names', () => {
    const page = readFileSync(join(root, 'docs/reference/requirements.md'), 'utf8');
    const explained = new Set([...page.matchAll(/^\| +(\d+) \|/gm)].map(([, number]) => Number(number)));
    const used = [...claimed, ...numbersInComments()];
    expect(used.length).toBeGreaterThan(100);
    expect([...new Set(used)].filter((number) => !explained.has(number))).toEqual([]);
    expect([...explained].filter((number) => !used.includes(number))).toEqual([]);
  });

  it('are named by their numbers alone, one by one', () => {
    const names = sources.flatMap(namesOfTests);
    expect(names.length).toBeGreaterThan(1000);
    expect(names.filter((name) => /\((requirements? .*|\d+-\d+.*)\)$/.test(name))).toEqual([]);
  });
});

describe('a claim', () => {
  const claimsOf = (...lines: string[]) =>
    findClaims(lines.join('\n')).map(({ numbers, expects }) => `${numbers.join(' ')}: ${expects}`);

  it.each([
    [['1: true'], ["it('works (1)', () => {", '  expect(sum(1, 1)).toBe(2);', '});']],
    [['1: true'], ["it('works (1)', () => expect(sum(1, 1)).toBe(2));"]],
    [['1: true'], ["it('works (1)', () => expectSum(two, 2));"]],
    [['1: false'], ["it('works (1)', () => expectations.push(two));"]],
    [['1 2: true'], ["it('works (1, 2)', async () => {", '  await page.getByText(name).waitFor();', '});']],
    [
      ['3: true'],
      ['it.each(cases)(', "  'works for %s (3)',", '  (n) => {', '    expect(n).toBe(2);', '  },', ');'],
    ],
    [['4: true'], ["describe('all of it (4)', () => {", "  it('works', () => {", '    expect(n).toBe(2);']],
    [['1: false'], ["it('works (1)', () => {", '  sum(1, 1);', '});', 'expect(n).toBe(2);']],
    [['1: false'], ["it('works (1)', () => {});", "it('more', () => {", '  expect(n).toBe(2);', '});']],
    [
      ['1: false'],
      ["it('works (1)', () => {", '  // expect(n).toBe(2);', '  expect(true).toBe(true);', '});'],
    ],
    [['3: false'], ['it.each(cases)(', "  'works for %s (3)',", '  () => {},', ');', 'expect(n).toBe(2);']],
    [[], ["it('works', () => {", '  expect(n).toBe(2);', '});']],
  ])('is %j of %j', (found, lines) => {
    expect(claimsOf(...lines)).toEqual(found);
  });
});
