import { type ColumnType, sql } from 'kysely';
import { type Migrations, ownTablesOf } from '../../platform/db/database.ts';
import type { LegalBasisContent } from './legal-bases.content.ts';
import type { SignedRecord } from './sharing.content.ts';
import type { Draft } from './sharing.draft.ts';
import type { AmendmentKind } from './sharing-words.contract.ts';

type Json<T> = ColumnType<T, string, string>;

/** The next version of the agreement of an edition, while people work on it. */
export interface SharingDraftsTable {
  /** Slug of the edition, here and below. */
  edition: string;
  draft: Json<Draft>;
  at: Date;
}

/** What was signed. Only `until` is ever written later. */
export interface AgreementVersionsTable {
  edition: string;
  number: number;
  kind: AmendmentKind;
  /** Canonical JSON; its SHA-256 is `hash`. */
  content: string;
  hash: string;
  signed: Json<SignedRecord>;
  since: Date;
  /** When a later version took its place, or when it ended before its time. */
  until: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

export interface SharingStopsTable {
  id: string;
  edition: string;
  organisation: string;
  by: string;
  reason: string;
  at: Date;
  resumed_by: ColumnType<string | null, string | undefined, string>;
  resumed_reason: ColumnType<string | null, string | undefined, string>;
  resumed_at: ColumnType<Date | null, Date | undefined, Date>;
}

/** Every wording of a legal basis since when; the last one counts. */
export interface LegalBasesTable {
  id: string;
  since: Date;
  content: Json<LegalBasisContent>;
}

/** One row: when this installation got agreements. What landed before may be used for some time. */
export interface SharingUpgradeTable {
  at: Date;
}

export interface SharingTables {
  sharing_drafts: SharingDraftsTable;
  agreement_versions: AgreementVersionsTable;
  sharing_stops: SharingStopsTable;
  legal_bases: LegalBasesTable;
  sharing_upgrade: SharingUpgradeTable;
}

export const ownTables = ownTablesOf<SharingTables>();

const statements = [
  `CREATE TABLE sharing_drafts (
    edition text PRIMARY KEY,
    draft jsonb NOT NULL,
    at timestamptz NOT NULL
  )`,
  `CREATE TABLE agreement_versions (
    edition text NOT NULL,
    number integer NOT NULL CHECK (number >= 1),
    kind text NOT NULL CHECK (kind IN ('first', 'narrowing', 'neutral', 'widening')),
    content text NOT NULL,
    hash text NOT NULL,
    signed jsonb NOT NULL,
    since timestamptz NOT NULL,
    until timestamptz,
    PRIMARY KEY (edition, number)
  )`,
  'CREATE UNIQUE INDEX agreement_versions_one_current ON agreement_versions (edition) WHERE until IS NULL',
  `CREATE TABLE sharing_stops (
    id uuid PRIMARY KEY,
    edition text NOT NULL,
    organisation text NOT NULL,
    "by" text NOT NULL,
    reason text NOT NULL,
    at timestamptz NOT NULL,
    resumed_by text,
    resumed_reason text,
    resumed_at timestamptz
  )`,
  `CREATE UNIQUE INDEX sharing_stops_one_each ON sharing_stops (edition, organisation)
    WHERE resumed_at IS NULL`,
  `CREATE TABLE legal_bases (
    id text NOT NULL,
    since timestamptz NOT NULL,
    content jsonb NOT NULL,
    PRIMARY KEY (id, since)
  )`,
  'CREATE TABLE sharing_upgrade (at timestamptz NOT NULL)',
  'INSERT INTO sharing_upgrade (at) VALUES (now())',
];

export const sharingMigrations: Migrations = {
  '2026-12-01-sharing-1': {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },
};
