import { type Insertable, sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { LegalBasisContent } from './legal-bases.content.ts';
import type { LegalBasesTable, SharingTables } from './sharing.tables.ts';

export interface BasisRow {
  readonly id: string;
  readonly since: Date;
  readonly content: LegalBasisContent;
}

/** Each as it was worded last. */
export function listBases(db: Db<SharingTables>): Promise<BasisRow[]> {
  return db
    .selectFrom('legal_bases')
    .selectAll()
    .distinctOn('id')
    .orderBy('id')
    .orderBy('since', 'desc')
    .execute();
}

/** Two people at once each wait for the other, whether there is a wording yet or not. */
export async function lockBasis(tx: Tx<SharingTables>, id: string): Promise<BasisRow | undefined> {
  await sql`SELECT pg_advisory_xact_lock(hashtext(${`legal-basis/${id}`}))`.execute(tx);
  const bases = await listBases(tx);
  return bases.find((one) => one.id === id);
}

export async function insertBasis(tx: Tx<SharingTables>, row: Insertable<LegalBasesTable>): Promise<void> {
  await tx.insertInto('legal_bases').values(row).execute();
}
