import type { Kysely, Transaction } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Reads, in the tables of one owner. */
export type Db<Tables> = Kysely<Tables>;

/** Writes take this type, so that a forgotten transaction does not compile. */
export type Tx<Tables> = Transaction<Tables>;

/** A connection or a transaction on its way between modules: it can be handed on, not queried. */
export interface AnyDb {
  readonly isTransaction: boolean;
}

/** A transaction on its way between modules. */
export interface AnyTx extends AnyDb {
  readonly isTransaction: true;
}

/** Opens the tables of one owner on a connection or a transaction that was handed on. */
export interface OwnTables<Tables> {
  (tx: AnyTx): Tx<Tables>;
  (db: AnyDb): Db<Tables>;
}

/**
 * Made once for each module, in the file that declares its tables; the architecture test refuses it elsewhere, and
 * keeps what it makes inside the module. So nobody can query the tables of another module.
 */
export function ownTablesOf<Tables>(): OwnTables<Tables> {
  return (db: AnyDb) => db as Tx<Tables>;
}

/** What a module is made with: its dependencies, with a connection on which it still has to open its own tables. */
export type Given<Deps extends { readonly db: unknown }> = Omit<Deps, 'db'> & { readonly db: AnyDb };

/** Migrations of a module, keyed by a sortable name such as `2026-11-21-editions-1`. */
export type Migrations = Readonly<Record<string, Migration>>;
