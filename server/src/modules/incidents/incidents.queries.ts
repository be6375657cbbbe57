import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { IncidentEntriesTable, IncidentsTable, IncidentsTables } from './incidents.tables.ts';

export type IncidentRow = Selectable<IncidentsTable>;
export type EntryRow = Selectable<IncidentEntriesTable>;
type Reader = Db<IncidentsTables> | Tx<IncidentsTables>;

export async function insertIncident(
  tx: Tx<IncidentsTables>,
  { facts, told, ...row }: Omit<IncidentRow, 'closed_at'>,
): Promise<void> {
  await tx
    .insertInto('incidents')
    .values({ ...row, facts: JSON.stringify(facts), told: JSON.stringify(told) })
    .execute();
}

/** Newest first. */
export function listIncidentRows(db: Reader): Promise<IncidentRow[]> {
  return db.selectFrom('incidents').selectAll().orderBy('reported_at', 'desc').execute();
}

export function findIncident(db: Reader, id: string): Promise<IncidentRow | undefined> {
  return db.selectFrom('incidents').selectAll().where('id', '=', id).executeTakeFirst();
}

/** So that what is decided at once is judged one after another. */
export function holdIncident(tx: Tx<IncidentsTables>, id: string): Promise<IncidentRow | undefined> {
  return tx.selectFrom('incidents').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function updateIncident(
  tx: Tx<IncidentsTables>,
  id: string,
  { facts, told }: Pick<IncidentRow, 'facts' | 'told'>,
): Promise<void> {
  await tx
    .updateTable('incidents')
    .set({ facts: JSON.stringify(facts), told: JSON.stringify(told) })
    .where('id', '=', id)
    .execute();
}

export async function markClosed(tx: Tx<IncidentsTables>, id: string, at: Date): Promise<void> {
  await tx.updateTable('incidents').set({ closed_at: at }).where('id', '=', id).execute();
}

/** Oldest first; of all incidents without one. */
export function listEntries(db: Reader, incident?: string): Promise<EntryRow[]> {
  return db
    .selectFrom('incident_entries')
    .selectAll()
    .$if(incident !== undefined, (query) => query.where('incident', '=', incident ?? ''))
    .orderBy('at')
    .execute();
}

export async function insertEntry(tx: Tx<IncidentsTables>, { decision, ...row }: EntryRow): Promise<void> {
  await tx
    .insertInto('incident_entries')
    .values({ ...row, decision: decision === null ? null : JSON.stringify(decision) })
    .execute();
}
