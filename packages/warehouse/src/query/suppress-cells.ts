import type { RawCell } from './aggregate.ts';
import { type CellValues, cellValuesKey } from './cell-values.ts';
import { findDisclosiveZeros } from './disclosive-zeros.ts';
import { findGroupDisclosure } from './group-disclosure.ts';
import { type CountedUnit, nothingSuppressed, type SuppressedUnits } from './protect.ts';
import type { ResolvedQuery } from './resolved-query.ts';
import { type ComplementSetting, findSmallComplements } from './small-complements.ts';

/**
 * The units that are suppressed in the cells of one question because of the groups that contain them, by
 * `cellValuesKey`. The rules for a cell by itself come afterwards.
 * @param shown all combinations of the answer
 */
export async function findSuppressedUnits(
  resolved: ResolvedQuery,
  shown: readonly CellValues[],
  cells: readonly RawCell[],
  setting: ComplementSetting,
): Promise<Map<string, SuppressedUnits>> {
  const filled = cells.filter(({ records, contributors }) => records.count > 0 || contributors > 0);
  const suppressedUnits = await findSmallComplements(resolved, cells, setting);
  const disclosive = new Map(await findGroupDisclosure(resolved, shown, filled, setting));
  const both: ReadonlySet<CountedUnit> = new Set(['persons', 'records']);
  for (const key of await findDisclosiveZeros(resolved, shown, filled, setting)) disclosive.set(key, both);
  for (const [key, units] of disclosive) {
    suppressedUnits.set(key, { ...(suppressedUnits.get(key) ?? nothingSuppressed), disclosive: units });
  }
  return suppressedUnits;
}

/** The same for the total, which is the one cell of the question without dimensions. */
export async function findTotalSuppressedUnits(
  whole: ResolvedQuery,
  total: RawCell,
  setting: ComplementSetting,
): Promise<SuppressedUnits> {
  const suppressedUnits = await findSuppressedUnits(whole, [[]], [total], setting);
  return suppressedUnits.get(cellValuesKey([])) ?? nothingSuppressed;
}
