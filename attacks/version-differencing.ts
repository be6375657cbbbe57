import { createReleaseIndex, type Release, type ReleaseIndex } from '@datalab/query-control';
import { type Attack, type AttackContext, type Outcome, worstOf } from './attack.ts';
import { type Asked, type AskedQuery, shown } from './demo-client.ts';
import { districtOf } from './linked.ts';
import { createRandom } from './seeded-random.ts';

const from = 'nuisance-reports';
const measures = [{ count: 'records' as const }];
const arrivalsMost = 9;
/** Each arrival is in one cell of each of these. */
const tables: readonly (readonly string[])[] = [
  ['neighbourhood', 'category'],
  ['neighbourhood', 'category', 'follow_up'],
  ['neighbourhood', 'category', 'reported_by'],
  ['district', 'category'],
  ['district', 'category', 'follow_up'],
  ['district', 'category', 'reported_by'],
  ['district', 'category', 'follow_up', 'reported_by'],
];

/**
 * Reports of one kind that arrive in one place between two deliveries, the only ones of their kind in their district.
 */
interface Arrivals {
  readonly codes: Readonly<Record<string, string>>;
  readonly count: number;
}

async function chooseArrivals({ demo }: AttackContext): Promise<Arrivals[]> {
  const { rows } = await demo.askOpenly({ from, measures, by: ['neighbourhood', 'category'] });
  const large = rows.flatMap(({ values: [neighbourhood, category], figures: [figure] }) => {
    const isKnown = typeof neighbourhood === 'string' && typeof category === 'string';
    const district = isKnown ? districtOf(neighbourhood) : '';
    return isKnown && (shown(figure) ?? 0) >= 30 ? [{ neighbourhood, category, district }] : [];
  });
  const byDistrict = Map.groupBy(large, ({ district, category }) => `${district} ${category}`);
  return [...byDistrict.values()].flatMap(([first], index): Arrivals[] => {
    const codes = { ...first, follow_up: 'none', reported_by: 'inhabitant' };
    return first === undefined ? [] : [{ codes, count: 1 + (index % arrivalsMost) }];
  });
}

const lastMonth = '2026-09';

/** Reports as the police write them, without a person. */
function linesOf(arrivals: readonly Arrivals[]): string[] {
  return arrivals
    .flatMap(({ codes, count }) => Array.from({ length: count }, () => codes))
    .map((codes, index) => {
      const id = `PL9999-${lastMonth.slice(0, 4)}-9${String(index).padStart(5, '0')}`;
      const { neighbourhood, category, reported_by: reporter, follow_up: director } = codes;
      return [id, lastMonth, neighbourhood, category, reporter, director, '', '', '', ''].join(',');
    });
}

/** The differences between the figures shown for a group after and before, over all its tables. */
function changesOf(
  { codes }: Arrivals,
  before: readonly Map<string, number | undefined>[],
  after: readonly Map<string, number | undefined>[],
): number[] {
  return tables.flatMap((by, table) => {
    const cell = JSON.stringify(by.map((column) => codes[column] ?? null));
    const [earlier, later] = [before[table]?.get(cell), after[table]?.get(cell)];
    return earlier === undefined || later === undefined ? [] : [later - earlier];
  });
}

/** Whether the rounded mean of the differences is the true count. */
function isExact({ count }: Arrivals, changes: readonly number[]): boolean {
  const mean = changes.reduce((sum, change) => sum + change, 0) / changes.length;
  return changes.length > 0 && Math.round(mean) === count;
}

