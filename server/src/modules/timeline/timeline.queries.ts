import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { TimelineTables, VisitsTable } from './timeline.tables.ts';

/** The last visit of a person, which no other request of theirs moves until the transaction ends. */
export function lockVisit(
  tx: Tx<TimelineTables>,
  person: string,
): Promise<Selectable<VisitsTable> | undefined> {
  return tx.selectFrom('visits').selectAll().where('person', '=', person).forUpdate().executeTakeFirst();
}

export async function putVisit(tx: Tx<TimelineTables>, row: Insertable<VisitsTable>): Promise<void> {
  const { person: _person, ...visited } = row;
  await tx
    .insertInto('visits')
    .values(row)
    .onConflict((conflict) => conflict.column('person').doUpdateSet(visited))
    .execute();
}
