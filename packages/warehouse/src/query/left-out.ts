import type { RawCell } from './aggregate.ts';
import { findClassCells } from './class.ts';
import { type Combination, combinationKey } from './combination.ts';
import { findLeftovers, type LeftoverSetting } from './leftover.ts';
import { findTellingNoughts } from './noughts.ts';
import { type CountedUnit, type Leftover, noLeftover } from './protect.ts';
import type { ResolvedQuery } from './resolved-query.ts';

/**
 * All that is left out of the cells of one question because of the groups these lie in, by `combinationKey`; the rules
 * that look at a cell alone come after it.
 * @param shown all combinations of the answer
 */
export async function findLeftOut(
  resolved: ResolvedQuery,
  shown: readonly Combination[],
  cells: readonly RawCell[],
  setting: LeftoverSetting,
): Promise<Map<string, Leftover>> {
  const filled = cells.filter(({ records, contributors }) => records.count > 0 || contributors > 0);
  const leftOut = await findLeftovers(resolved, cells, setting);
  const telling = new Map(await findClassCells(resolved, shown, filled, setting));
  const both: ReadonlySet<CountedUnit> = new Set(['persons', 'records']);
  for (const key of await findTellingNoughts(resolved, shown, filled, setting)) telling.set(key, both);
  for (const [key, units] of telling) {
    leftOut.set(key, { ...(leftOut.get(key) ?? noLeftover), telling: units });
  }
  return leftOut;
}

/** The same for the total, which is the one cell of the question without dimensions. */
export async function findTotalLeftOut(
  whole: ResolvedQuery,
  total: RawCell,
  setting: LeftoverSetting,
): Promise<Leftover> {
  const leftOut = await findLeftOut(whole, [[]], [total], setting);
  return leftOut.get(combinationKey([])) ?? noLeftover;
}
