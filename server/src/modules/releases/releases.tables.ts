import type { Difference } from '@datalab/query-control';
import type { AnsweredTable } from '@datalab/warehouse';
import { type ColumnType, type Generated, sql } from 'kysely';
import { type Migrations, ownTablesOf } from '../../platform/db/database.ts';
import type { Budget } from './releases.contract.ts';

type Json<T> = ColumnType<T, string, string>;
type Instant = ColumnType<Date, Date | string, Date | string>;

/** One table of one answer, with its true counts. Nothing of `content` leaves this module. */
export interface ReleasesTable {
  id: string;
  /** Address of the edition, here and below. */
  edition: string;
  /** Null when the platform itself measures. */
  person: string | null;
  person_name: string | null;
  at: Instant;
  evidence: string;
  view: string;
  content: Json<AnsweredTable>;
  withheld: Json<string[]>;
  /** The clearest of the differences that suppressed cells would have made, with true counts. */
  differences: Json<Difference[]>;
  new_cells: number;
  leaning: boolean;
  choices: Json<string[]>;
  order: Generated<number>;
}

export interface ReleaseBudgetsTable {
  edition: string;
  budget: Json<Budget>;
  by: string;
  reason: string;
  at: Instant;
}

export interface ReleasesTables {
  releases: ReleasesTable;
  release_budgets: ReleaseBudgetsTable;
}

export const ownTables = ownTablesOf<ReleasesTables>();

const statements = [
  `create table releases (
    id uuid primary key,
    edition text not null,
    person text,
    person_name text,
    at timestamptz not null,
    evidence uuid not null,
    view text not null,
    content jsonb not null,
    withheld jsonb not null,
    beside jsonb not null,
    new_cells integer not null,
    leaning boolean not null,
    choices jsonb not null,
    "order" bigint generated always as identity
  )`,
  'create index releases_edition on releases (edition, "order")',
  'create index releases_evidence on releases (evidence)',
  `create table release_budgets (
    edition text primary key,
    budget jsonb not null,
    by text not null,
    reason text not null,
    at timestamptz not null
  )`,
];

export const releasesMigrations: Migrations = {
  '2026-11-22-releases-1': {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },
  '2026-11-22-releases-2': {
    up: async (db) => {
      await sql`alter table releases drop column beside`.execute(db);
      await sql`alter table releases add column differences jsonb not null default '[]'`.execute(db);
    },
  },
};
