import type { Kysely, Transaction } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Reads. A module names the tables it owns; `compose.ts` hands every module the same connection. */
export type Db<Tables> = Kysely<Tables>;

/** Writes take this type, so that a forgotten transaction does not compile. */
export type Tx<Tables> = Transaction<Tables>;

/** A transaction, whatever tables its owner sees in it. */
export interface AnyTx {
  readonly isTransaction: true;
}

/** The same transaction, seen with the tables of another module or part. */
export function txWithTables<Tables>(tx: AnyTx): Tx<Tables> {
  return tx as Tx<Tables>;
}

/** Migrations of a module, keyed by a sortable name such as `2026-11-21-editions-1`. */
export type Migrations = Readonly<Record<string, Migration>>;
