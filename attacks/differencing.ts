import type { Attack, AttackContext } from './attack.ts';
import { type Asked, type AskedQuery, shown } from './demo-client.ts';
import { districtOf } from './linked.ts';
import { allValues } from './small-cells.ts';

const least = 10;
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

interface Differences {
  /** Of how many pairs both questions show a figure, so that a difference can be taken. */
  readonly atHand: number;
  /** Of how many the difference of the two is the small count, without protection. */
  readonly open: number;
  readonly refused: number;
}

/** Two questions that differ by so many. */
interface Pair {
  readonly queries: readonly [AskedQuery, AskedQuery];
  readonly truth: number;
}

async function askPairs(demo: AttackContext['demo'], pairs: readonly Pair[]): Promise<Differences> {
  const asked: Asked[][] = [];
  let open = 0;
  for (const { queries, truth } of pairs) {
    asked.push(await demo.askAll(queries));
    const [more, less] = [await demo.askOpenly(queries[0]), await demo.askOpenly(queries[1])].map(figureOf);
    if (more !== undefined && less !== undefined && more - less === truth) open += 1;
  }
  return {
    open,
    atHand: asked.filter((pair) => pair.every((one) => figureOf(one) !== undefined)).length,
    refused: asked.flat().filter(({ refused }) => refused).length,
  };
}

function figureOf(asked: Asked): number | undefined {
  return asked.refused ? undefined : shown(asked.totals[0]);
}

/** A2: the same district with and without one neighbourhood. */
const overlappingAreas: Attack = {
  id: 'A2',
  title: 'Taking overlapping areas from each other',
  on: 'server',
  run: async ({ demo }) => {
    const areas = await allValues(demo, 'neighbourhood');
    const targets = await findTargets(demo);
    const pairs: Pair[] = [];
    for (const { neighbourhood, category, truth } of targets) {
      const district = districtOf(neighbourhood);
      const others = areas.filter(
        (area) => area.startsWith(`BU${neighbourhood.slice(2, 8)}`) && area !== neighbourhood,
      );
      const only = { column: 'category', in: [category] };
      const whole = { from, measures: records, where: [only, { column: 'district', in: [district] }] };
      const part = { from, measures: records, where: [only, { column: 'neighbourhood', in: others }] };
      if (others.length > 0) pairs.push({ queries: [whole, part], truth });
    }
    const { atHand, open, refused } = await askPairs(demo, pairs);
    return {
      unit: 'share of small counts with a known difference',
      gained: atHand / pairs.length,
      baseline: 0,
      unprotected: open / pairs.length,
      margin: 0,
      tried: `${pairs.length} counts from 1 to 9, each a district less its other neighbourhoods, ${refused} questions refused`,
    };
  },
};

/** A7: a tracker pads the target with a large group, and takes that group away again. */
const tracker: Attack = {
  id: 'A7',
  title: 'Padding the target with a large group',
  on: 'server',
  run: async ({ demo }) => {
    const targets = await findTargets(demo);
    const pairs: Pair[] = [];
    for (const { neighbourhood, category, truth } of targets) {
      const { rows } = await demo.askOpenly({
        from,
        measures: records,
        by: ['category'],
        where: [{ column: 'neighbourhood', in: [neighbourhood] }],
      });
      const large = rows
        .map(({ values: [name], figures: [figure] }) => ({ name: name ?? '', count: shown(figure) ?? 0 }))
        .filter(({ name, count }) => name !== category && count >= 2 * least)
        .sort((one, other) => other.count - one.count)[0];
      if (large === undefined) continue;
      const place = { column: 'neighbourhood', in: [neighbourhood] };
      const padded = { column: 'category', in: [category, large.name] };
      const alone = { column: 'category', in: [large.name] };
      const both = { from, measures: records, where: [place, padded] };
      const one = { from, measures: records, where: [place, alone] };
      pairs.push({ queries: [both, one], truth });
    }
    const { atHand, open, refused } = await askPairs(demo, pairs);
    return {
      unit: 'share of small counts with a known difference',
      gained: atHand / pairs.length,
      baseline: 0,
      unprotected: open / pairs.length,
      margin: 0,
      tried: `${pairs.length} counts from 1 to 9, each with and without its padding, ${refused} questions refused`,
    };
  },
};

export const differencingAttacks: readonly Attack[] = [overlappingAreas, tracker];
