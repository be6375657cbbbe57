import { type Answered, type AskedQuery, type AskedRow, shown } from './asked.ts';
import { type Attack, type AttackContext, type Outcome, worstOf } from './attack.ts';
import { without } from './landed.ts';
import { groupsOfTheLibrary } from './means-and-rounding.ts';

const areas = ['neighbourhood', 'district'];
const tables: readonly (AskedQuery & { readonly columns: NonNullable<AskedQuery['by']> })[] = [
  ...['category', 'reported_by', 'follow_up'].map((column) => ({
    from: 'nuisance-reports',
    measures: [{ count: 'records' as const }],
    columns: [column],
  })),
  { from: 'tenancies', measures: [{ count: 'persons' }], columns: ['dwelling', 'complaint'] },
  { from: 'tenancies', measures: [{ count: 'records' }], columns: ['year', 'dwelling'] },
  { from: 'tenancies', measures: [{ count: 'records' }], columns: ['dwelling', { in: 'social-support' }] },
  { from: 'social-support', measures: [{ count: 'records' }], columns: ['year', 'kind'] },
];

/**
 * A8: groups whose members all have one value, where the table discloses it: one column is the disclosed attribute, and
 * the area with the others is the group. One value is not zero, and all others are.
 */
async function askGroups({ demo }: AttackContext): Promise<Outcome> {
  const queries = tables.flatMap(({ from, measures, columns }) =>
    areas.map((area): AskedQuery => ({ from, measures, by: [area, ...columns] })),
  );
  const told = { groups: 0, asked: 0, open: 0, refused: 0 };
  for (const [index, asked] of (await demo.askAll(queries)).entries()) {
    const query = queries[index];
    if (query === undefined) continue;
    const open = await demo.askOpenly(query);
    const noisy = await demo.askOpenly(
      query,
      without('group-disclosure', 'disclosive-zero', 'minimum-count', 'dominance', 'small-complement'),
    );
    if (asked.refused) told.refused += 1;
    for (const position of (query.by ?? []).keys()) {
      if (!isAttribute(query, position)) continue;
      const alike = uniformGroups(open, position);
      const heard = asked.refused ? new Map<string, string>() : disclosedGroups(asked, position);
      const openly = disclosedGroups(noisy, position);
      told.groups += alike.size;
      told.asked += [...alike].filter(([group, value]) => heard.get(group) === value).length;
      told.open += [...alike].filter(([group, value]) => openly.get(group) === value).length;
    }
  }
  return {
    unit: 'share of uniform groups that are disclosed',
    gained: told.asked / told.groups,
    baseline: 0,
    unprotected: told.open / told.groups,
    margin: 0,
    tried: `${told.groups} groups that are all of one value, in ${queries.length} tables over the API, ${told.refused} refused`,
  };
}

/** Where and when say nothing about people. */
function isAttribute({ by = [] }: AskedQuery, position: number): boolean {
  const column = by[position];
  return position > 0 && column !== 'year';
}

function byGroup(rows: readonly AskedRow[], position: number): Map<string, AskedRow[]> {
  return Map.groupBy(rows, ({ values }) => JSON.stringify(values.toSpliced(position, 1)));
}

/** The groups whose members all have one value, with that value, from true figures. */
function uniformGroups({ rows }: Answered, position: number): Map<string, string> {
  return new Map(
    [...byGroup(rows, position)].flatMap(([group, own]) => {
      const filled = own.filter(({ figures: [figure] }) => (shown(figure) ?? 0) > 0);
      const [only] = filled;
      return only && filled.length === 1 ? [[group, String(only.values[position])] as const] : [];
    }),
  );
}

/**
 * The groups for which the table discloses it: one value that is not zero, whether shown or suppressed, and zeros for
 * the others.
 */
function disclosedGroups({ rows }: Answered, position: number): Map<string, string> {
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

const disclosive: Attack = {
  id: 'A8',
  title: 'Reading a property of a whole group',
  on: 'server',
  run: async (context) => worstOf([await askGroups(context), groupsOfTheLibrary()]),
};

export const groupDisclosureAttacks: readonly Attack[] = [disclosive];
