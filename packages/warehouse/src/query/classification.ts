import type { RunOptions } from '../engine/engine.ts';
import { canTell } from './class-topics.ts';
import type { Combination } from './combination.ts';
import { composeRecordsOfPersons } from './compose.ts';
import { duckdb } from './dialect.ts';
import type { Enclosing } from './enclosing.ts';
import type { Reader } from './reader.ts';
import type { ResolvedDimension, ResolvedQuery } from './resolved-query.ts';
import type { QuerySource } from './source.ts';

/** A column whose every value, in all of a version, goes with one value of another: a kind within a main kind. */
export interface Law {
  of: ResolvedDimension;
  follows: ReadonlyMap<string, string | null>;
}

/** With fewer values than this, that each goes with one value of another column can be chance. */
const kindsMin = 3;

/** The laws by which a value of `dimension` follows from what a group is grouped by or selected on. */
export async function findLaws(
  source: QuerySource,
  dimension: ResolvedDimension,
  group: Enclosing,
  { engine, budget }: { engine: Reader; budget: () => RunOptions },
): Promise<Law[]> {
  const given = [...group.keys, ...group.filters.map((filter) => filter.dimension)].filter(
    (other) => other.kind === 'column' && canTell(other, source.contract),
  );
  const laws: Law[] = [];
  for (const of of new Map(given.map((other) => [other.key, other])).values()) {
    const question: ResolvedQuery = {
      ...{ source, measures: [{ count: 'records' }], dimensions: [of, dimension] },
      ...{ filters: [], links: [], denominators: new Map() },
    };
    const { sql, params } = composeRecordsOfPersons(question, duckdb);
    const rows = await engine.run(sql, params, budget());
    const follows = lawOf(rows.map((row) => [row['d1'] ?? null, row['d2'] ?? null] as Combination));
    if (follows) laws.push({ of, follows });
  }
  return laws;
}

/** What follows from each value, if one thing follows from every one of enough of them. */
function lawOf(pairs: readonly Combination[]): ReadonlyMap<string, string | null> | undefined {
  const follows = new Map<string, string | null>();
  for (const [from = null, to = null] of pairs) {
    if (from === null) continue;
    if (follows.has(from)) return undefined;
    follows.set(from, to);
  }
  const kinds = new Set([...follows.values()].filter((value) => value !== null));
  return follows.size >= kindsMin && kinds.size > 1 ? follows : undefined;
}

/** Whether a law says by itself what everybody of a group has; `values` are those of the keys of the group. */
export function isLawful({ of, follows }: Law, { keys, filters }: Enclosing, values: Combination): boolean {
  const at = keys.indexOf(of);
  const lists = filters.flatMap((filter) =>
    filter.dimension.key === of.key && 'in' in filter ? [filter.in] : [],
  );
  const [first = [], ...rest] = at >= 0 ? [[values[at] ?? null]] : lists;
  const given = first.filter((value) => rest.every((list) => list.includes(value)));
  const told = given.map((value) => (value === null ? null : follows.get(value)));
  return !given.includes(null) && new Set(told.filter((value) => value !== undefined)).size === 1;
}
