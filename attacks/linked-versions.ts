import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateTown } from '@datalab/demo';
import type { Attack, Means, Outcome } from './attack.ts';
import { type Asked, type AskedQuery, shown } from './scene.ts';

const from = 'nuisance-reports';
const linked = 'mental-health-care';
const few = 10;
const measures: AskedQuery['measures'] = [{ count: 'persons' }, { count: 'records' }];
/** Who is known to the police, by who is in care: every way to ask it by neighbourhood. */
const queries: readonly AskedQuery[] = [
  { from, measures, by: ['neighbourhood'], also: [{ in: linked }] },
  { from, measures, by: ['neighbourhood'], also: [{ notIn: linked }] },
  { from, measures, by: ['neighbourhood', { in: linked }] },
  { from, measures, by: ['district', { in: linked }] },
];

/** A person as the police and the care provider write them. */
interface Known {
  readonly number: string;
  readonly surname: string;
  readonly born: string;
  readonly neighbourhood: string;
}

/** One to three persons in each neighbourhood who are known to the police and not yet in care. */
async function chooseArrivals(): Promise<Known[]> {
  const outDir = await mkdtemp(join(tmpdir(), 'datalab-linked-'));
  try {
    const { files } = await generateTown({ outDir });
    const linesOf = async (dataset: string): Promise<string[]> => {
      const path = files.find((file) => file.dataset === dataset)?.path;
      if (path === undefined) throw new Error(`the demo has no ${dataset}`);
      return (await readFile(path, 'utf8')).split(/\r?\n/);
    };
    const inCare = new Set((await linesOf(linked)).map((line) => line.split(',')[0]));
    const known = (await linesOf(from)).flatMap((line): Known[] => {
      const [, , neighbourhood = '', , , , number = '', surname = '', born = ''] = line.split(',');
      const isPerson =
        /^BU\d{8}$/.test(neighbourhood) && /^\d{9}$/.test(number) && surname !== '' && born !== '';
      return isPerson && !inCare.has(number) ? [{ number, surname, born, neighbourhood }] : [];
    });
    const persons = [...new Map(known.map((person) => [person.number, person])).values()];
    const byNeighbourhood = Map.groupBy(persons, ({ neighbourhood }) => neighbourhood);
    return [...byNeighbourhood.values()].flatMap((some, index) => some.slice(0, 1 + (index % 3)));
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

const lastMonth = '2026-09';

/** The same questions before and after a delivery of the linked data set in which some of these persons enter care. */
async function laterLinkedDelivery({ scene }: Means): Promise<Outcome> {
  const arrivals = await chooseArrivals();
  const listen = async () => {
    const open: Map<string, number>[] = [];
    for (const query of queries) open.push(figuresOf(await scene.askOpenly(query)));
    return { open, asked: (await scene.askAll(queries)).map(figuresOf) };
  };
  const before = await listen();
  await scene.deliverAgain(
    linked,
    arrivals.map(({ number, surname, born, neighbourhood }) =>
      [number, surname, born, lastMonth, neighbourhood, 'outpatient'].join(','),
    ),
  );
  const after = await listen();
  const changed = queries.flatMap((_, table) =>
    [...(after.open[table] ?? [])].flatMap(([cell, count]) => {
      const change = Math.abs(count - (before.open[table]?.get(cell) ?? 0));
      return change > 0 && change < few ? [{ table, cell }] : [];
    }),
  );
  const shareOf = (earlier: readonly Map<string, number>[], later: readonly Map<string, number>[]): number =>
    changed.filter(({ table, cell }) => [earlier, later].every((list) => list[table]?.has(cell))).length /
    changed.length;
  return {
    unit: `share of figures that a few changed which are shown before and after`,
    gained: shareOf(before.asked, after.asked),
    baseline: 0,
    unprotected: shareOf(before.open, after.open),
    margin: 0,
    tried: `${arrivals.length} persons known to the police entered care, which changed ${changed.length} figures by less than ${few}`,
  };
}

/** The figures that are shown, by cell and measure. */
function figuresOf(asked: Asked): Map<string, number> {
  if (asked.refused) return new Map();
  return new Map(
    asked.rows.flatMap(({ values, figures }) =>
      figures.flatMap((figure, measure): [string, number][] => {
        const value = shown(figure);
        return value === undefined ? [] : [[JSON.stringify([values, measure]), value]];
      }),
    ),
  );
}

const linkedDrift: Attack = {
  id: 'A24',
  title: 'Asking the same after a delivery of a linked data set',
  on: 'server',
  turn: 'after',
  run: laterLinkedDelivery,
};

export const linkedVersionAttacks: readonly Attack[] = [linkedDrift];
