import {
  countCube,
  defaultParameters,
  type FigureState,
  type Microdata,
  protectionRules,
} from '@datalab/query-control';
import { type Asked, type AskedQuery, figuresByLabels } from './asked.ts';
import type { Attack, AttackContext } from './attack.ts';
import { narrowLattice, readRecords } from './landed-records.ts';
import { cubeOf } from './landed-versions.ts';
import { createAsker, type OtherRules } from './other-lattice.ts';

const from = 'tenancies';
const few = 5;

/** Everything that shows the half of a property with two values in one place. */
const questions: readonly Omit<AskedQuery, 'measures'>[] = [
  { from, by: ['complaint'] },
  { from, by: ['neighbourhood', 'complaint'] },
  { from, by: ['neighbourhood', 'complaint', 'dwelling'] },
  { from, by: ['neighbourhood', 'complaint', 'year'] },
  { from, by: ['neighbourhood', 'year'], where: [{ column: 'complaint', in: ['no'] }] },
  { from, by: ['neighbourhood', 'dwelling'], where: [{ column: 'complaint', in: ['yes'] }] },
];

/** The records with none, or with a few, of one answer in a place. */
function withAnswers(records: Microdata, place: string, wanted: number): Microdata {
  const complaints = [...(records.values.get('complaint') ?? [])];
  const areas = records.values.get('area') ?? [];
  let given = 0;
  for (const record of records.persons.keys()) {
    if (areas[record] !== place) continue;
    const isYes = given < wanted;
    complaints[record] = isYes ? 'yes' : 'no';
    if (isYes) given += 1;
  }
  return { ...records, values: new Map([...records.values, ['complaint', complaints]]) };
}

/** The minimum alone: halves of properties with two values are figures like others. */
const minimumAlone: OtherRules = {
  rules: protectionRules.filter(({ name }) => name === 'minimum-count'),
  parameters: { ...defaultParameters, minimumCount: 0 },
};

/** What is seen of the place in a world: how figures are shown, in which order, and of ranges how wide they are. */
function look(ask: (query: AskedQuery) => Asked, place: string): Map<string, string> {
  const seen = new Map<string, string>();
  for (const [at, question] of questions.entries()) {
    const asked = ask({ ...question, measures: [{ count: 'records' }] });
    if (asked.refused) {
      seen.set(`${at} refused`, asked.code);
      continue;
    }
    seen.set(`${at} order`, asked.rows.map(({ values }) => values.join()).join(' '));
    for (const [label, figure] of figuresByLabels(asked)) {
      if (label.includes(place) || question.by?.length === 1) seen.set(`${at} ${label}`, formOf(figure));
    }
  }
  return seen;
}

function formOf(figure: FigureState): string {
  if (figure.status === 'suppressed') return `suppressed ${figure.reason ?? ''}`;
  return figure.status;
}

/** A31: "under 10" must be the same whether it is nobody or a few. */
async function compareWorlds({ demo }: AttackContext) {
  const set = await demo.landed.get(from);
  const records = await readRecords(demo.landed, set);
  const isKept = ({ name, kind }: { name: string; kind: string }, level: string) =>
    kind === 'time' ? level === 'year' : kind === 'area' || name === 'dwelling' || name === 'complaint';
  const lattice = narrowLattice(cubeOf(set, 'records'), isKept);
  const places = placesBySize(records).slice(0, 8);
  let compared = 0;
  let differ = 0;
  let differOpenly = 0;
  for (const place of places) {
    const [none, some] = [0, few].map((wanted) =>
      countCube(lattice, 'records', withAnswers(records, place, wanted)),
    );
    if (none === undefined || some === undefined) continue;
    const count = (rules?: OtherRules): number => {
      const [one, other] = [none, some].map((cube) => look(createAsker(set, cube, rules), place));
      const names = new Set([...(one?.keys() ?? []), ...(other?.keys() ?? [])]);
      compared = names.size;
      return [...names].filter((name) => one?.get(name) !== other?.get(name)).length;
    };
    differOpenly += count(minimumAlone);
    differ += count();
  }
  return { places: places.length, compared, differ, differOpenly };
}

function placesBySize(records: Microdata): string[] {
  const sizes = new Map<string, number>();
  for (const place of records.values.get('area') ?? []) {
    if (place !== null) sizes.set(place, (sizes.get(place) ?? 0) + 1);
  }
  return [...sizes].sort(([, one], [, other]) => other - one).map(([place]) => place);
}

const underMinimum: Attack = {
  id: 'A31',
  title: 'Telling nobody from a few in a half that is under the minimum',
  on: 'server',
  run: async (context) => {
    const { places, compared, differ, differOpenly } = await compareWorlds(context);
    return {
      unit: 'figures that look otherwise with nobody than with a few',
      gained: differ,
      baseline: 0,
      unprotected: differOpenly,
      margin: 0,
      tried: `${places} neighbourhoods in which nobody or ${few} complained, ${compared} figures and orders of rows of each; without protection with the minimum alone`,
    };
  },
};

export const underMinimumAttacks: readonly Attack[] = [underMinimum];
