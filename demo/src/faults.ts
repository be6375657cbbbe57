import type { Random } from './random.ts';
import type { Dataset, Fault, FaultPlan, Source } from './sources/source.ts';

/** What a partner's file holds: rows as text, and which happenings are in it without a fault. */
export interface SpoiledTable<Happening> {
  readonly dataset: Dataset;
  readonly columns: readonly string[];
  readonly rows: ReadonlyArray<readonly string[]>;
  readonly sound: readonly Happening[];
  readonly faults: Readonly<Partial<Record<Fault, number>>>;
  readonly rejected: number;
}

const addsARow: readonly Fault[] = ['repeated-row', 'subtotal-row'];

const spoilValue: Readonly<Record<Fault, (value: string) => string>> = {
  'person-number': (value) => `${value.slice(0, -1)}${(Number(value.slice(-1)) + 1) % 10}`,
  month: (value) => `${value.slice(0, 4)}-13`,
  'unknown-neighbourhood': () => 'BU99998877',
  'missing-value': () => '',
  'not-a-number': () => 'n.v.t.',
  'unregistered-category': () => 'onbekend',
  'repeated-row': (value) => value,
  'subtotal-row': () => 'Totaal',
};

/** When a row is in the file twice it is unknown which is right, so both are refused. */
const refusedRows = (fault: Fault) => (fault === 'repeated-row' ? 2 : 1);

/** Puts the planned faults in, each in a row of its own, so that it is known how many rows are to be refused. */
export function spoil<Happening>(source: Source<Happening>, random: Random): SpoiledTable<Happening> {
  const rows = source.happenings.map((happening, index) => [...source.toCells(happening, index)]);
  const touched = new Set<number>();
  const spoiled = new Set<number>();
  const added: Array<{ after: number; row: string[] }> = [];
  const spoilOne = ({ fault, column }: FaultPlan) => {
    const at = source.columns.indexOf(column);
    let index = random.integer(0, rows.length - 1);
    while (touched.has(index) || rows[index]?.[at] === '') index = random.integer(0, rows.length - 1);
    touched.add(index);
    const row = [...(rows[index] ?? [])];
    row[at] = spoilValue[fault](row[at] ?? '');
    if (addsARow.includes(fault)) added.push({ after: index, row });
    else rows[index] = row;
    if (fault !== 'subtotal-row') spoiled.add(index);
  };
  for (const plan of source.faults) for (let time = 0; time < plan.times; time++) spoilOne(plan);
  for (const { after, row } of added.sort((left, right) => right.after - left.after)) {
    rows.splice(after + 1, 0, row);
  }
  const planned = source.faults.map(({ fault, times }) => [fault, times] as const);
  return {
    dataset: source.dataset,
    columns: source.columns,
    rows,
    sound: source.happenings.filter((_, index) => !spoiled.has(index)),
    faults: sumPerFault(planned),
    rejected: planned.reduce((sum, [fault, times]) => sum + times * refusedRows(fault), 0),
  };
}

function sumPerFault(planned: ReadonlyArray<readonly [Fault, number]>): Partial<Record<Fault, number>> {
  const sums: Partial<Record<Fault, number>> = {};
  for (const [fault, times] of planned) sums[fault] = (sums[fault] ?? 0) + times;
  return sums;
}
