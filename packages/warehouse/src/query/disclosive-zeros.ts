import { aggregate, type RawCell } from './aggregate.ts';
import { type CellValues, cellValuesKey } from './cell-values.ts';
import type { ResolvedQuery } from './resolved-query.ts';
import { type RollUp, rollUps } from './roll-ups.ts';
import { type ComplementSetting, groupKey, relaxesSelection } from './small-complements.ts';
import { findCellsNearSmallGroups, type Generalisation, groupSizeOf } from './small-groups-around.ts';

/**
 * The disclosive zeros. In a small group (1 up to but not including the minimum) a zero discloses what no member is,
 * and enough zeros disclose what each member is. By `cellValuesKey`; all other zeros may be shown. A zero is disclosive
 * when a roll-up of its cell, relaxed by one or more attributes, is a small group.
 * @param shown all combinations of the answer
 * @param cells the cells that are not empty
 */
export async function findDisclosiveZeros(
  resolved: ResolvedQuery,
  shown: readonly CellValues[],
  cells: readonly RawCell[],
  setting: ComplementSetting,
): Promise<Set<string>> {
  const disclosive = new Set<string>();
  const { unit, accessClass } = resolved.source.contract;
  const filled = new Set(cells.map(({ values }) => cellValuesKey(values)));
  const zeros = shown.filter((values) => !filled.has(cellValuesKey(values)));
  if (zeros.length === 0 || (unit === 'area' && accessClass === 'open')) return disclosive;
  const { minimumCount } = setting.parameters;
  const generalisations = rollUps(resolved).map(({ relaxed, group }): Generalisation<CellValues> => {
    const keyOf = groupKey(resolved, group);
    return {
      relaxed,
      sizeAround: async (open) => {
        const sizes = await sizesOfGroups(resolved, group, { zeros: open, cells, keyOf, setting });
        return (values) => groupSizeOf(sizes.get(keyOf(values)) ?? 0, minimumCount);
      },
    };
  });
  for (const values of await findCellsNearSmallGroups(zeros, generalisations))
    disclosive.add(cellValuesKey(values));
  return disclosive;
}

interface Sizing {
  zeros: readonly CellValues[];
  cells: readonly RawCell[];
  keyOf: (values: CellValues) => string;
  setting: ComplementSetting;
}

/** The number of contributors to each group with a zero; a lower bound where a single cell of the group has enough. */
async function sizesOfGroups(
  resolved: ResolvedQuery,
  rollUp: RollUp,
  { zeros, cells, keyOf, setting }: Sizing,
): Promise<Map<string, number>> {
  const { parameters, engine, deadline } = setting;
  const most = new Map<string, number>();
  for (const { values, contributors } of cells) {
    most.set(keyOf(values), Math.max(most.get(keyOf(values)) ?? 0, contributors));
  }
  const isOpen = (values: CellValues) => {
    const largest = most.get(keyOf(values)) ?? 0;
    const isEmpty = largest === 0 && !relaxesSelection(rollUp);
    return !isEmpty && largest < parameters.minimumCount;
  };
  if (!zeros.some(isOpen)) return most;
  const { keys, filters, links } = rollUp;
  const question: ResolvedQuery = {
    source: resolved.source,
    measures: [{ count: 'records' }],
    dimensions: keys,
    filters,
    links,
    denominators: new Map(),
  };
  const groups = await aggregate(question, engine, deadline());
  return new Map(
    groups.cells.map(({ values, contributors }) => [cellValuesKey(values), contributors] as const),
  );
}
