import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { ClosingTables, TemplatesTable } from './closing.tables.ts';

export type TemplateRow = Selectable<TemplatesTable>;

export function findTemplate(db: Db<ClosingTables>, id: string): Promise<TemplateRow | undefined> {
  return db.selectFrom('closing_templates').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Newest first. */
export function listTemplates(db: Db<ClosingTables>): Promise<TemplateRow[]> {
  return db.selectFrom('closing_templates').selectAll().orderBy('at', 'desc').orderBy('id').execute();
}

export async function insertTemplate(tx: Tx<ClosingTables>, row: Insertable<TemplatesTable>): Promise<void> {
  await tx.insertInto('closing_templates').values(row).execute();
}

/** The template that an edition began from. */
export async function findOrigin(db: Db<ClosingTables>, edition: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('closing_origins')
    .select('template')
    .where('edition', '=', edition)
    .executeTakeFirst();
  return row?.template;
}

export async function insertOrigin(tx: Tx<ClosingTables>, edition: string, template: string): Promise<void> {
  await tx.insertInto('closing_origins').values({ edition, template }).execute();
}
