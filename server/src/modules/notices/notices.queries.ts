import { type Insertable, type Selectable, sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { MailSettings, NoticeReason, NoticeState } from './notices.contract.ts';
import type { NoticesTable, NoticesTables, NudgesTable } from './notices.tables.ts';

export type NoticeRow = Selectable<NoticesTable>;
export type NudgeRow = Selectable<NudgesTable>;

type Reader = Db<NoticesTables>;

/** Dutch and everything, until somebody chooses otherwise. */
export async function readSettings(db: Reader, person: string | undefined): Promise<MailSettings> {
  if (person === undefined) return { language: 'nl', without: [] };
  const row = await db
    .selectFrom('notice_settings')
    .selectAll()
    .where('person', '=', person)
    .executeTakeFirst();
  return row === undefined
    ? { language: 'nl', without: [] }
    : { language: row.language, without: row.without };
}

export async function writeSettings(
  tx: Tx<NoticesTables>,
  person: string,
  { language, without }: MailSettings,
): Promise<void> {
  const chosen = { language, without: JSON.stringify(without) };
  await tx
    .insertInto('notice_settings')
    .values({ person, ...chosen })
    .onConflict((conflict) => conflict.column('person').doUpdateSet(chosen))
    .execute();
}

/** A notice whose outcome nobody else records until the transaction ends. */
export function findNotice(db: Reader, id: string): Promise<NoticeRow | undefined> {
  return db.selectFrom('notices').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function countTry(db: Reader, id: string): Promise<void> {
  await db
    .updateTable('notices')
    .set((set) => ({ tries: set('tries', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** From `waiting` only; a recorded outcome stays as it is. */
export async function recordNoticeOutcome(
  db: Reader,
  id: string,
  state: Exclude<NoticeState, 'waiting'>,
  reason: NoticeReason | null,
  at: Date,
): Promise<void> {
  await db
    .updateTable('notices')
    .set({ state, reason, settled_at: at, sealed: null })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute();
}

/** Addresses and names are not kept longer than is needed to find out what went wrong. */
export async function forgetNotices(db: Reader, endedBefore: Date): Promise<void> {
  await db.deleteFrom('notices').where('settled_at', '<', endedBefore).execute();
}

export async function listNotices(
  db: Reader,
  editions: readonly string[] | 'all',
  limit: number,
): Promise<NoticeRow[]> {
  if (editions !== 'all' && editions.length === 0) return [];
  let query = db.selectFrom('notices').selectAll().orderBy('at', 'desc').orderBy('id').limit(limit);
  if (editions !== 'all') query = query.where('edition', 'in', editions);
  return query.execute();
}

export async function insertNotice(tx: Tx<NoticesTables>, row: Insertable<NoticesTable>): Promise<void> {
  await tx.insertInto('notices').values(row).execute();
}

/** Of two people who nudge in one edition at once, the second waits for the first. */
export async function lockNudges(tx: Tx<NoticesTables>, edition: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`nudges of ${edition}`}))`.execute(tx);
}

export async function insertNudges(tx: Tx<NoticesTables>, rows: readonly NudgeRow[]): Promise<void> {
  await tx
    .insertInto('notice_nudges')
    .values([...rows])
    .execute();
}

/** Newest first. */
export function listNudgeRows(
  db: Reader,
  of: { readonly edition: string } | { readonly person: string },
  since: Date,
): Promise<NudgeRow[]> {
  const query = db
    .selectFrom('notice_nudges')
    .selectAll()
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .orderBy('person_name');
  return (
    'edition' in of ? query.where('edition', '=', of.edition) : query.where('person', '=', of.person)
  ).execute();
}

/** What the newest reminder of a person was about, and when. */
export async function findLastReminder(
  db: Reader,
  person: string,
): Promise<{ readonly day: string; readonly items: readonly string[] } | undefined> {
  return db
    .selectFrom('notice_reminders')
    .select(['day', 'items'])
    .where('person', '=', person)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** True when it is the first of this day, whichever server asks. */
export async function takeReminderDay(
  tx: Tx<NoticesTables>,
  person: string,
  day: string,
  items: readonly string[],
): Promise<boolean> {
  const taken = await tx
    .insertInto('notice_reminders')
    .values({ person, day, items: JSON.stringify(items) })
    .onConflict((conflict) => conflict.columns(['person', 'day']).doNothing())
    .returning('person')
    .executeTakeFirst();
  return taken !== undefined;
}
