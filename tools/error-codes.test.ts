import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { moduleGraph } from '../server/src/modules/modules.graph.ts';
import { generalErrors } from '../server/src/platform/http/common.contract.ts';
import { isTest, moduleOf, type SourceFile } from './sources.ts';

const root = join(import.meta.dirname, '..');
const general: readonly string[] = generalErrors;

const sources = globSync('server/src/**/*.ts', { cwd: root })
  .filter((path) => !isTest(path))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
const contracts = sources.filter(({ path }) => path.endsWith('.contract.ts'));
const graph: Readonly<Record<string, readonly string[]>> = moduleGraph;

interface Declared {
  readonly module: string | undefined;
  readonly codes: readonly string[];
}

describe('the codes of errors', () => {
  const listed: string[] = [];
  const declared: Declared[] = [];
  beforeAll(async () => {
    for (const { path } of contracts) {
      const exported: Readonly<Record<string, unknown>> = await import(join(root, path));
      for (const [name, value] of Object.entries(exported)) {
        if (/(?<!Problem)Errors$/.test(name)) listed.push(...textsIn(value));
        if (/Routes$/.test(name)) declared.push({ module: moduleOf(path), codes: errorsOf(value) });
      }
    }
  });

  const declaredBy = (modules: readonly string[]): Set<string> => {
    const those = declared.filter(({ module }) => module !== undefined && modules.includes(module));
    return new Set([...generalErrors, ...those.flatMap(({ codes }) => codes)]);
  };

  it('are each declared by an operation', () => {
    const known = declaredBy(Object.keys(graph));
    expect(listed.length).toBeGreaterThan(200);
    expect(listed.filter((code) => !known.has(code))).toEqual([]);
  });

  it('are each answered somewhere', () => {
    const answered = new Set(sources.flatMap(codesIn));
    expect(listed.filter((code) => !answered.has(code) && !general.includes(code))).toEqual([]);
  });

  it('are declared by the module that fails with them, or by one that builds on it', () => {
    const undeclared = sources.flatMap(({ path, text }) => {
      const module = moduleOf(path);
      if (module === undefined) return [];
      const builders = Object.keys(graph).filter((name) => graph[name]?.includes(module));
      const known = declaredBy([module, ...builders]);
      return thrownIn(text).filter((code) => !known.has(code));
    });
    expect(sources.flatMap(({ text }) => thrownIn(text)).length).toBeGreaterThan(200);
    expect(undeclared).toEqual([]);
  });
});

function errorsOf(routes: unknown): string[] {
  if (typeof routes !== 'object' || routes === null) return [];
  return Object.values(routes).flatMap((route) => textsIn(route.errors));
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Where a contract only lists codes, nothing is answered; the reasons in its tables of states are. */
function codesIn({ path, text }: SourceFile): string[] {
  const code = path.endsWith('.contract.ts') ? /(?:refusal|reason): '([\w.-]+)'/g : /'([a-z]+\.[a-z-]+)'/g;
  return [...text.matchAll(code)].map(([, found]) => found ?? '');
}

/** The codes in the first argument of every failure and every refusal of a policy. */
function thrownIn(text: string): string[] {
  const firsts = text.matchAll(/\b(?:new Failure|denied|refuse)\(\s*([^,()]*'[^,()]*)/g);
  return [...firsts].flatMap(([, first]) =>
    [...(first ?? '').matchAll(/'([\w-]+\.[\w-]+)'/g)].map(([, found]) => found ?? ''),
  );
}
