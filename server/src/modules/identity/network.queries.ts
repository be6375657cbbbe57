import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { IdentityTables } from './identity.tables.ts';
import { type Intention, type Theme, themes } from './network.contract.ts';

/** What each organisation says now; an earlier declaration stays in the table with the day it ended. */
export async function listIntentions(db: Db<IdentityTables>): Promise<ReadonlyMap<string, Intention>> {
  const rows = await db
    .selectFrom('organisation_intentions')
    .selectAll()
    .where('withdrawn_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.organisation, rowToIntention(row)]));
}

export async function insertIntention(
  tx: Tx<IdentityTables>,
  intention: {
    readonly organisation: string;
    readonly themes: readonly Theme[];
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx
    .insertInto('organisation_intentions')
    .values({
      id: randomUUID(),
      organisation: intention.organisation,
      themes: intention.themes.join(','),
      declared_at: intention.at,
      declared_by: intention.by,
      withdrawn_at: null,
      withdrawn_by: null,
    })
    .execute();
}

/** False when there was none. */
export async function endIntention(
  tx: Tx<IdentityTables>,
  organisation: string,
  ended: { readonly by: string; readonly at: Date },
): Promise<boolean> {
  const row = await tx
    .updateTable('organisation_intentions')
    .set({ withdrawn_at: ended.at, withdrawn_by: ended.by })
    .where('organisation', '=', organisation)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

function rowToIntention(row: Selectable<IdentityTables['organisation_intentions']>): Intention {
  const held = row.themes.split(',');
  return {
    themes: themes.filter((theme) => held.includes(theme)),
    at: row.declared_at.toISOString(),
    by: row.declared_by,
  };
}
