import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { attack } from '../attacker/attack.ts';
import { openSolver, type Solver } from '../attacker/solver.ts';
import {
  flatHierarchy,
  groupedHierarchy,
  type Hierarchy,
  type Tabulated,
  tabulate,
} from '../tables/tabulate.ts';
import type { Protection } from './problem.ts';
import { suppress } from './suppress.ts';

const folder = new URL('../../../../../shared/data/disclosure/', import.meta.url);
const threshold = 4;

interface PublishedTable {
  readonly rows: readonly Readonly<Record<string, string>>[];
  tabulate(...tables: readonly (readonly string[])[]): Tabulated;
}

/** `region<fylke` is the variable region, grouped by the column fylke. */
function readTable(name: string): PublishedTable {
  const [header = '', ...lines] = readFileSync(new URL(name, folder), 'utf8').trim().split('\n');
  const columns = header.split(',');
  const rows = lines.map((line) => {
    const values = line.split(',');
    return Object.fromEntries(columns.map((column, position) => [column, values[position] ?? '']));
  });
  const hierarchyOf = (variable: string, group: string | undefined): Hierarchy =>
    group === undefined
      ? flatHierarchy(rows.map((row) => row[variable] ?? ''))
      : groupedHierarchy(rows.map((row) => [row[variable] ?? '', `${group} ${row[group]}`] as const));
  return {
    rows,
    tabulate: (...tables) => {
      const variables = new Set(tables.flat().map((spec) => spec.split('<')[0] ?? ''));
      const leaves = rows.map((row) => ({
        codes: Object.fromEntries([...variables].map((variable) => [variable, row[variable] ?? ''])),
        value: Number(row['ant']),
      }));
      const definitions = tables.map((specs) =>
        Object.fromEntries(
          specs.map((spec) => {
            const [variable = '', group] = spec.split('<');
            return [variable, hierarchyOf(variable, group)];
          }),
        ),
      );
      return tabulate(leaves, definitions);
    },
  };
}

function smallCounts({ system }: Tabulated, includingZero: boolean): Map<number, Protection> {
  return new Map(
    system.cells.flatMap(({ value }, cell) =>
      value < threshold && (includingZero || value > 0)
        ? [[cell, { upper: threshold - value }] as const]
        : [],
    ),
  );
}

describe.skipIf(!existsSync(folder))('tables of social assistance published by Statistics Norway', () => {
  let solver: Solver;
  beforeAll(async () => {
    solver = await openSolver();
  });

  function protect(table: Tabulated, includingZero: boolean, seconds: number) {
    const sensitive = smallCounts(table, includingZero);
    const pattern = suppress(solver, { system: table.system, sensitive }, { seconds });
    const hidden = new Set([...pattern.primary, ...pattern.secondary]);
    const broken = attack(solver, table.system, hidden, {}, pattern.primary).filter(
      ({ cell, upper }) =>
        upper < (table.system.cells[cell]?.value ?? 0) + (sensitive.get(cell)?.upper ?? 0) - 1e-4,
    );
    return { pattern, broken };
  }

  it('protects the smallest with no more cells than the published six', () => {
    const expected = JSON.parse(
      readFileSync(new URL('gausssuppression_z1_verwacht.json', folder), 'utf8'),
    ) as { onderdrukt: [string, string, number][] };
    const table = readTable('ssb_z1.csv').tabulate(['region', 'hovedint']);
    const { pattern, broken } = protect(table, true, 20);
    expect(broken).toEqual([]);
    expect(pattern.proven).toBe('optimal');
    expect(pattern.primary.length + pattern.secondary.length).toBeLessThanOrEqual(expected.onderdrukt.length);
    const small = expected.onderdrukt.filter(([, , count]) => count < threshold);
    expect(pattern.primary.map((cell) => table.system.cells[cell]?.id).sort()).toEqual(
      small.map(([region, source]) => `hovedint=${source} region=${region}`).sort(),
    );
  });

  it('protects regions grouped in two ways, as linked tables', () => {
    const table = readTable('ssb_z2.csv').tabulate(
      ['region<fylke', 'hovedint'],
      ['region<kostragr', 'hovedint'],
    );
    const { pattern, broken } = protect(table, false, 20);
    expect(broken).toEqual([]);
    expect(pattern.secondary.length).toBeLessThanOrEqual(15);
  });

  it('protects three linked dimensions of 900 cells', () => {
    const table = readTable('ssb_z3.csv').tabulate(
      ['region<fylke', 'hovedint', 'mnd'],
      ['region<kostragr', 'hovedint', 'mnd'],
    );
    expect(table.system.cells.length).toBe(900);
    expect(protect(table, false, 8).broken).toEqual([]);
  });

  it('protects 9,140 cells, and leaves none exposed', () => {
    const table = readTable('ssb_sosialFiktiv.csv').tabulate(['region<fylke', 'hovedint', 'mnd']);
    expect(table.system.cells.length).toBe(9140);
    const { pattern, broken } = protect(table, false, 12);
    expect(broken).toEqual([]);
    expect(pattern.primary.length).toBe(1517);
  });
});
