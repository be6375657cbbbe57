import { defaultParameters, perturbCount } from '@datalab/query-control';
import { type AskedQuery, type AskedRow, shown } from './asked.ts';
import type { Attack, AttackContext } from './attack.ts';
import { createRandom, type SeededRandom } from './seeded-random.ts';
import { allValues } from './small-cells.ts';

const question = {
  from: 'tenancies',
  measures: [{ count: 'records' as const }],
  by: ['neighbourhood', 'dwelling'],
};
const halvings = 44;

type Half = NonNullable<AskedQuery['where']>;

/**
 * A22: a random half of the months and the other half add up to the whole, with noise of their own; the mean over many
 * halvings is the truth, and no half contains another, so a rule about pairs sees nothing. A list of months is a sum of
 * months, each with its one figure, so every halving adds up to the same. Without protection each half is a set with
 * noise of its own: the same true counts, noise drawn anew.
 */
const monthLists: Attack = {
  id: 'A22',
  title: 'Averaging over random halves of the months',
  on: 'server',
  run: async ({ demo }) => {
    const months = (await allValues(demo, 'month', question.from)).sort();
    const truth = countsOf((await demo.askOpenly(question)).rows);
    const asked = await demo.ask(question);
    if (asked.refused) throw new Error(`the server refused a plain table: ${asked.code}`);
    const once = countsOf(asked.rows);
    const random = createRandom(22);
    const halves = Array.from({ length: halvings }, () => halve(random, months));
    const sums = new Map<string, number[]>();
    let refused = 0;
    for (const parts of halves) {
      const answers = await demo.askAll(parts.map((where) => ({ ...question, where })));
      if (answers.some((one) => one.refused)) refused += 1;
      else
        addPair(
          sums,
          answers.flatMap((one) => (one.refused ? [] : [countsOf(one.rows)])),
        );
    }
    const open = await halveOpenly(demo, random, months);
    const targets = [...open.keys()].filter((key) => truth.has(key) && once.has(key));
    const isTrue = (key: string, estimate: number | undefined) =>
      estimate !== undefined && Math.round(estimate) === truth.get(key);
    const shareOf = (isRight: (key: string) => boolean) => targets.filter(isRight).length / targets.length;
    const guess = shareOf((key) => isTrue(key, once.get(key)));
    return {
      unit: 'share of counts that come out exactly',
      gained: shareOf((key) => isTrue(key, meanOf(sums.get(key)) ?? once.get(key))),
      baseline: guess,
      unprotected: shareOf((key) => isTrue(key, meanOf(open.get(key)))),
      margin: 2 * Math.sqrt(0.25 / targets.length),
      tried: `${targets.length} counts, ${halvings} random halvings of ${months.length} months over the API, ${refused} refused; the guess is the shown figure`,
    };
  },
};

function halve(random: SeededRandom, months: readonly string[]): [Half, Half] {
  const drawn = months
    .map((month) => ({ month, at: random.share() }))
    .sort((one, other) => one.at - other.at)
    .map(({ month }) => month);
  const middle = Math.floor(drawn.length / 2);
  return [[{ column: 'month', in: drawn.slice(0, middle) }], [{ column: 'month', in: drawn.slice(middle) }]];
}

/**
 * The same halvings where lists are answered: counts by month without protection, added up by list, and each sum with
 * the noise that the pipeline gives a group of its own.
 */
async function halveOpenly(
  demo: AttackContext['demo'],
  random: SeededRandom,
  months: readonly string[],
): Promise<Map<string, number[]>> {
  const byMonth = new Map<string, Map<string, number>>();
  for (const month of months) {
    const where = [{ column: 'month' as const, from: month, to: month }];
    byMonth.set(month, countsOf((await demo.askOpenly({ ...question, where })).rows));
  }
  const { countTable, minimumCount } = defaultParameters;
  const sums = new Map<string, number[]>();
  for (let halving = 0; halving < halvings; halving += 1) {
    const parts = halve(random, months).map((where) => {
      const listed = where.flatMap((filter) => ('in' in filter ? filter.in : []));
      const counts = new Map<string, number>();
      for (const month of listed) {
        for (const [key, count] of byMonth.get(month ?? '') ?? []) {
          counts.set(key, (counts.get(key) ?? 0) + count);
        }
      }
      return new Map(
        [...counts].flatMap(([key, count]) =>
          count < minimumCount
            ? []
            : [[key, perturbCount({ count, cellKey: random.key() }, countTable)] as const],
        ),
      );
    });
    addPair(sums, parts);
  }
  return sums;
}

/** Adds what two halves come to, where both are shown. */
function addPair(sums: Map<string, number[]>, [one, other]: readonly ReadonlyMap<string, number>[]): void {
  for (const [key, count] of one ?? []) {
    const rest = other?.get(key);
    if (rest !== undefined) sums.set(key, [...(sums.get(key) ?? []), count + rest]);
  }
}

function countsOf(rows: readonly AskedRow[]): Map<string, number> {
  return new Map(
    rows.flatMap(({ values, figures: [figure] }) => {
      const count = shown(figure);
      return count === undefined || count === 0 ? [] : [[JSON.stringify(values), count] as const];
    }),
  );
}

function meanOf(values: readonly number[] | undefined): number | undefined {
  if (values === undefined || values.length === 0) return undefined;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export const monthListAttacks: readonly Attack[] = [monthLists];
