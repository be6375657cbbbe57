import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { timelineActions } from '../modules/timeline/timeline-events.contract.ts';
import { allMigrations } from './modules.ts';

const modules = join(import.meta.dirname, '..', 'modules');

/** What the files of all modules export under names that end so, with the module it is of. */
async function exportsEnding(end: string, files: string): Promise<{ module: string; value: object }[]> {
  const paths = globSync(`*/*.${files}.ts`, { cwd: modules }).sort();
  const exported = await Promise.all(
    paths.map(async (path) => {
      const found: Readonly<Record<string, object>> = await import(join(modules, path));
      return Object.entries(found)
        .filter(([name]) => name.endsWith(end))
        .map(([, value]) => ({ module: path.split('/')[0] ?? '', value }));
    }),
  );
  return exported.flat();
}

test('the migrations of every module are in the list', async () => {
  const declared = await exportsEnding('Migrations', '{tables,migrations}');
  expect(declared.length).toBeGreaterThan(10);
  const listed = new Set<object>(allMigrations);
  expect(declared.filter(({ value }) => !listed.has(value)).map(({ module }) => module)).toEqual([]);
});

/** Databases remember these by name, and refuse to start when one of them is gone. New ones are free to come between. */
const applied = [
  ...['2026-11-21-analyses-1', '2026-11-21-analyses-2', '2026-11-21-audit-1', '2026-11-21-canvas-1'],
  ...['2026-11-21-catalogue-1', '2026-11-21-closing-1', '2026-11-21-deliveries-1', '2026-11-21-deliveries-2'],
  ...['2026-11-21-editions-1', '2026-11-21-editions-finish', '2026-11-21-editions-region'],
  ...['2026-11-21-identity-1', '2026-11-21-impact-1', '2026-11-21-notices-1', '2026-11-21-picture-1'],
  ...['2026-11-21-picture-2', '2026-11-21-preparation-1', '2026-11-21-readiness-1'],
  ...['2026-11-21-solutions-1', '2026-11-21-timeline-1', '2026-11-22-impact-2'],
  ...['2026-11-22-preparation-invitations', '2026-11-22-releases-1', '2026-11-22-releases-2'],
  ...['2026-11-30-deliveries-3', '2026-11-30-deliveries-4', '2026-11-30-identity-2', '2026-11-30-job-runs-1'],
];

test('every migration that a database may have applied is still there, in the same order', () => {
  const names = allMigrations.flatMap((migrations) => Object.keys(migrations)).sort();
  expect(names.filter((name) => applied.includes(name))).toEqual(applied);
});

test('a module tells the log what bears its own name, and the timeline tells only what modules tell the log', async () => {
  const declared = await exportsEnding('Actions', 'contract');
  const actions = declared.flatMap(({ module, value }) =>
    Object.values(value).map((action: string) => ({ module, action })),
  );
  const ofModules = actions.filter(({ module }) => module !== 'timeline');
  expect(ofModules.length).toBeGreaterThan(50);
  expect(ofModules.filter(({ module, action }) => !action.startsWith(`${module}.`))).toEqual([]);
  const known = new Set(ofModules.map(({ action }) => action));
  expect(known.size).toBe(ofModules.length);
  expect(timelineActions.filter((action) => !known.has(action))).toEqual([]);
});
