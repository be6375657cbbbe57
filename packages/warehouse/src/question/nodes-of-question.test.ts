import { buildLattice, type Cube, countCube, quarterOf, yearOf } from '@datalab/query-control';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import { labelAt } from './label-column.ts';
import { compareLabels } from './label-order.ts';
import { findNodes, type NodesByUnit } from './nodes-of-question.ts';
import { parseQuestion } from './parse.ts';
import { tableRowsMax } from './question.ts';
import { areas, care, categories, description, months, recordsOf, reports } from './reports.testing.ts';
import { resolveQuestion } from './resolve.ts';

const microdata = recordsOf(200, 3);
const cubes = {
  records: countCube(buildLattice(description, 'records'), 'records', microdata),
  persons: countCube(buildLattice(description, 'persons'), 'persons', microdata),
};
const sources = new Map(
  Object.entries({ reports, care }).map(([dataset, contract]) => [
    dataset,
    { dataset, version: '1', dir: '', contract },
  ]),
);

/** One row with its labels and, per unit, its nodes. */
interface Row {
  readonly labels: readonly (string | null)[];
  readonly nodes: { readonly records?: number[]; readonly persons?: number[] };
}

function nodesOf(question: object, closed = {}) {
  const parsed = parseQuestion({ from: 'reports', measures: [{ count: 'records' }], ...question });
  const resolved = resolveQuestion(parsed, sources, cubes.records.lattice);
  const found = findNodes(resolved, { ...cubes, closed }, tableRowsMax);
  if (Array.isArray(found)) return found;
  const { rowCount, labels, nodes } = found.table();
  const rows = Array.from(
    { length: rowCount },
    (_, row): Row => ({ labels: labels.map((column) => labelAt(column, row)), nodes: setOf(nodes, row) }),
  );
  return { rows, total: setOf(found.total, 0), dimensions: resolved.dimensions };
}

function setOf(nodes: NodesByUnit, at: number): Row['nodes'] {
  const units = (['records', 'persons'] as const).flatMap((unit) => {
    const sets = nodes[unit];
    return sets ? [[unit, [...sets.rows.subarray(sets.starts[at], sets.starts[at + 1])]]] : [];
  });
  return Object.fromEntries(units);
}

type Filter = { column: string; in: string[] } | { column: string; from: string; to: string };

/** What one record is called in a column. */
function labelOf(record: number, column: string): string {
  const read = (name: string) => microdata.values.get(name)?.[record] ?? '';
  const [month, area] = [read('time'), read('area')];
  const derived: Record<string, string> = {
    month,
    quarter: quarterOf(month),
    year: yearOf(month),
    neighbourhood: area,
    district: `WK${area.slice(2, 8)}`,
    municipality: 'GM9999',
  };
  return derived[column] ?? read(column);
}

/** The records of a row, found one by one. */
function recordsIn(
  by: readonly string[],
  labels: readonly (string | null)[],
  where: readonly Filter[],
): number[] {
  const all = Array.from(microdata.persons, (_, record) => record);
  return all.filter(
    (record) =>
      by.every((column, at) => labelOf(record, column) === labels[at]) &&
      where.every((filter) => {
        const label = labelOf(record, filter.column);
        return 'in' in filter ? filter.in.includes(label) : label >= filter.from && label <= filter.to;
      }),
  );
}

function sumOf(rows: readonly number[] | undefined, { counts }: Cube): number {
  return (rows ?? []).reduce((sum, row) => sum + (counts[row] ?? 0), 0);
}

const values: Record<string, readonly string[]> = {
  month: months,
  quarter: ['2023-Q1', '2023-Q2', '2023-Q3', '2023-Q4', '2024-Q1', '2024-Q2'],
  year: ['2023', '2024'],
  neighbourhood: areas,
  district: ['WK999900', 'WK999901'],
  category: categories,
  complaint: ['no', 'yes'],
  'in.care': ['no', 'yes'],
};
const named = fc.constantFrom(
  'month',
  'quarter',
  'year',
  'neighbourhood',
  'district',
  'category',
  'complaint',
);
const list = named.chain((column) =>
  fc.record({ column: fc.constant(column), in: fc.subarray([...(values[column] ?? [])], { minLength: 1 }) }),
);
const period = fc.constantFrom('month', 'quarter', 'year').chain((column) =>
  fc.subarray([...(values[column] ?? [])], { minLength: 1 }).map((listed) => ({
    column,
    from: listed[0] ?? '',
    to: listed.at(-1) ?? '',
  })),
);
const question = fc.record({
  by: fc.uniqueArray(fc.oneof(named, fc.constant('municipality')), { maxLength: 3 }),
  where: fc.array<Filter>(fc.oneof<fc.Arbitrary<Filter>[]>(list, period), { maxLength: 3 }),
});

