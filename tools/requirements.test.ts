import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const names = globSync(
  '{packages,keyholder,server,web,cli,demo,e2e,tools}/**/*.{test,e2e,played,real}.{ts,tsx}',
  {
    cwd: root,
    exclude: (path) => path.includes('node_modules'),
  },
).flatMap((path) => namesOfTests(readFileSync(join(root, path), 'utf8')));

/** The first words between quotes after `it(`, `test(` and `describe(`, or after the table of `.each`. */
function namesOfTests(source: string): string[] {
  const name = /(?:\b(?:it|test|describe)(?:\.\w+)*|\))\s*\(\s*(['"`])((?:(?!\1)[^\n\\]|\\.)*)\1,/g;
  return [...source.matchAll(name)].map(([, , words]) => words ?? '');
}

function numbersOf(name: string): number[] {
  const [, numbers = ''] = / \((\d+(?:, \d+)*)\)$/.exec(name) ?? [];
  return numbers === '' ? [] : numbers.split(', ').map(Number);
}

function fromTo(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

describe('the requirements of the method', () => {
  const proven = new Set(names.flatMap(numbersOf));

  it.each([...fromTo(15, 55), ...fromTo(78, 84)])(
    'have number %i in the name of a test that proves it',
    (number) => {
      expect(proven.has(number)).toBe(true);
    },
  );

  it('are named by their numbers alone, one by one', () => {
    expect(names.length).toBeGreaterThan(1000);
    expect(names.filter((name) => /\((requirements? .*|\d+-\d+.*)\)$/.test(name))).toEqual([]);
  });
});
