import { countCube, type FigureState, ruleParameters } from '@datalab/query-control';
import { type Asked, type AskedQuery, shown } from './asked.ts';
import type { Attack, AttackContext } from './attack.ts';
import { cubeOf } from './landed.ts';
import { narrowLattice, readRecords } from './landed-records.ts';

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
      by: ['district', 'dwelling', 'year'],
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

/** How many groups of 1 to 9 a table of four dimensions would have shown with a figure of its own. */
async function smallWhenCrossed({ demo }: AttackContext): Promise<number> {
  const set = await demo.landed.get(from);
  const whole = cubeOf(set, 'records');
  const kept = ['time', 'area', 'dwelling', 'complaint'];
  const lattice = narrowLattice(
    whole,
    ({ name }, level) => kept.includes(name) && !/^(month|quarter|neighbourhood)$/.test(level),
    4,
  );
  const { counts } = countCube(lattice, 'records', await readRecords(demo.landed, set));
  return counts.filter((count) => count > 0 && count < ruleParameters.minimumCount).length;
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
    const small = await smallWhenCrossed(context);
    return {
      unit: 'ways in which a fourth dimension is answered',
      gained: answered,
      baseline: 0,
      unprotected: small > 0 ? fourth.length : 0,
      margin: 0,
      tried: `${fourth.length} ways: ${fourth.map(([name]) => name).join(', ')}; ${nearest} refusals named a nearest question; an export is of an answer, so there is none; one crossing of four dimensions has ${small} groups of 1 to ${ruleParameters.minimumCount - 1}`,
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

/** A29: an area that is typed by hand: whether anything is known of it must not show, and no area is a true zero. */
const typedAreas: Attack = {
  id: 'A29',
  title: 'Asking for areas that are typed by hand',
  on: 'server',
  run: async ({ demo }) => {
    const answers = new Map<string, number>();
    let open = 0;
    const reactions = new Set<string>();
    for (const dataset of ['nuisance-reports', 'mental-health-care']) {
      for (const code of typed) {
        const asked = await demo.ask({
          from: dataset,
          measures,
          where: [{ column: 'neighbourhood', in: [code] }],
        });
        if (asked.refused) reactions.add(`${asked.status} ${asked.code}`);
        else answers.set(code, shown(asked.totals[0]) ?? -1);
        const quoted = code.replaceAll("'", "''");
        const sql = `SELECT count(*) FROM landed WHERE neighbourhood = '${quoted}'`;
        if (await demo.landed.runFreely(dataset, sql)) open += 1;
      }
    }
    return {
      unit: 'typed areas that are answered, and different refusals beyond one',
      gained: answers.size + Math.max(0, reactions.size - 1),
      baseline: 0,
      unprotected: open,
      margin: 0,
      tried: `${2 * typed.length} codes, all refused as ${[...reactions].join(', ')}; without protection as SQL, which counts 0`,
    };
  },
};

export const crossingAttacks: readonly Attack[] = [fourthDimension, typedAreas];
