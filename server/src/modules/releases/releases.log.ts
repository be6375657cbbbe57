import { createReleaseIndex, type ReleaseIndex } from '@datalab/query-control';
import { type AnalysisQuery, type AnsweredTable, dimensionKey } from '@datalab/warehouse';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { Used } from './releases.policy.ts';
import { listNewReleases } from './releases.queries.ts';
import type { ReleasesTables } from './releases.tables.ts';

/** A table as it is kept, and what it cost. */
export interface KeptRelease {
  readonly id: string;
  readonly person: string | null;
  readonly at: Date;
  readonly content: AnsweredTable;
  readonly newCells: number;
  readonly choices: readonly string[];
}

/** Everything that was shown in one edition, ready to be compared with. */
export interface EditionLog {
  readonly minimumCount: number;
  index: ReleaseIndex;
  readonly entries: KeptRelease[];
  readonly ids: Set<string>;
  /** Boxes that were shown. */
  readonly shown: Set<string>;
  readonly choices: Map<string, Set<string>>;
  /** How many releases it read from the database: those of before this start, and of other processes. */
  read: number;
  /** Does one piece of work after another, so that each sees what the one before it took in. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
}

export function createEditionLog(minimumCount: number): EditionLog {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next;
    return next;
  };
  return {
    minimumCount,
    index: createIndex(minimumCount),
    entries: [],
    ids: new Set(),
    shown: new Set(),
    choices: new Map(),
    read: 0,
    inTurn,
  };
}

/** At most one figure is subtracted from another: figures carry noise, and each further one adds to it. */
function createIndex(minimumCount: number): ReleaseIndex {
  return createReleaseIndex({ minimumCount, changeMin: minimumCount, termsMax: 1 });
}

export function addToLog(log: EditionLog, release: KeptRelease): void {
  log.index.add({ ...release.content, id: release.id });
  log.entries.push(release);
  log.ids.add(release.id);
  for (const box of shownBoxes(release.content)) log.shown.add(box);
  for (const choice of release.choices) {
    const [column, values] = readChoice(choice);
    log.choices.set(column, (log.choices.get(column) ?? new Set()).add(values));
  }
}

/** Takes out what was judged and not kept; all the rest stays, without reading the database again. */
export function removeFromLog(log: EditionLog, ids: ReadonlySet<string>): void {
  if (ids.size === 0) return;
  const others = log.entries.filter(({ id }) => !ids.has(id));
  log.index = createIndex(log.minimumCount);
  log.entries.length = 0;
  for (const known of [log.ids, log.shown, log.choices]) known.clear();
  for (const release of others) addToLog(log, release);
}

/** Takes in what others kept since. Two at once take in each release once. */
export async function catchUp(
  db: Db<ReleasesTables> | Tx<ReleasesTables>,
  edition: string,
  log: EditionLog,
): Promise<void> {
  const rows = await listNewReleases(db, edition, log.ids);
  for (const row of rows.filter(({ id }) => !log.ids.has(id))) {
    addToLog(log, { ...row, newCells: row.new_cells });
    log.read += 1;
  }
}

/** What counts against the budget at this moment. */
export function usedOf(log: EditionLog, person: string | null, since: Date): Used {
  const recent = log.entries.filter(({ at }) => at >= since);
  const cellsOf = (list: readonly KeptRelease[]) => list.reduce((sum, { newCells }) => sum + newCells, 0);
  return {
    cellsOfEdition: cellsOf(recent),
    cellsOfPerson: cellsOf(recent.filter((entry) => entry.person === person)),
    choices: log.choices,
  };
}

/** How many boxes of a table were not shown before. */
export function newCellsOf(log: EditionLog, table: AnsweredTable): number {
  return new Set(shownBoxes(table).filter((box) => !log.shown.has(box))).size;
}

const areaColumns: readonly string[] = ['neighbourhood', 'district', 'municipality'];

/**
 * The choices of several values that a question makes in the data set of a table, as JSON of column and values. A
 * period is one piece. A denominator is about the same areas and months, and about nothing else that is chosen; the
 * persons behind records are the same choices as these.
 */
export function choicesOf(
  { where }: AnalysisQuery,
  {
    dataset,
    isDenominator,
    isBehindRecords,
  }: Pick<AnsweredTable, 'dataset' | 'isDenominator' | 'isBehindRecords'>,
): string[] {
  if (isBehindRecords === true) return [];
  return where.flatMap((filter) => {
    const column = dimensionKey(filter.column);
    const isMade = isDenominator !== true || areaColumns.includes(column);
    return isMade && 'in' in filter && filter.in.length > 1
      ? [JSON.stringify([`${dataset} ${column}`, JSON.stringify(filter.in)])]
      : [];
  });
}

/** The column and the values of a choice. */
export function readChoice(choice: string): readonly [column: string, values: string] {
  return JSON.parse(choice) as [string, string];
}

/** The cells of which a figure is shown. Those of the persons behind records are shown as records, once. */
export function shownCells({ cells, isBehindRecords }: AnsweredTable): AnsweredTable['cells'] {
  return isBehindRecords === true ? [] : cells.filter(({ shown }) => shown);
}

function shownBoxes(table: AnsweredTable): string[] {
  const { dataset, version, unit } = table;
  return shownCells(table).map(({ box }) => {
    const sorted = Object.entries(box).sort(([a], [b]) => (a < b ? -1 : 1));
    return JSON.stringify([dataset, version, unit, sorted]);
  });
}
