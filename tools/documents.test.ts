import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { architectureWithGraphs } from './module-graph.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const pages = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

describe('the documents', () => {
  it.each(pages)('%s links only to what is there', (page) => {
    const targets = [...read(page).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target]) => target ?? '');
    const local = targets.filter((target) => !/^[a-z]+:/.test(target));
    const broken = local.filter((target) => !existsSync(join(root, normalize(join(dirname(page), target)))));
    expect(broken).toEqual([]);
  });

  it('lead a newcomer in eighty lines', () => {
    expect(read('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(80);
  });

  it('show the graphs as they are now (node tools/module-graph.ts)', () => {
    expect(read('ARCHITECTURE.md')).toBe(architectureWithGraphs(read('ARCHITECTURE.md')));
  });

  it('say of each decision what enforces it', () => {
    const decisions = readdirSync(join(root, 'docs/decisions'));
    const loose = decisions.filter((name) => !/\*\*Enforced by:?\*\*/.test(read(`docs/decisions/${name}`)));
    expect(decisions.length).toBeGreaterThan(0);
    expect(loose).toEqual([]);
  });
});

describe('each promise of SECURITY.md', () => {
  const rows = read('SECURITY.md')
    .split('\n')
    .map((line) => /^\| (.+?) +\| `([^`]+)` +\| `([^`]+)`: (.+?) +\|$/.exec(line))
    .filter((row) => row !== null)
    .map(([, promise, code, test, name]) => ({
      promise,
      code: code ?? '',
      test: test ?? '',
      name: name ?? '',
    }));

  it('is there', () => expect(rows.length).toBeGreaterThan(10));

  it.each(rows)('has code and a test: $promise', ({ code, test, name }) => {
    expect(existsSync(join(root, code))).toBe(true);
    expect(read(test).includes(`'${name}'`)).toBe(true);
  });
});
