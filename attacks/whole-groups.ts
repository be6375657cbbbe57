import { type Attack, type Means, type Outcome, worstOf } from './attack.ts';
import { wholeGroups } from './figures.ts';
import { type Answered, type AskedQuery, type AskedRow, shown } from './scene.ts';

const areas = ['neighbourhood', 'district'];
const tables: readonly (AskedQuery & { readonly pair: readonly [string, string] })[] = [
  ...(
    [
      ['category', 'reported_by'],
      ['category', 'follow_up'],
      ['reported_by', 'follow_up'],
    ] as const
  ).map((pair) => ({ from: 'nuisance-reports', measures: [{ count: 'records' as const }], pair })),
  { from: 'tenancies', measures: [{ count: 'persons' }], pair: ['dwelling', 'complaint'] },
];

/**
 * A8: the groups of which a table tells that all have one value: of each pair of columns the one is the group, with the
 * area, and the other what is told. All other values are noughts, and the one is not.
 */
async function askWholeGroups({ scene }: Means): Promise<Outcome> {
  const queries = tables.flatMap(({ from, measures, pair }) =>
    areas.map((area): AskedQuery => ({ from, measures, by: [area, ...pair] })),
  );
  const told = { groups: 0, asked: 0, open: 0, refused: 0 };
  for (const [index, asked] of (await scene.askAll(queries)).entries()) {
    const query = queries[index];
    if (query === undefined) continue;
    const open = await scene.askOpenly(query);
    if (asked.refused) told.refused += 1;
    for (const position of [1, 2]) {
      const alike = groupsAlike(open, position);
      const heard = asked.refused ? new Map<string, string>() : groupsTold(asked, position);
      const openly = groupsTold(open, position);
      told.groups += alike.size;
      told.asked += [...alike].filter(([group, value]) => heard.get(group) === value).length;
      told.open += [...alike].filter(([group, value]) => openly.get(group) === value).length;
    }
  }
  return {
    unit: 'share of groups of one value of which that is told',
    gained: told.asked / told.groups,
    baseline: 0,
    unprotected: told.open / told.groups,
    margin: 0,
    tried: `${told.groups} groups that are all of one value, in ${queries.length} tables over the API, ${told.refused} refused`,
  };
}

function byGroup(rows: readonly AskedRow[], position: number): Map<string, AskedRow[]> {
  return Map.groupBy(rows, ({ values }) => JSON.stringify(values.toSpliced(position, 1)));
}

/** The groups of which all have one value, with that value, from true figures. */
function groupsAlike({ rows }: Answered, position: number): Map<string, string> {
  return new Map(
    [...byGroup(rows, position)].flatMap(([group, own]) => {
      const filled = own.filter(({ figures: [figure] }) => (shown(figure) ?? 0) > 0);
      const [only] = filled;
      return only && filled.length === 1 ? [[group, String(only.values[position])] as const] : [];
    }),
  );
}

/** The groups of which the table says so: one value that is not nought, whether shown or hidden, beside noughts. */
function groupsTold({ rows }: Answered, position: number): Map<string, string> {
  return new Map(
    [...byGroup(rows, position)].flatMap(([group, own]) => {
      const others = own.filter(({ figures: [figure] }) => figure?.status !== 'zero');
      const [only] = others;
      return only && others.length === 1 && own.length > 1
        ? [[group, String(only.values[position])] as const]
        : [];
    }),
  );
}

const telling: Attack = {
  id: 'A8',
  title: 'Reading a property of a whole group',
  on: 'server',
  run: async (means) => worstOf([await askWholeGroups(means), wholeGroups()]),
};

export const wholeGroupAttacks: readonly Attack[] = [telling];
