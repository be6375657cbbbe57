import { recordsPerPerson } from '@datalab/query-control';
import type { Solver } from '@datalab/table-suppression';
import { type Answered, type Asked, type AskedQuery, type AskedRow, shown } from './asked.ts';
import type { Attack, AttackContext } from './attack.ts';
import { readRecords } from './landed-records.ts';

const from = 'tenancies';
const measures = [{ count: 'records' as const }];
/** What is known of everyone, as a question asks it. */
const traits: NonNullable<AskedQuery['by']> = [
  'neighbourhood',
  'month',
  { recordsPerPerson: true },
  { in: 'benefits' },
  { in: 'social-support' },
];
/** The same in the lattice. */
const dimensionsOfTraits = ['area', 'time', recordsPerPerson, 'in.benefits', 'in.social-support'];
const secret = { column: 'dwelling', value: 'flat' };
/** With the secret as the third dimension. */
const traitsMax = 2;

/** People who are the same in all that is known of them: how many, and how many of these have the secret. */
interface Kind {
  readonly codes: readonly (string | null)[];
  readonly size: number;
  readonly having: number;
}

/** A table that was asked: by which traits, and what came of it for those with the secret, and for all. */
interface Table {
  readonly by: readonly number[];
  readonly having: readonly AskedRow[];
  readonly all: readonly AskedRow[];
}

/**
 * A17 (Dinur and Nissim, 2003): every table of the secret by up to two traits is asked, and the secrets of all people
 * are fitted to all figures at once by a linear programme. The guess is the best that any one of the tables gives by
 * itself: what most of the people in the cell of that person have.
 */
const reconstruction: Attack = {
  id: 'A17',
  title: 'Fitting all people to all answers at once',
  on: 'server',
  run: async ({ demo, solver }) => {
    const kinds = await readKinds(demo);
    const closed = await askTables(demo.ask, traitsMax);
    const people = kinds.reduce((sum, { size }) => sum + size, 0);
    const figures = closed.flatMap(({ having }) => having).filter(isGiven).length;
    return {
      unit: 'share of people whose secret is fitted correctly',
      gained: fitRightly(solver, kinds, closed),
      baseline: Math.max(...closed.map((table) => guessFrom(kinds, table))),
      unprotected: rightShare(kinds, ({ size, having }) => having / size),
      margin: 0.02,
      tried: `${people} people, ${closed.length} tables with ${figures} figures; the traits of all people are known; without protection one table by all traits and the secret`,
    };
  },
};

/** All people with all that is known of them: more dimensions than any question has, so from the records. */
async function readKinds({ landed }: AttackContext['demo']): Promise<Kind[]> {
  const { values, persons } = await readRecords(landed, await landed.get(from));
  const columns = dimensionsOfTraits.map((name) => values.get(name) ?? []);
  const secrets = values.get(secret.column) ?? [];
  const kinds = new Map<string, { codes: (string | null)[]; size: number; having: number }>();
  for (const record of persons.keys()) {
    const codes = columns.map((column) => column[record] ?? null);
    const key = JSON.stringify(codes);
    const kind = kinds.get(key) ?? { codes, size: 0, having: 0 };
    kinds.set(key, kind);
    kind.size += 1;
    if (secrets[record] === secret.value) kind.having += 1;
  }
  return [...kinds.values()];
}

async function askTables(ask: (query: AskedQuery) => Promise<Asked>, most: number): Promise<Table[]> {
  const tables: Table[] = [];
  for (const by of subsetsOf(traits.map((_, at) => at)).filter(({ length }) => length <= most)) {
    const names = by.flatMap((at) => traits[at] ?? []);
    const answers: Answered[] = [];
    for (const where of [[{ column: secret.column, in: [secret.value] }], []]) {
      const asked = await ask({ from, measures, by: names, where });
      if (!asked.refused) answers.push(asked);
    }
    const [having, all] = answers;
    if (having && all) tables.push({ by, having: rowsOf(having), all: rowsOf(all) });
  }
  return tables;
}

/** A question by nothing has its one figure as the total. */
function rowsOf({ rows, totals }: Answered): readonly AskedRow[] {
  return rows.length > 0 ? rows : [{ values: [], figures: totals }];
}

function isGiven({ figures: [figure] }: AskedRow): boolean {
  return shown(figure) !== undefined;
}

function placeOf(by: readonly number[], { codes }: Kind): string {
  return JSON.stringify(by.map((at) => codes[at] ?? null));
}

/** How many are right when each person is assumed to have what most of their cell have, as far as the table shows. */
function guessFrom(kinds: readonly Kind[], { by, having, all }: Table): number {
  const sizes = new Map(all.map((row) => [JSON.stringify(row.values), shown(row.figures[0])]));
  const shares = new Map(
    having.map(({ values, figures: [figure] }) => {
      const size = sizes.get(JSON.stringify(values));
      const count = shown(figure);
      return [JSON.stringify(values), size && count !== undefined ? count / size : undefined] as const;
    }),
  );
  return rightShare(kinds, (kind) => shares.get(placeOf(by, kind)));
}

/** Fits to each kind how many have the secret, with the least sum of distances from all figures. */
function fitRightly(solver: Solver, kinds: readonly Kind[], tables: readonly Table[]): number {
  const rows = tables.flatMap(({ by, having }) => {
    const members = new Map<string, number[]>();
    for (const [at, kind] of kinds.entries()) {
      const place = placeOf(by, kind);
      const list = members.get(place);
      if (list) list.push(at);
      else members.set(place, [at]);
    }
    return having.flatMap(({ values, figures: [figure] }) => {
      const count = shown(figure);
      const inside = members.get(JSON.stringify(values));
      return count === undefined || inside === undefined ? [] : [{ count, inside }];
    });
  });
  const slack = { lower: 0, upper: Number.POSITIVE_INFINITY, cost: 1 };
  const program = {
    columns: [
      ...kinds.map(({ size }) => ({ lower: 0, upper: size, cost: 0 })),
      ...rows.flatMap(() => [slack, slack]),
    ],
    rows: rows.map(({ count, inside }, at) => ({
      lower: count,
      upper: count,
      entries: [
        ...inside.map((kind): [number, number] => [kind, 1]),
        [kinds.length + 2 * at, 1] as [number, number],
        [kinds.length + 2 * at + 1, -1] as [number, number],
      ],
    })),
  };
  const outcome = solver.with(program, (running) => running.minimise({ seconds: 60 }));
  if (outcome.kind !== 'optimal') throw new Error(`the fit ended ${outcome.kind}`);
  const fitted = new Map(kinds.map((kind, at) => [kind, (outcome.values[at] ?? 0) / kind.size]));
  return rightShare(kinds, (kind) => fitted.get(kind));
}

function rightShare(kinds: readonly Kind[], shareOf: (kind: Kind) => number | undefined): number {
  const people = kinds.reduce((sum, { size }) => sum + size, 0);
  const most = kinds.reduce((sum, { having }) => sum + having, 0) > people / 2 ? 1 : 0;
  const right = kinds.reduce((sum, kind) => {
    const hasSecret = (shareOf(kind) ?? most) > 0.5;
    return sum + (hasSecret ? kind.having : kind.size - kind.having);
  }, 0);
  return right / people;
}

function subsetsOf(items: readonly number[]): number[][] {
  const subsets: number[][] = [[]];
  for (const item of items) subsets.push(...subsets.map((some) => [...some, item]));
  return subsets;
}

export const reconstructionAttacks: readonly Attack[] = [reconstruction];
