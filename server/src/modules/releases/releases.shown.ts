import type { RegisteredGroups } from '@datalab/warehouse';
import type { AnyDb, AnyTx } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { GroupingContent } from './groupings.contract.ts';
import { listGroupingRows, listGroupingsInUse } from './groupings.queries.ts';
import type { ReleasesDeps } from './releases.deps.ts';
import { insertOpened, insertShown, listSeen } from './releases.queries.ts';
import { ownTables } from './releases.tables.ts';

/** One result that somebody was shown, or a file of it that somebody took along. */
export interface Shown {
  /** Address of the edition. */
  readonly edition: string;
  readonly what: { readonly evidence: string } | { readonly download: string };
  /** Null when the platform itself measures. */
  readonly actor: Actor | null;
  /** Those that were asked, links and denominators included. */
  readonly dataSets: readonly string[];
  /** How many figures were in it, and how many more were suppressed. */
  readonly figures: { readonly shown: number; readonly suppressed: number };
}

/** Keeps what was shown, in the transaction of the result itself. Nothing is read back for an answer. */
export type RecordShown = (tx: AnyTx, shown: Shown) => Promise<void>;

/** A result that a person opened who may not be its maker. */
export interface Opened extends Pick<Shown, 'dataSets' | 'figures'> {
  readonly evidence: string;
}

/** Keeps who opened these results of an edition: each person once for each, and not the maker. */
export type RecordOpened = (actor: Actor, edition: string, results: readonly Opened[]) => Promise<void>;

/**
 * The groups of values and the windows of a data set in an edition that enter the check of a version which landed at
 * this moment, in the order of approval: a grouping that was ended stays for the versions that landed before.
 */
export type FindGroupings = (
  edition: string,
  dataSet: string,
  landedAt: Date,
  /** Those that were in force then, so that an answer of that moment can be made again; without it those of now. */
  moment?: Date,
) => Promise<RegisteredGroups>;

/** What people call the groupings of an edition, by their id. */
export type FindGroupingNames = (edition: string) => Promise<ReadonlyMap<string, LocalText>>;

/** What the api gives to the modules that answer questions. */
export interface ReleaseRecorder {
  readonly recordShown: RecordShown;
  readonly recordOpened: RecordOpened;
}

export function createReleaseRecorder({
  db,
  now,
  newId,
}: Pick<ReleasesDeps, 'db' | 'now' | 'newId'>): ReleaseRecorder {
  return {
    async recordOpened(actor, edition, results) {
      if (results.length === 0) return;
      const subjects = results.map(({ evidence }) => evidence);
      const seen = await listSeen(db, actor.id, subjects);
      const isNew = results.filter(({ evidence }) => !seen.has(evidence));
      if (isNew.length === 0) return;
      const at = now();
      const rows = isNew.map(({ evidence, dataSets, figures }) => ({
        id: newId(),
        edition,
        at,
        person: actor.id,
        person_name: actor.name,
        kind: 'opened' as const,
        subject: evidence,
        data_sets: JSON.stringify([...new Set(dataSets)]),
        ...figures,
      }));
      await db.transaction().execute((tx) => insertOpened(tx, rows));
    },
    recordShown: (tx, { edition, what, actor, dataSets, figures }) =>
      insertShown(ownTables(tx), {
        id: newId(),
        edition,
        at: now(),
        person: actor?.id ?? null,
        person_name: actor?.name ?? null,
        kind: 'evidence' in what ? 'result' : 'download',
        subject: 'evidence' in what ? what.evidence : what.download,
        data_sets: JSON.stringify([...new Set(dataSets)]),
        shown: figures.shown,
        suppressed: figures.suppressed,
      }),
  };
}

/** Read by the checks, which come before this module: so it needs nothing but the tables. */
export function createFindGroupings(db: AnyDb): FindGroupings {
  return async (edition, dataSet, landedAt, moment) =>
    toRegisteredGroups(await listGroupingsInUse(ownTables(db), { edition, dataSet, landedAt, moment }));
}

export function createFindGroupingNames(db: AnyDb): FindGroupingNames {
  return async (edition) => {
    const rows = await listGroupingRows(ownTables(db), edition);
    return new Map(rows.map(({ id, name }) => [id, name]));
  };
}

/** Groupings as the description of a data set takes them. */
export function toRegisteredGroups(
  rows: readonly { readonly id: string; readonly content: GroupingContent }[],
): RegisteredGroups {
  const windows = rows.flatMap(({ id, content }) =>
    content.kind === 'window' ? [{ id, from: content.from, to: content.to }] : [],
  );
  const groups = rows.flatMap(({ id, content }) =>
    content.kind === 'values' ? [{ column: content.column, group: { id, values: content.values } }] : [],
  );
  const byColumn = Map.groupBy(groups, ({ column }) => column);
  const areas = byColumn.get('area')?.map(({ group }) => group);
  byColumn.delete('area');
  const columns = Object.fromEntries(
    [...byColumn].map(([column, list]) => [column, list.map(({ group }) => group)]),
  );
  return {
    ...(windows.length > 0 ? { windows } : {}),
    ...(areas ? { areas } : {}),
    ...(byColumn.size > 0 ? { columns } : {}),
  };
}