/** The same tables before and after a delivery: the arrivals are the difference. */
async function laterDelivery(context: AttackContext): Promise<Outcome[]> {
  const { demo } = context;
  const arrivals = await chooseArrivals(context);
  const queries = tables.map((by): AskedQuery => ({ from, measures, by: [...by] }));
  const listen = async () => {
    const open: Map<string, number | undefined>[] = [];
    for (const query of queries) open.push(figuresOf(await demo.askOpenly(query)));
    return { open, asked: (await demo.askAll(queries)).map(figuresOf) };
  };
  const before = await listen();
  await demo.deliverAgain(from, linesOf(arrivals));
  const after = await listen();
  const each = arrivals.map((group) => ({
    group,
    asked: changesOf(group, before.asked, after.asked),
    open: changesOf(group, before.open, after.open),
  }));
  const atHand = each.filter(({ asked }) => asked.length > 0).length;
  const share = (list: typeof each, isHit: (one: (typeof each)[number]) => boolean) =>
    list.filter(isHit).length / list.length;
  return [
    {
      unit: `share of arrivals of one to ${arrivalsMost} with a known difference`,
      gained: share(each, ({ asked }) => asked.length > 0),
      baseline: 0,
      unprotected: share(each, ({ open }) => open.length > 0),
      margin: 0,
      tried: `${each.length} groups to which a few reports came with a second delivery, in ${tables.length} tables`,
    },
    {
      unit: 'chance that the number of arrivals comes out exactly',
      gained: share(each, ({ group, asked }) => isExact(group, asked)),
      baseline: 1 / arrivalsMost,
      unprotected: share(each, ({ group, open }) => isExact(group, open)),
      margin: 0.05,
      tried: `${each.length} groups to which up to ${arrivalsMost} came, of which ${atHand} with a known difference, averaged over all tables`,
    },
  ];
}

function figuresOf(asked: Asked): Map<string, number | undefined> {
  if (asked.refused) return new Map();
  const rows = asked.rows.length > 0 ? asked.rows : [{ values: [], figures: asked.totals }];
  return new Map(rows.map(({ values, figures: [figure] }) => [JSON.stringify(values), shown(figure)]));
}

const people = 400;

const months = 24;

/** A13, in the library: one person more in each of many months. */
function manyMonths(): Outcome {
  return {
    unit: 'share of arrivals of one person that pass unmarked',
    gained: shareUnmarked(createReleaseIndex()),
    baseline: 0,
    unprotected: shareUnmarked(createReleaseIndex({ changeMin: 1 })),
    margin: 0,
    tried: `${months} months, one person more in each; a marked cell is suppressed`,
  };
}

function shareUnmarked(index: ReleaseIndex): number {
  const random = createRandom(13);
  const places = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8'];
  const inPlace = new Map(places.map((place) => [place, 0]));
  const arrive = (): string => {
    const place = places[random.below(places.length)] ?? '';
    inPlace.set(place, (inPlace.get(place) ?? 0) + 1);
    return place;
  };
  for (let person = 0; person < people; person++) arrive();
  const tableOf = (month: number): Release => ({
    id: `month ${month}`,
    dataset: 'care',
    version: `v${month}`,
    unit: 'persons',
    cells: places.map((place) => ({
      id: place,
      box: { place: [place] },
      count: inPlace.get(place) ?? 0,
      shown: true,
    })),
  });
  index.add(tableOf(0));
  let unmarked = 0;
  for (let month = 1; month <= months; month++) {
    const changed = arrive();
    const { differences } = index.check(tableOf(month));
    const marked = differences.some(
      ({ kind, plus, minus }) =>
        kind === 'change' && [...plus, ...minus].some(({ cells }) => cells.includes(changed)),
    );
    if (!marked) unmarked += 1;
    index.add({
      ...tableOf(month),
      cells: tableOf(month).cells.map((cell) => ({ ...cell, shown: cell.id !== changed || !marked })),
    });
  }
  return unmarked / months;
}

const versionDifferencing: Attack = {
  id: 'A13',
  title: 'Asking the same a month later',
  on: 'server',
  turn: 'after',
  run: async (context) => worstOf([...(await laterDelivery(context)), manyMonths()]),
};

export const versionDifferencingAttacks: readonly Attack[] = [versionDifferencing];
