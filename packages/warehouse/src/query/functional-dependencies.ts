import type { RunOptions } from '../engine/engine.ts';
import { duckdb } from '../lake/dialect.ts';
import type { QuerySource } from '../lake/source.ts';
import type { CellValues } from './cell-values.ts';
import { composeRecordsOfPersons } from './compose.ts';
import type { Reader } from './memoised-engine.ts';
import type { ResolvedDimension, ResolvedQuery } from './resolved-query.ts';
import type { RollUp } from './roll-ups.ts';
import { isSensitive } from './sensitive-attributes.ts';

/**
 * A functional dependency: each value of one column has a single value of another column in the whole version, as a
 * kind belongs to a main kind.
 */
export interface Dependency {
  of: ResolvedDimension;
  follows: ReadonlyMap<string, string | null>;
}

/** With fewer values than this a dependency can be chance. */
const kindsMin = 3;

/**
 * The dependencies by which a value of `dimension` follows from the columns that a group is grouped by or selected on.
 */
export async function findDependencies(
  source: QuerySource,
  dimension: ResolvedDimension,
  group: RollUp,
  { engine, deadline }: { engine: Reader; deadline: () => RunOptions },
): Promise<Dependency[]> {
  const given = [...group.keys, ...group.filters.map((filter) => filter.dimension)].filter(
    (other) => other.kind === 'column' && isSensitive(other, source.contract),
  );
  const dependencies: Dependency[] = [];
  for (const of of new Map(given.map((other) => [other.key, other])).values()) {
    const question: ResolvedQuery = {
      source,
      measures: [{ count: 'records' }],
      dimensions: [of, dimension],
      filters: [],
      links: [],
      denominators: new Map(),
    };
    const { sql, params } = composeRecordsOfPersons(question, duckdb);
    const rows = await engine.run(sql, params, deadline());
    const follows = dependencyOf(rows.map((row) => [row['d1'] ?? null, row['d2'] ?? null] as CellValues));
    if (follows) dependencies.push({ of, follows });
  }
  return dependencies;
}

/** The value that follows from each value, if there are enough and each has exactly one. */
function dependencyOf(pairs: readonly CellValues[]): ReadonlyMap<string, string | null> | undefined {
  const follows = new Map<string, string | null>();
  for (const [from = null, to = null] of pairs) {
    if (from === null) continue;
    if (follows.has(from)) return undefined;
    follows.set(from, to);
  }
  const kinds = new Set([...follows.values()].filter((value) => value !== null));
  return follows.size >= kindsMin && kinds.size > 1 ? follows : undefined;
}

/**
 * Whether the dependency alone determines what all members of a group have; `values` are those of the keys of the
 * group.
 */
export function followsFrom(
  { of, follows }: Dependency,
  { keys, filters }: RollUp,
  values: CellValues,
): boolean {
  const at = keys.indexOf(of);
  const lists = filters.flatMap((filter) =>
    filter.dimension.key === of.key && 'in' in filter ? [filter.in] : [],
  );
  const [first = [], ...rest] = at >= 0 ? [[values[at] ?? null]] : lists;
  const given = first.filter((value) => rest.every((list) => list.includes(value)));
  const told = given.map((value) => (value === null ? null : follows.get(value)));
  return !given.includes(null) && new Set(told.filter((value) => value !== undefined)).size === 1;
}
