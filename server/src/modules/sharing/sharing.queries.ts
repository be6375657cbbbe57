import { type Insertable, type Selectable, sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { AgreementContent } from './sharing.content.ts';
import type { Draft } from './sharing.draft.ts';
import type { Stop, VersionInForce } from './sharing.in-force.ts';
import type { AgreementVersionsTable, SharingStopsTable, SharingTables } from './sharing.tables.ts';

type Reader = Db<SharingTables>;
type Writer = Tx<SharingTables>;

export interface VersionRow
  extends VersionInForce,
    Pick<Selectable<AgreementVersionsTable>, 'kind' | 'signed'> {}

/** Nobody else changes anything about sharing in this edition, or relies on it, until the transaction ends. */
export async function lockSharing(tx: Writer, edition: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sharing/${edition}`}, 0))`.execute(tx);
}

/** What holds for this edition stays so until the transaction ends. */
export async function holdSharing(tx: Writer, edition: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${`sharing/${edition}`}, 0))`.execute(tx);
}

export async function findDraft(db: Reader, edition: string): Promise<Draft | undefined> {
  const row = await db
    .selectFrom('sharing_drafts')
    .select('draft')
    .where('edition', '=', edition)
    .executeTakeFirst();
  return row?.draft;
}

export async function putDraft(tx: Writer, edition: string, content: Draft, at: Date): Promise<void> {
  const draft = JSON.stringify(content);
  await tx
    .insertInto('sharing_drafts')
    .values({ edition, draft, at })
    .onConflict((conflict) => conflict.column('edition').doUpdateSet({ draft, at }))
    .execute();
}

export async function deleteDraft(tx: Writer, edition: string): Promise<void> {
  await tx.deleteFrom('sharing_drafts').where('edition', '=', edition).execute();
}

/** Newest first. */
export async function listVersions(db: Reader, edition: string): Promise<VersionRow[]> {
  const rows = await db
    .selectFrom('agreement_versions')
    .selectAll()
    .where('edition', '=', edition)
    .orderBy('number', 'desc')
    .execute();
  return rows.map(rowToVersion);
}

export async function findNewestVersion(db: Reader, edition: string): Promise<VersionRow | undefined> {
  const row = await db
    .selectFrom('agreement_versions')
    .selectAll()
    .where('edition', '=', edition)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && rowToVersion(row);
}

/** The newest version whose first day has come; a later one that has not begun has not taken its place. */
export async function findBegun(db: Reader, edition: string, today: string): Promise<VersionRow | undefined> {
  const row = await db
    .selectFrom('agreement_versions')
    .selectAll()
    .select((select) =>
      select
        .selectFrom('agreement_versions as later')
        .select(({ fn }) => fn.max('later.number').as('newest'))
        .where('later.edition', '=', edition)
        .as('newest'),
    )
    .where('edition', '=', edition)
    .where(sql<string>`content::jsonb #>> '{period,from}'`, '<=', today)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && rowToVersion({ ...row, until: row.number === row.newest ? row.until : null });
}

function rowToVersion(row: Selectable<AgreementVersionsTable>): VersionRow {
  const { number, hash, since, until, kind, signed } = row;
  return { number, hash, since, until, kind, signed, content: JSON.parse(row.content) as AgreementContent };
}

export async function endVersion(tx: Writer, edition: string, at: Date): Promise<void> {
  await tx
    .updateTable('agreement_versions')
    .set({ until: at })
    .where('edition', '=', edition)
    .where('until', 'is', null)
    .execute();
}

export async function insertVersion(tx: Writer, row: Insertable<AgreementVersionsTable>): Promise<void> {
  await tx.insertInto('agreement_versions').values(row).execute();
}

/** The stops that were not lifted, the first one first. */
export async function listStops(db: Reader, edition: string): Promise<Stop[]> {
  return db
    .selectFrom('sharing_stops')
    .select(['organisation', 'by', 'reason', 'at'])
    .where('edition', '=', edition)
    .where('resumed_at', 'is', null)
    .orderBy('at')
    .execute();
}

/** Gives whether this organisation had not stopped it already. */
export async function insertStop(tx: Writer, row: Insertable<SharingStopsTable>): Promise<boolean> {
  const made = await tx
    .insertInto('sharing_stops')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

export async function liftStop(
  tx: Writer,
  { edition, organisation }: { readonly edition: string; readonly organisation: string },
  { by, reason, at }: { readonly by: string; readonly reason: string; readonly at: Date },
): Promise<boolean> {
  const lifted = await tx
    .updateTable('sharing_stops')
    .set({ resumed_by: by, resumed_reason: reason, resumed_at: at })
    .where('edition', '=', edition)
    .where('organisation', '=', organisation)
    .where('resumed_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return lifted !== undefined;
}

export async function findUpgrade(db: Reader): Promise<Date> {
  const { at } = await db.selectFrom('sharing_upgrade').select('at').executeTakeFirstOrThrow();
  return at;
}
