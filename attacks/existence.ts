import type { Attack, Means } from './attack.ts';
import { type AskedQuery, type AskedRow, shown } from './scene.ts';

const least = 10;

/** Large tables of people: by place and month, and by whatever else says something of them. */
const largeTables: readonly AskedQuery[] = [
  {
    ...{ from: 'mental-health-care', measures: [{ count: 'persons' }] },
    by: ['neighbourhood', 'month', 'kind', { in: 'nuisance-reports' }],
  },
  {
    ...{ from: 'nuisance-reports', measures: [{ count: 'records' }] },
    by: ['month', 'neighbourhood', 'category'],
  },
];

/** A small table beside them, which the server does answer. */
const smallTable: AskedQuery = {
  ...{ from: 'mental-health-care', measures: [{ count: 'persons' }] },
  by: ['neighbourhood', 'kind', { in: 'nuisance-reports' }],
};

/**
 * A21: a table too large to be completed with zeros has a row where somebody is, and none where nobody is: its keys are
 * the list of who exists. The attacker takes every combination with a row for one that exists and every other one for
 * one that does not, as far as the row itself does not tell it. Without protection the table has the rows that the
 * engine gives: those with somebody in them.
 */
const existence: Attack = {
  id: 'A21',
  title: 'Reading who exists from the rows of a large table',
  on: 'server',
  run: async ({ scene }) => {
    let gained = 0;
    let unprotected = 0;
    let small = 0;
    let refused = 0;
    for (const query of [...largeTables, smallTable]) {
      const truth = await occupied(scene, query);
      const few = [...truth].filter(([, count]) => count < least).map(([key]) => key);
      small += few.length;
      unprotected += told(few, new Set(truth.keys()));
      const asked = await scene.ask(query);
      if (asked.refused) refused += 1;
      else gained += told(few, new Set(asked.rows.map(keyOf)));
    }
    return {
      unit: 'share of groups of 1 to 9 of which a row tells that they exist',
      gained: gained / small,
      baseline: 0,
      unprotected: unprotected / small,
      margin: 0,
      tried: `${small} groups in ${largeTables.length + 1} tables over the API, ${refused} refused; without protection the rows with somebody in them`,
    };
  },
};

/** How many of the groups have a row while others like them have none; a table with every row tells of nobody. */
function told(few: readonly string[], listed: ReadonlySet<string>): number {
  const values = [...listed].map((key) => JSON.parse(key) as (string | null)[]);
  const axes = (values[0] ?? []).map((_, at) => new Set(values.map((row) => row[at] ?? null)).size);
  const everything = axes.reduce((size, one) => size * one, 1);
  return listed.size === everything ? 0 : few.filter((key) => listed.has(key)).length;
}

/** How many there truly are in each combination that holds somebody, asked a month at a time. */
async function occupied(scene: Means['scene'], query: AskedQuery): Promise<Map<string, number>> {
  const { from, measures } = query;
  const months = (await scene.askOpenly({ from, measures, by: ['month'] })).rows.flatMap(
    ({ values: [month] }) => month ?? [],
  );
  const found = new Map<string, number>();
  const parts: AskedQuery[] = query.by?.includes('month')
    ? months.map((month) => ({ ...query, where: [{ column: 'month', from: month, to: month }] }))
    : [query];
  for (const part of parts) {
    for (const row of (await scene.askOpenly(part)).rows) {
      const count = shown(row.figures[0]) ?? 0;
      if (count > 0) found.set(keyOf(row), count);
    }
  }
  return found;
}

function keyOf({ values }: AskedRow): string {
  return JSON.stringify(values);
}

export const existenceAttacks: readonly Attack[] = [existence];
