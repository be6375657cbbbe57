import type { AgreedColumn } from '@datalab/warehouse';
import { type ColumnType, type Selectable, sql } from 'kysely';
import { type Migrations, ownTablesOf } from '../../platform/db/database.ts';
import type { FailureParams } from '../../platform/errors/failure.ts';
import type { CheckReport, DeliveryProblemCode, DeliveryState } from './deliveries.contract.ts';

/** A report as it is kept: exact. */
export type KeptReport = Omit<CheckReport, 'rounded'>;

/** Under which version of an agreement data landed, and which columns at which grain. */
export interface LandedAgreement {
  readonly number: number;
  readonly hash: string;
  readonly columns: readonly AgreedColumn[];
}

type Json<T> = ColumnType<T | null, string | null, string | null>;

export interface DeliveryProblem {
  readonly code: DeliveryProblemCode;
  readonly params: FailureParams;
  readonly detail: string | null;
}

export interface DeliveriesTable {
  id: string;
  edition: string;
  space: string;
  data_set: string;
  organisation: string;
  contract_version: string;
  /** The version of the agreement it came in under; null before there were agreements. */
  agreement_hash: ColumnType<string | null, string, never>;
  state: DeliveryState;
  progress: number;
  file_name: string;
  bytes: number;
  sha256: string;
  by_id: string;
  by: string;
  at: Date;
  finished_at: Date | null;
  rows_read: number | null;
  rows_accepted: number | null;
  rows_rejected: number | null;
  version: string | null;
  problem: Json<DeliveryProblem>;
  report: Json<KeptReport>;
}

export interface LandedVersionsTable {
  space: string;
  data_set: string;
  version: string;
  rows: number;
  rejected: number;
  landed_at: Date;
  /** When its owner took it along; the row stays, so that no later version gets its number. */
  withdrawn_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  delivery_id: string;
  contract_version: string;
  /** What of that contract was agreed; null for what landed before there were agreements, with all of it. */
  agreed: ColumnType<LandedAgreement | null, string | undefined, never>;
  /** Of the key its pseudonyms were made with; null without persons. */
  key_version: ColumnType<number | null, number | null | undefined, number | null>;
  /** Of its manifest, which holds the hash of every file; null for what landed before this was kept. */
  manifest_sha256: ColumnType<string | null, string | undefined, never>;
}

/** The keys of a space as this hub first met them; a row never changes. */
export interface EditionKeysTable {
  space: string;
  key_version: number;
  fingerprint: string;
  recorded_at: Date;
}

/** Tokens for the keyholder that were handed out and may still work. */
export interface KeyholderGrantsTable {
  space: string;
  /** Of the grant, at the keyholder. */
  name: string;
  /** By the clock of the keyholder: tells this grant from a later one of the same name. */
  granted_at: Date;
  edition: string;
  data_set: string;
  by_id: string;
  /** Since when its holder may not use it any more; the row goes when the keyholder has ended it too. */
  ended_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
}
export type KeyholderGrantRow = Selectable<KeyholderGrantsTable>;

/** The pointer: which landed version of a data set counts. */
export interface CurrentVersionsTable {
  space: string;
  data_set: string;
  version: string;
}

export interface DeliveriesTables {
  deliveries: DeliveriesTable;
  landed_versions: LandedVersionsTable;
  current_versions: CurrentVersionsTable;
  edition_keys: EditionKeysTable;
  keyholder_grants: KeyholderGrantsTable;
}

export const ownTables = ownTablesOf<DeliveriesTables>();

const statements = [
  `CREATE TABLE deliveries (
    id uuid PRIMARY KEY,
    edition text NOT NULL,
    space text NOT NULL,
    data_set text NOT NULL,
    organisation text NOT NULL,
    contract_version text NOT NULL,
    state text NOT NULL
      CHECK (state IN ('received', 'checking', 'landing', 'landed', 'refused', 'cancelled', 'failed')),
    progress double precision NOT NULL,
    file_name text NOT NULL,
    bytes bigint NOT NULL,
    sha256 text NOT NULL,
    by_id text NOT NULL,
    "by" text NOT NULL,
    at timestamptz NOT NULL,
    finished_at timestamptz,
    rows_read bigint,
    rows_accepted bigint,
    rows_rejected bigint,
    version text,
    problem jsonb,
    report jsonb
  )`,
  `CREATE UNIQUE INDEX deliveries_one_running ON deliveries (space, data_set)
    WHERE state IN ('received', 'checking', 'landing')`,
  'CREATE INDEX deliveries_by_space ON deliveries (space, data_set, at)',
  `CREATE TABLE landed_versions (
    space text NOT NULL,
    data_set text NOT NULL,
    version text NOT NULL,
    rows bigint NOT NULL,
    rejected bigint NOT NULL,
    landed_at timestamptz NOT NULL,
    delivery_id uuid NOT NULL REFERENCES deliveries (id),
    contract_version text NOT NULL,
    PRIMARY KEY (space, data_set, version)
  )`,
  `CREATE TABLE current_versions (
    space text NOT NULL,
    data_set text NOT NULL,
    version text NOT NULL,
    PRIMARY KEY (space, data_set),
    FOREIGN KEY (space, data_set, version) REFERENCES landed_versions (space, data_set, version)
  )`,
];

export const deliveriesMigrations: Migrations = {
  '2026-11-21-deliveries-1': {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },
  '2026-11-21-deliveries-2': {
    up: async (db) => {
      await sql`ALTER TABLE landed_versions ADD COLUMN withdrawn_at timestamptz`.execute(db);
      await sql`ALTER TABLE deliveries DROP CONSTRAINT deliveries_state_check`.execute(db);
      await sql`ALTER TABLE deliveries ADD CONSTRAINT deliveries_state_check CHECK (state IN
        ('received', 'checking', 'landing', 'landed', 'refused', 'cancelled', 'failed', 'withdrawn'))`.execute(
        db,
      );
    },
  },
  '2026-11-30-deliveries-3': {
    up: async (db) => {
      await sql`ALTER TABLE landed_versions ADD COLUMN key_version integer`.execute(db);
      await sql`CREATE TABLE edition_keys (
        space text NOT NULL,
        key_version integer NOT NULL CHECK (key_version > 0),
        fingerprint text NOT NULL CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
        recorded_at timestamptz NOT NULL,
        PRIMARY KEY (space, key_version)
      )`.execute(db);
    },
  },
  '2026-11-30-deliveries-4': {
    up: async (db) => {
      await sql`CREATE TABLE keyholder_grants (
        space text NOT NULL,
        name text NOT NULL,
        granted_at timestamptz NOT NULL,
        edition text NOT NULL,
        data_set text NOT NULL,
        by_id text NOT NULL,
        ended_at timestamptz,
        PRIMARY KEY (space, name, granted_at)
      )`.execute(db);
      await sql`CREATE INDEX keyholder_grants_by_person ON keyholder_grants (by_id)`.execute(db);
    },
  },
  '2026-12-01-deliveries-5': {
    up: async (db) => {
      await sql`ALTER TABLE landed_versions ADD COLUMN manifest_sha256 text
        CHECK (manifest_sha256 ~ '^[0-9a-f]{64}$')`.execute(db);
    },
  },
  '2026-12-01-deliveries-6': {
    up: async (db) => {
      await sql`ALTER TABLE deliveries ADD COLUMN agreement_hash text`.execute(db);
      await sql`ALTER TABLE landed_versions ADD COLUMN agreed jsonb`.execute(db);
    },
  },
};
