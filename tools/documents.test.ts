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

  it('show the graphs as they are now (npx node tools/module-graph.ts)', () => {
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

describe('the README of a module', () => {
  const modules = join('server', 'src', 'modules');
  const names = readdirSync(join(root, modules), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

  it.each(names)(
    'of %s names what it owns, each of its tables, its events and its limits, on one page',
    (name) => {
      const readme = read(join(modules, name, 'README.md'));
      const tables = tablesOf(join(modules, name));
      expect(tables.length > 0 || readme.includes('**Tables:** none')).toBe(true);
      expect(tables.filter((table) => !readme.includes(`\`${table}\``))).toEqual([]);
      for (const part of ['Owns', 'Tables', 'In the log', 'May not'])
        expect(readme).toContain(`**${part}:**`);
      expect(readme.split('\n').length).toBeLessThanOrEqual(30);
    },
  );

  it.each(names)('of %s points only to files that are there', (name) => {
    const files = read(join(modules, name, 'README.md')).match(/(?<=`)[\w.-]+\.ts(?=`)/g) ?? [];
    expect(files).not.toEqual([]);
    expect(files.filter((file) => !existsSync(join(root, modules, name, file)))).toEqual([]);
  });

  it.each(names)('of %s names every action of its own in the log, and no other', (name) => {
    const readme = read(join(modules, name, 'README.md'));
    const action = new RegExp(`(?<=['\`])${name}\\.[a-z-]+(?=['\`])`, 'g');
    const lists = readdirSync(join(root, modules), { recursive: true, encoding: 'utf8' })
      .filter((path) => /actions(\.contract)?\.ts$/.test(path))
      .map((path) => read(join(modules, path)));
    const actions = new Set(lists.flatMap((list) => list.match(action) ?? []));
    expect(lists).not.toEqual([]);
    const named = (readme.match(action) ?? []).filter((word) => !word.endsWith('.ts'));
    expect(named.toSorted()).toEqual([...actions].toSorted());
  });
});

/** The names in the interfaces of tables: the first level of each `interface ...Tables`. */
function tablesOf(folder: string): string[] {
  const files = readdirSync(join(root, folder)).filter((file) => file.endsWith('.tables.ts'));
  const interfaces = files.flatMap((file) => [
    ...read(join(folder, file)).matchAll(/export interface \w+Tables [^{]*\{\n([\s\S]*?)\n\}/g),
  ]);
  return interfaces.flatMap(([, body = '']) =>
    [...body.matchAll(/^ {2}(?:readonly )?(\w+):/gm)].map(([, table]) => table ?? ''),
  );
}
