import { ruleParameters } from '@datalab/query-control';
import { type AskedQuery, type AskedRow, shown } from './asked.ts';
import type { Attack } from './attack.ts';

const least = ruleParameters.minimumCount;

/** Tables of people by whatever says something of them: ordinary ones, and ones too large to be completed with zeros. */
const tables: readonly AskedQuery[] = [
  { from: 'mental-health-care', measures: [{ count: 'persons' }], by: ['neighbourhood', 'kind'] },
  {
    from: 'mental-health-care',
    measures: [{ count: 'records' }],
    by: ['neighbourhood', 'month'],
  },
  { from: 'nuisance-reports', measures: [{ count: 'records' }], by: ['neighbourhood', 'category'] },
  { from: 'nuisance-reports', measures: [{ count: 'records' }], by: ['month', 'neighbourhood'] },
  {
    from: 'tenancies',
    measures: [{ count: 'records' }],
    by: ['month', 'neighbourhood', { recordsPerPerson: true }],
  },
];

/** What was answered in a large table once: four dimensions at a time. */
const crossings: readonly AskedQuery[] = [
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
    for (const query of tables) {
      const truth = occupied((await demo.askOpenly(query)).rows);
      const few = [...truth].filter(([, count]) => count < least).map(([key]) => key);
      small += few.length;
      unprotected += told(few, new Set(truth.keys()));
      const asked = await demo.ask(query);
      if (asked.refused) refused += 1;
      else gained += told(few, new Set(asked.rows.map(keyOf)));
    }
    for (const query of crossings) {
      const asked = await demo.ask(query);
      if (asked.refused) refused += 1;
      else gained += asked.rows.length;
    }
    return {
      unit: 'share of groups of 1 to 9 whose existence a row discloses',
      gained: gained / small,
      baseline: 0,
      unprotected: unprotected / small,
      margin: 0,
      tried: `${small} groups in ${tables.length} tables over the API and ${crossings.length} of more dimensions, ${refused} refused; without protection the rows that are not empty`,
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

/** The true size of each combination that is not empty. */
function occupied(rows: readonly AskedRow[]): Map<string, number> {
  return new Map(
    rows.flatMap((row): [string, number][] => {
      const count = shown(row.figures[0]) ?? 0;
      return count > 0 ? [[keyOf(row), count]] : [];
    }),
  );
}

function keyOf({ values }: AskedRow): string {
  return JSON.stringify(values);
}

export const existenceAttacks: readonly Attack[] = [existence];
