import {
  countCube,
  type Dimension,
  type FigureState,
  protectionRules,
  recordsPerPerson,
} from '@datalab/query-control';
import { type Asked, type AskedQuery, shown } from './asked.ts';
import type { Attack, AttackContext } from './attack.ts';
import { narrowLattice, readRecords } from './landed-records.ts';
import { cubeOf } from './landed-versions.ts';
import { addValues, createAsker } from './other-lattice.ts';

const from = 'tenancies';
const measures = [{ count: 'records' as const }];
const link = 'social-support';

/** Three dimensions with a fourth, in every way to write one. */
const fourth: readonly (readonly [string, AskedQuery])[] = [
  ['by', { from, measures, by: ['district', 'dwelling', 'complaint', 'year'] }],
  ['by a link', { from, measures, by: ['district', 'dwelling', 'year', { in: link }] }],
  [
    'filter',
    {
      from,
      measures,
      by: ['district', 'dwelling', 'year'],
      where: [{ column: 'complaint', in: ['yes'] }],
    },
  ],
  [
    'filter on a period',
    {
      from,
      measures,
      by: ['district', 'dwelling', { in: link }],
      where: [{ column: 'month', from: '2024-02', to: '2024-09' }],
    },
  ],
  ['link', { from, measures, by: ['district', 'dwelling', 'year'], also: [{ in: link }] }],
  ['not in', { from, measures, by: ['district', 'dwelling', 'year'], also: [{ notIn: link }] }],
  [
    'records per person',
    { from, measures, by: ['district', 'dwelling', 'year', { recordsPerPerson: true }] },
  ],
  [
    'rate',
    {
      from,
      measures: [{ rate: 'records', per: 1000, of: link }],
      by: ['district', 'dwelling', 'year'],
      where: [{ column: 'complaint', in: ['yes'] }],
    },
  ],
  [
    'sum',
    {
      from,
      measures: [{ sum: 'arrears' }],
      by: ['complaint', 'dwelling', 'year'],
      also: [{ in: link }],
    },
  ],
  ['special category', { from: 'mental-health-care', measures, by: ['district', 'kind', 'year'] }],
  [
    'link to a special category',
    { from, measures, by: ['district', 'dwelling', { in: 'mental-health-care' }] },
  ],
];

function figuresIn(asked: Asked): number {
  if (asked.refused) return 0;
  return asked.rows.flatMap(({ figures }) => figures).filter(isAnswer).length;
}

function isAnswer({ status }: FigureState): boolean {
  return status === 'published' || status === 'range' || status === 'zero';
}

/** What the four dimensions of one question are taken from. */
const crossed = ['time', 'area', 'dwelling', 'complaint', 'kind', recordsPerPerson];
const linked = [link, 'mental-health-care'];
const linksCrossed = linked.map((name) => `in.${name}`);

/** The product with all its rules, where four dimensions may be asked at once; so no check of precision. */
async function askWithoutLimit({ demo }: AttackContext): Promise<(query: AskedQuery) => Asked> {
  const isKept = ({ name }: Dimension, level: string) =>
    [...crossed, ...linksCrossed].includes(name) && !/^(neighbourhood|group|window)$/.test(level);
  const rules = protectionRules.filter(({ name }) => name !== 'precision');
  const others = await Promise.all(linked.map((name) => demo.landed.get(name)));
  const askers = new Map<string, (query: AskedQuery) => Asked>();
  for (const dataset of new Set(fourth.map(([, query]) => query.from))) {
    const set = await demo.landed.get(dataset);
    const lattice = narrowLattice(cubeOf(set, 'records'), isKept, 4);
    const cube = countCube(lattice, 'records', await readRecords(demo.landed, set));
    askers.set(dataset, createAsker(set, cube, { rules, others }));
  }
  return (query) => {
    const ask = askers.get(query.from);
    if (ask === undefined) throw new Error(`${query.from} was not counted by four dimensions`);
    return ask(query);
  };
}

/**
 * A30: more dimensions at once than may be asked. A refusal names the nearest question; that one is asked as well, and
 * must not be the refused one in other words.
 */
const fourthDimension: Attack = {
  id: 'A30',
  title: 'A fourth dimension by a filter, a link, a denominator or an export',
  on: 'server',
  run: async (context) => {
    const { demo } = context;
    let answered = 0;
    let nearest = 0;
    for (const [, query] of fourth) {
      const asked = await demo.ask(query);
      if (figuresIn(asked) > 0) answered += 1;
      if (!asked.refused || asked.nearest === undefined) continue;
      nearest += 1;
      if (
        JSON.stringify(asked.nearest.by) === JSON.stringify(query.by) &&
        hasSameFilters(asked.nearest, query)
      )
        answered += 1;
    }
    const askFreely = await askWithoutLimit(context);
    const open = fourth.filter(([, query]) => figuresIn(askFreely(query)) > 0).length;
    return {
      unit: 'ways in which a fourth dimension is answered',
      gained: answered,
      baseline: 0,
      unprotected: open,
      margin: 0,
      tried: `${fourth.length} ways: ${fourth.map(([name]) => name).join(', ')}; ${nearest} refusals named a nearest question; an export is of an answer, so there is none; without protection all dimensions that are used may be asked at once`,
    };
  },
};

function hasSameFilters(one: AskedQuery, other: AskedQuery): boolean {
  const written = ({ where = [], also = [] }: AskedQuery) =>
    JSON.stringify([where.map((filter) => JSON.stringify(filter)).sort(), also]);
  return written(one) === written(other);
}

/** Codes that are no area of the data: typing errors, areas elsewhere, wildcards, and areas of another level. */
const typed = [
  'BU99990099',
  'BU00000000',
  'BU9999%',
  'bu99990101',
  'WK999901',
  'GM9999',
  "BU99990101' OR '1'='1",
  ' BU99990101',
];

/** The product with all its rules, where the typed codes are registered areas that no record is in. */
async function askTypedAreas(
  { demo }: AttackContext,
  dataset: string,
): Promise<(query: AskedQuery) => Asked> {
  const set = await demo.landed.get(dataset);
  const areas = narrowLattice(cubeOf(set, 'records'), ({ name }) => name === 'area');
  const lattice = addValues(areas, 'area', 'neighbourhood', typed);
  return createAsker(set, countCube(lattice, 'records', await readRecords(demo.landed, set)));
}

/** A29: an area that is typed by hand: whether anything is known of it must not show, and no area is a true zero. */
const typedAreas: Attack = {
  id: 'A29',
  title: 'Asking for areas that are typed by hand',
  on: 'server',
  run: async (context) => {
    let answered = 0;
    let open = 0;
    const reactions = new Set<string>();
    for (const dataset of ['nuisance-reports', 'mental-health-care']) {
      const askFreely = await askTypedAreas(context, dataset);
      for (const code of typed) {
        const query: AskedQuery = {
          from: dataset,
          measures,
          where: [{ column: 'neighbourhood', in: [code] }],
        };
        const asked = await context.demo.ask(query);
        if (asked.refused) reactions.add(`${asked.status} ${asked.code}`);
        else answered += 1;
        const openly = askFreely(query);
        if (!openly.refused && shown(openly.totals[0]) !== undefined) open += 1;
      }
    }
    return {
      unit: 'typed areas that are answered, and different refusals beyond one',
      gained: answered + Math.max(0, reactions.size - 1),
      baseline: 0,
      unprotected: open,
      margin: 0,
      tried: `${2 * typed.length} codes, all refused as ${[...reactions].join(', ')}; without protection each is an area as good as any`,
    };
  },
};

export const crossingAttacks: readonly Attack[] = [fourthDimension, typedAreas];
