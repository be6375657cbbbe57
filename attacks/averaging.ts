import { type DisclosureParameters, defaultParameters, perturbCount } from '@datalab/query-control';
import { runs } from '../tools/effort.ts';
import type { Attack, AttackContext } from './attack.ts';
import { type AskedQuery, shown } from './demo-client.ts';
import { createRandom, type SeededRandom } from './seeded-random.ts';
import { allValues } from './small-cells.ts';

const from = 'nuisance-reports';
const records = [{ count: 'records' as const }];
const least = 10;
const tries = runs(2000, 20_000);
const splitsWithoutBudget = 160;

type Filters = NonNullable<AskedQuery['where']>;

/**
 * A4 (Asghar and Kaafar, 2020): the same group is asked for in two parts, again and again with other parts; each pair
 * adds up to the group with noise of its own, and the mean of many sums is the truth. The attacker does so for a group
 * and for the group without a small target, with parts that no earlier answer contains, until the server refuses. The
 * value of that many pairs is calculated over many runs with the real noise.
 */
const averaging: Attack = {
  id: 'A4',
  title: 'Splitting a group in many ways and averaging',
  on: 'server',
  turn: 'within budget',
  run: async ({ demo }) => {
    const target = await findTarget(demo);
    const place: Filters = [{ column: 'neighbourhood', in: [target.neighbourhood] }];
    const categories = (await allValues(demo, 'category')).filter((one) => one !== target.category);
    const rest: Filters = [...place, { column: 'category', in: categories }];
    const wholePairs = await countPairs(demo, place, await splitsOf(demo, 'reported_by', 0));
    const restPairs = await countPairs(demo, rest, await splitsOf(demo, 'follow_up', 1));
    const random = createRandom(4);
    const gained = exactShare(random, target.truth, wholePairs, restPairs, defaultParameters);
    const open = exactShare(
      random,
      target.truth,
      splitsWithoutBudget,
      splitsWithoutBudget,
      defaultParameters,
    );
    return {
      unit: 'chance that a small count comes out exactly',
      gained: Math.max(gained, 0),
      baseline: 1 / (least - 1),
      unprotected: open,
      margin: 0.15,
      tried: `${wholePairs} pairs of parts with the target and ${restPairs} without it before the server refused; without a budget ${splitsWithoutBudget} each`,
    };
  },
};

async function findTarget(demo: AttackContext['demo']) {
  const { rows } = await demo.askOpenly({ from, measures: records, by: ['neighbourhood', 'category'] });
  const sizes = new Map<string, number>();
  for (const {
    values: [place],
    figures: [figure],
  } of rows) {
    if (typeof place === 'string') sizes.set(place, (sizes.get(place) ?? 0) + (shown(figure) ?? 0));
  }
  const [largest] = rows
    .flatMap(({ values: [neighbourhood, category], figures: [figure] }) => {
      const truth = shown(figure) ?? 0;
      const isTarget =
        typeof neighbourhood === 'string' && typeof category === 'string' && truth > 2 && truth < least;
      return isTarget ? [{ neighbourhood, category, truth }] : [];
    })
    .sort((one, other) => (sizes.get(other.neighbourhood) ?? 0) - (sizes.get(one.neighbourhood) ?? 0));
  if (largest === undefined) throw new Error('the demo has no small count in a large neighbourhood');
  return largest;
}

/** Ways to split a group in two: by the values of a column, and by month; `odd` takes the other months. */
async function splitsOf(
  demo: AttackContext['demo'],
  column: string,
  odd: number,
): Promise<[Filters, Filters][]> {
  const values = await allValues(demo, column);
  const byValues = Array.from({ length: 2 ** (values.length - 1) - 1 }, (_, mask): [Filters, Filters] => {
    const one = values.filter((_, bit) => ((mask + 1) >> bit) % 2 === 1);
    const other = values.filter((value) => !one.includes(value));
    return [[{ column, in: one }], [{ column, in: other }]];
  });
  const months = (await allValues(demo, 'month')).sort();
  const byMonth = months.slice(1).flatMap((month, index): [Filters, Filters][] => {
    const before = months[index] ?? '';
    return index % 2 === odd ? [[[{ column: 'month', to: before }], [{ column: 'month', from: month }]]] : [];
  });
  return [...byMonth, ...byValues];
}

/** How many of the pairs the server answers with two figures before it refuses further choices. */
async function countPairs(
  demo: AttackContext['demo'],
  group: Filters,
  splits: readonly (readonly [Filters, Filters])[],
): Promise<number> {
  let pairs = 0;
  let isUsedUp = false;
  for (const parts of splits) {
    const isChoice = parts.some((part) => part.some((filter) => 'in' in filter && filter.in.length > 1));
    if (isChoice && isUsedUp) continue;
    const asked = await demo.askAll(
      parts.map((part) => ({ from, measures: records, where: [...group, ...part] })),
    );
    isUsedUp ||= asked.some((one) => one.refused && one.code === 'releases.choices-used');
    if (asked.every((one) => !one.refused && shown(one.totals[0]) !== undefined)) pairs += 1;
  }
  return pairs;
}

/** How often the difference of two means of sums of two noisy counts, rounded, is the truth. */
function exactShare(
  random: SeededRandom,
  truth: number,
  wholePairs: number,
  restPairs: number,
  { countTable }: Pick<DisclosureParameters, 'countTable'>,
): number {
  if (wholePairs === 0 || restPairs === 0) return 0;
  const group = 200;
  const meanOf = (total: number, pairs: number): number => {
    let sum = 0;
    for (let pair = 0; pair < pairs; pair++) {
      const half = 40 + random.below(120);
      sum += perturbCount({ count: half, cellKey: random.key() }, countTable);
      sum += perturbCount({ count: total - half, cellKey: random.key() }, countTable);
    }
    return sum / pairs;
  };
  let exact = 0;
  for (let run = 0; run < tries; run++) {
    const estimate = Math.round(meanOf(group, wholePairs) - meanOf(group - truth, restPairs));
    if (estimate === truth) exact += 1;
  }
  return exact / tries;
}

export const averagingAttacks: readonly Attack[] = [averaging];
