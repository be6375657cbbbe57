import { aggregate, type RawCell } from './aggregate.ts';
import { type Combination, combinationKey } from './combination.ts';
import { type Enclosing, looserGroups } from './enclosing.ts';
import { groupKey, type LeftoverSetting, selectsLess } from './leftover.ts';
import { aroundOf, findNearFew, type Look } from './near-few.ts';
import type { ResolvedQuery } from './resolved-query.ts';

/**
 * The noughts that tell on a few: of a group of 1 up to but not including the minimum, a nought says what none of them
 * is, and enough noughts what each of them is. By `combinationKey`; all other noughts may be shown as such. A nought is
 * near a few when a group around it, without one or more of the things that it is about, holds a few.
 * @param shown all combinations of the answer
 * @param cells the cells that hold something
 */
export async function findTellingNoughts(
  resolved: ResolvedQuery,
  shown: readonly Combination[],
  cells: readonly RawCell[],
  setting: LeftoverSetting,
): Promise<Set<string>> {
  const telling = new Set<string>();
  const { unit, accessClass } = resolved.source.contract;
  const filled = new Set(cells.map(({ values }) => combinationKey(values)));
  const noughts = shown.filter((values) => !filled.has(combinationKey(values)));
  if (noughts.length === 0 || (unit === 'area' && accessClass === 'open')) return telling;
  const { minimumCount } = setting.parameters;
  const looks = looserGroups(resolved).map(({ letGo, group }): Look<Combination> => {
    const keyOf = groupKey(resolved, group);
    return {
      letGo,
      around: async (open) => {
        const sizes = await sizesOfGroups(resolved, group, { noughts: open, cells, keyOf, setting });
        return (values) => aroundOf(sizes.get(keyOf(values)) ?? 0, minimumCount);
      },
    };
  });
  for (const values of await findNearFew(noughts, looks)) telling.add(combinationKey(values));
  return telling;
}

interface Sizing {
  noughts: readonly Combination[];
  cells: readonly RawCell[];
  keyOf: (values: Combination) => string;
  setting: LeftoverSetting;
}

/** How many contribute to each group with a nought; at least that many where a single cell of it has enough. */
async function sizesOfGroups(
  resolved: ResolvedQuery,
  enclosing: Enclosing,
  { noughts, cells, keyOf, setting }: Sizing,
): Promise<Map<string, number>> {
  const { parameters, engine, budget } = setting;
  const most = new Map<string, number>();
  for (const { values, contributors } of cells) {
    most.set(keyOf(values), Math.max(most.get(keyOf(values)) ?? 0, contributors));
  }
  const isOpen = (values: Combination) => {
    const largest = most.get(keyOf(values)) ?? 0;
    const isEmpty = largest === 0 && !selectsLess(enclosing);
    return !isEmpty && largest < parameters.minimumCount;
  };
  if (!noughts.some(isOpen)) return most;
  const { keys, filters, links } = enclosing;
  const question: ResolvedQuery = {
    source: resolved.source,
    measures: [{ count: 'records' }],
    dimensions: keys,
    filters,
    links,
    denominators: new Map(),
  };
  const groups = await aggregate(question, engine, budget());
  return new Map(
    groups.cells.map(({ values, contributors }) => [combinationKey(values), contributors] as const),
  );
}
