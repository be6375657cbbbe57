import { type CountedUnit, type Cube, ruleParameters } from '@datalab/query-control';
import { type Asked, type AskedQuery, shown } from './asked.ts';
import type { Attack, AttackContext, Outcome } from './attack.ts';
import { worstOf } from './attack.ts';
import { askEverything, createContainersOf, everyQuestion } from './every-question.ts';
import { noiseOnly, type OtherProtection, without } from './landed.ts';
import { cubeOf } from './landed-versions.ts';

const least = ruleParameters.minimumCount;
const targetsTried = 12;
const from = 'nuisance-reports';
const records = [{ count: 'records' as const }];

interface Target {
  readonly neighbourhood: string;
  readonly category: string;
  readonly truth: number;
}

/** Cells of neighbourhood by category with 1 to 9 reports, a few of each size. */
async function findTargets(demo: AttackContext['demo']): Promise<Target[]> {
  const { rows } = await demo.askOpenly({ from, measures: records, by: ['neighbourhood', 'category'] });
  const small = rows.flatMap(({ values: [neighbourhood, category], figures: [figure] }): Target[] => {
    const truth = shown(figure) ?? 0;
    const known = typeof neighbourhood === 'string' && typeof category === 'string';
    return known && truth > 0 && truth < least ? [{ neighbourhood, category, truth }] : [];
  });
  const step = Math.max(1, Math.floor(small.length / targetsTried));
  return small.filter((_, index) => index % step === 0).slice(0, targetsTried);
}

/** A group and one that contains it, with a few in between. */
interface NestedPair {
  readonly row: number;
  readonly container: number;
}

/** All pairs of nodes of which the complement is a small group. */
function nestedPairs(cube: Cube): NestedPair[] {
  const containersOf = createContainersOf(cube);
  const { counts } = cube;
  return [...counts.keys()].flatMap((row) => {
    if (counts[row] === 0) return [];
    return containersOf(row).flatMap((container) => {
      const between = (counts[container] ?? 0) - (counts[row] ?? 0);
      return between > 0 && between < least ? [{ row, container }] : [];
    });
  });
}

/**
 * Asks every node of a data set by year, and takes all from all that contain them: a district less its other
 * neighbourhoods, everybody less those who are also in another data set, a year less three quarters.
 */
async function subtractEverything(
  { demo }: AttackContext,
  dataset: string,
  unit: CountedUnit,
  off: OtherProtection,
): Promise<Outcome> {
  const cube = cubeOf(await demo.landed.get(dataset), unit);
  const questions = everyQuestion(dataset, cube, ({ kind }, level) => kind !== 'time' || level === 'year');
  const { figures, refused } = await askEverything(demo.askAll, questions, cube);
  const openAsk = async (queries: readonly AskedQuery[]): Promise<Asked[]> => {
    const answers: Asked[] = [];
    for (const query of queries) answers.push(await demo.landed.answer(query, off));
    return answers;
  };
  const open = (await askEverything(openAsk, questions, cube)).figures;
  const pairs = nestedPairs(cube).filter(({ row, container }) => open.has(row) && open.has(container));
  const shareOf = (seen: typeof figures): number =>
    pairs.filter(({ row, container }) =>
      [row, container].every((one) => seen.get(one)?.status === 'published'),
    ).length / pairs.length;
  return {
    unit: 'share of small complements with a known difference',
    gained: shareOf(figures),
    baseline: 0,
    unprotected: shareOf(open),
    margin: 0,
    tried: `${pairs.length} pairs of ${unit} of ${dataset}, one to ${least - 1} apart, from ${questions.length} questions, ${refused} refused`,
  };
}

/** A2: whatever lies within something else, with one to nine in between. */
const smallComplements: Attack = {
  id: 'A2',
  title: 'Taking everything that can be asked from all that contains it',
  on: 'server',
  run: async (context) =>
    worstOf([
      await subtractEverything(context, 'tenancies', 'persons', without('small-complement')),
      await subtractEverything(context, 'mental-health-care', 'persons', without('small-complement')),
    ]),
};

/** Two questions that differ by so many. */
interface Pair {
  readonly queries: readonly [AskedQuery, AskedQuery];
  readonly truth: number;
}

function figureOf(asked: Asked): number | undefined {
  return asked.refused ? undefined : shown(asked.totals[0]);
}

/**
 * A7: a tracker pads the target with a large group, and takes that group away again. Two values of a column are no
 * node, so the padded group is a sum, of which the target is a suppressed part.
 */
const tracker: Attack = {
  id: 'A7',
  title: 'Padding the target with a large group',
  on: 'server',
  run: async ({ demo }) => {
    const pairs: Pair[] = [];
    for (const { neighbourhood, category, truth } of await findTargets(demo)) {
      const { rows } = await demo.askOpenly({ from, measures: records, by: ['neighbourhood', 'category'] });
      const large = rows
        .filter(({ values: [place, name] }) => place === neighbourhood && name !== category)
        .map(({ values: [, name], figures: [figure] }) => ({ name: name ?? '', count: shown(figure) ?? 0 }))
        .filter(({ count }) => count >= 2 * least)
        .sort((one, other) => other.count - one.count)[0];
      if (large === undefined) continue;
      const place = { column: 'neighbourhood', in: [neighbourhood] };
      const asking = (...categories: string[]): AskedQuery => ({
        from,
        measures: records,
        where: [place, { column: 'category', in: categories }],
      });
      pairs.push({ queries: [asking(category, large.name), asking(large.name)], truth });
    }
    const hit = { asked: 0, open: 0, refused: 0 };
    for (const { queries, truth } of pairs) {
      const asked = await demo.askAll(queries);
      hit.refused += asked.filter(({ refused }) => refused).length;
      if (asked.every((one) => figureOf(one) !== undefined)) hit.asked += 1;
      const open: Asked[] = [];
      for (const query of queries) open.push(await demo.askOpenly(query, noiseOnly));
      const [more, less] = open.map(figureOf);
      if (more !== undefined && less !== undefined && Math.abs(more - less - truth) <= least) hit.open += 1;
    }
    return {
      unit: 'share of small counts with a known difference',
      gained: hit.asked / pairs.length,
      baseline: 0,
      unprotected: hit.open / pairs.length,
      margin: 0,
      tried: `${pairs.length} counts from 1 to 9, each with and without its padding, ${hit.refused} questions refused; without protection nothing is suppressed`,
    };
  },
};

export const differencingAttacks: readonly Attack[] = [smallComplements, tracker];
