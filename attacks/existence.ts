import type { Attack, AttackContext } from './attack.ts';
import { type AskedQuery, type AskedRow, shown } from './demo-client.ts';

const least = 10;

/** Large tables of people: by place and month, and by whatever else says something of them. */
const largeTables: readonly AskedQuery[] = [
  {
    from: 'mental-health-care',
    measures: [{ count: 'persons' }],
    by: ['neighbourhood', 'month', 'kind', { in: 'nuisance-reports' }],
  },
  {
    from: 'nuisance-reports',
    measures: [{ count: 'records' }],
    by: ['month', 'neighbourhood', 'category'],
  },
];

/** A small table that the server does answer. */
const smallTable: AskedQuery = {
  from: 'mental-health-care',
  measures: [{ count: 'persons' }],
  by: ['neighbourhood', 'kind', { in: 'nuisance-reports' }],
};

/**
 * A21: a table too large to be completed with zeros has a row for each group that is not empty, and none for empty
 * ones: its keys list the people who exist. The attacker takes every combination with a row for one that exists and
 * every other one for one that does not, as far as the row itself does not tell it. Without protection the table has
 * the rows that the engine gives: those that are not empty.
 */
const existence: Attack = {
  id: 'A21',
  title: 'Reading who exists from the rows of a large table',
  on: 'server',
  run: async ({ demo }) => {
    let gained = 0;
    let unprotected = 0;
    let small = 0;
    let refused = 0;
    for (const query of [...largeTables, smallTable]) {
      const truth = await occupied(demo, query);
      const few = [...truth].filter(([, count]) => count < least).map(([key]) => key);
      small += few.length;
      unprotected += told(few, new Set(truth.keys()));
      const asked = await demo.ask(query);
      if (asked.refused) refused += 1;
      else gained += told(few, new Set(asked.rows.map(keyOf)));
    }
    return {
      unit: 'share of groups of 1 to 9 whose existence a row discloses',
      gained: gained / small,
      baseline: 0,
      unprotected: unprotected / small,
      margin: 0,
      tried: `${small} groups in ${largeTables.length + 1} tables over the API, ${refused} refused; without protection the rows that are not empty`,
    };
  },
};

/** How many of the groups have a row while others like them have none; a table with every row discloses nothing. */
function told(few: readonly string[], listed: ReadonlySet<string>): number {
  const values = [...listed].map((key) => JSON.parse(key) as (string | null)[]);
  const axes = (values[0] ?? []).map((_, at) => new Set(values.map((row) => row[at] ?? null)).size);
  const everything = axes.reduce((size, one) => size * one, 1);
  return listed.size === everything ? 0 : few.filter((key) => listed.has(key)).length;
}

/** The true size of each combination that is not empty, asked a month at a time. */
async function occupied(demo: AttackContext['demo'], query: AskedQuery): Promise<Map<string, number>> {
  const { from, measures } = query;
  const months = (await demo.askOpenly({ from, measures, by: ['month'] })).rows.flatMap(
    ({ values: [month] }) => month ?? [],
  );
  const found = new Map<string, number>();
  const parts: AskedQuery[] = query.by?.includes('month')
    ? months.map((month) => ({ ...query, where: [{ column: 'month', from: month, to: month }] }))
    : [query];
  for (const part of parts) {
    for (const row of (await demo.askOpenly(part)).rows) {
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
