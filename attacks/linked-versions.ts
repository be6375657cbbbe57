import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateTown } from '@datalab/demo';
import { type Asked, type AskedQuery, shown } from './asked.ts';
import type { Attack, AttackContext, Outcome } from './attack.ts';

const from = 'nuisance-reports';
const linked = 'mental-health-care';
const few = 10;
/**
 * Who is known to the police, by who is in care: every way to ask it by neighbourhood. And who is in care: of the data
 * set that is delivered itself.
 */
const groups: readonly Omit<AskedQuery, 'measures'>[] = [
  { from, by: ['neighbourhood'], also: [{ in: linked }] },
  { from, by: ['neighbourhood'], also: [{ notIn: linked }] },
  { from, by: ['neighbourhood', { in: linked }] },
  { from, by: ['district', { in: linked }] },
  { from: linked, by: ['neighbourhood'] },
  { from: linked, by: ['district'] },
];
const persons = groups.map((group): AskedQuery => ({ ...group, measures: [{ count: 'persons' }] }));
const records = groups.map((group): AskedQuery => ({ ...group, measures: [{ count: 'records' }] }));

/** A person as the police and the care provider write them. */
interface Known {
  readonly number: string;
  readonly surname: string;
  readonly born: string;
  readonly neighbourhood: string;
}

/** One to three persons in each neighbourhood who are known to the police, the most often, and not yet in care. */
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
    const reports = [...Map.groupBy(known, ({ number }) => number).values()];
    const often = reports
      .toSorted((one, other) => other.length - one.length)
      .flatMap(([first]) => first ?? []);
    const byNeighbourhood = Map.groupBy(often, ({ neighbourhood }) => neighbourhood);
    return [...byNeighbourhood.values()].flatMap((some, index) => some.slice(0, 1 + (index % 3)));
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

/** A year of treatment: as many records of one person as would be enough by themselves. */
const months = Array.from({ length: 12 }, (_, index) => `2025-${String(index + 1).padStart(2, '0')}`);

/**
 * The same questions before and after a delivery of the linked data set in which some of these persons enter care. A
 * figure that a few persons changed is hit, however many records these have.
 */
async function laterLinkedDelivery({ demo }: AttackContext): Promise<Outcome> {
  const arrivals = await chooseArrivals();
  const openly = async (queries: readonly AskedQuery[]) => {
    const open: Map<string, number>[] = [];
    for (const query of queries) open.push(figuresOf(await demo.askOpenly(query)));
    return open;
  };
  const listen = async () => ({
    counted: await openly(persons),
    open: [...(await openly(records)), ...(await openly(persons))],
    asked: (await demo.askAll([...records, ...persons])).map(figuresOf),
  });
  const before = await listen();
  await demo.deliverAgain(
    linked,
    arrivals.flatMap(({ number, surname, born, neighbourhood }) =>
      months.map((month) => [number, surname, born, month, neighbourhood, 'outpatient'].join(',')),
    ),
  );
  const after = await listen();
  const sizeOf = (tables: readonly Map<string, number>[]) => tables.reduce((sum, { size }) => sum + size, 0);
  const changed = groups.flatMap((_, group) =>
    [...(after.counted[group] ?? [])].flatMap(([cell, count]) => {
      const change = Math.abs(count - (before.counted[group]?.get(cell) ?? 0));
      const isFew = change > 0 && change < few;
      return isFew ? [group, group + groups.length].map((table) => ({ table, cell })) : [];
    }),
  );
  const shareOf = (earlier: readonly Map<string, number>[], later: readonly Map<string, number>[]): number =>
    changed.filter(({ table, cell }) => [earlier, later].every((list) => list[table]?.has(cell))).length /
    changed.length;
  return {
    unit: 'share of figures, of persons and of records, that a few persons changed which are shown before and after',
    gained: shareOf(before.asked, after.asked),
    baseline: 0,
    unprotected: shareOf(before.open, after.open),
    margin: 0,
    tried: `${arrivals.length} persons known to the police entered care, with ${months.length} records each, which changed ${changed.length} figures by less than ${few} persons; ${sizeOf(before.asked)} figures were shown before and ${sizeOf(after.asked)} after`,
  };
}

/** The figures that are shown, by cell. */
function figuresOf(asked: Asked): Map<string, number> {
  if (asked.refused) return new Map();
  return new Map(
    asked.rows.flatMap(({ values, figures }) =>
      figures.flatMap((figure): [string, number][] => {
        const value = shown(figure);
        return value === undefined ? [] : [[JSON.stringify(values), value]];
      }),
    ),
  );
}

const linkedVersionDifferencing: Attack = {
  id: 'A24',
  title: 'Asking the same after a delivery of a data set of persons, itself or linked',
  on: 'server',
  turn: 'after',
  run: laterLinkedDelivery,
};

export const linkedVersionAttacks: readonly Attack[] = [linkedVersionDifferencing];