describe('the nodes of a question', () => {
  it('hold exactly the records of each row, whatever is asked', () => {
    let answered = 0;
    fc.assert(
      fc.property(question, ({ by, where }) => {
        const nodes = nodesOf({ by, where });
        if (Array.isArray(nodes)) {
          expect(nodes.map(({ code }) => code)).toEqual(['query.too-many-dimensions']);
          return;
        }
        answered += 1;
        for (const { labels, nodes: found } of nodes.rows.slice(0, 12)) {
          expect(sumOf(found.records, cubes.records)).toBe(recordsIn(by, labels, where).length);
        }
        const total = recordsIn([], [], where).length;
        expect(sumOf(nodes.total.records, cubes.records)).toBe(total);
        const shown = nodes.rows.reduce((sum, row) => sum + sumOf(row.nodes.records, cubes.records), 0);
        expect(shown).toBe(total);
      }),
      { numRuns: runs(60, 1_000) },
    );
    expect(answered).toBeGreaterThan(10);
  });

  it('hold exactly the persons of each row, each in one node', () => {
    fc.assert(
      fc.property(question, ({ by, where }) => {
        const nodes = nodesOf({ by, where, measures: [{ count: 'persons' }] });
        if (Array.isArray(nodes)) return;
        for (const { labels, nodes: found } of nodes.rows.slice(0, 12)) {
          const persons = new Set(recordsIn(by, labels, where).map((record) => microdata.persons[record]));
          expect(found.persons?.length).toBeLessThanOrEqual(1);
          expect(sumOf(found.persons, cubes.persons)).toBe(persons.size);
        }
      }),
      { numRuns: runs(60, 1_000) },
    );
  });

  it('come in the order of their labels, dimension by dimension as the question has them', () => {
    let mixed = 0;
    const orders = fc.uniqueArray(fc.oneof(named, fc.constantFrom('municipality', 'band')), { maxLength: 4 });
    fc.assert(
      fc.property(orders, fc.array<Filter>(list, { maxLength: 1 }), (by, where) => {
        const asked = by.map((one) => (one === 'band' ? { recordsPerPerson: true } : one));
        const nodes = nodesOf({ by: asked, where });
        if (Array.isArray(nodes)) return;
        const axes = nodes.dimensions.map(({ axis }) => axis);
        if (axes.some((axis, at) => axes.indexOf(axis) < at - 1)) mixed += 1;
        const labels = nodes.rows.map((row) => row.labels);
        const sorted = labels.toSorted(
          (one, other) =>
            axes
              .map((axis, at) => compareLabels(one[at] ?? null, other[at] ?? null, axis))
              .find((order) => order !== 0) ?? 0,
        );
        expect(labels).toEqual(sorted);
        expect(new Set(labels.map((row) => JSON.stringify(row))).size).toBe(labels.length);
      }),
      { numRuns: runs(150, 2_000) },
    );
    expect(mixed).toBeGreaterThan(0);
  });

  it('of a period are the fewest that partition it', () => {
    const of = (from: string, to: string) => {
      const nodes = nodesOf({ where: [{ column: 'month', from, to }] });
      return Array.isArray(nodes) ? -1 : nodes.total.records?.length;
    };
    expect(of('2023-01', '2024-06')).toBe(1);
    expect(of('2023-01', '2024-05')).toBe(4);
    expect(of('2023-01', '2024-03')).toBe(2);
    expect(of('2023-03', '2024-02')).toBe(6);
    expect(of('2023-06', '2023-11')).toBe(1);
  });

  it('give a row to everything that the lattice has, also to what nobody has', () => {
    const nodes = nodesOf({ by: ['category', { recordsPerPerson: true }] });
    if (Array.isArray(nodes)) throw new Error('refused');
    expect(nodes.rows).toHaveLength(4 * 5);
    expect(nodes.rows.map(({ labels }) => labels)).toContainEqual(['fire', '25+']);
  });

  it('are not made of periods that are closed', () => {
    const part = { part: 'months', lowestError: 1, suppressedShare: 0.2, opensWith: 'coarser-time' } as const;
    const nodes = nodesOf(
      { where: [{ column: 'month', from: '2023-01', to: '2023-03' }] },
      { records: [part] },
    );
    if (Array.isArray(nodes)) throw new Error('refused');
    expect(nodes.total.records).toHaveLength(1);
    expect(nodesOf({ by: ['month'] }, { records: [part] })).toMatchObject([{ code: 'query.closed' }]);
  });
});
