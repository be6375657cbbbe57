import { type ColumnType, sql } from 'kysely';
import { type Migrations, ownTablesOf } from '../../platform/db/database.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { StepKey } from './editions.contract.ts';
import type { GoalReview } from './goals.contract.ts';

type Json<T> = ColumnType<T, string, string>;

export interface EditionsTable {
  id: string;
  slug: string;
  title: Json<LocalText>;
  aim: Json<LocalText>;
  theme: Json<LocalText>;
  /** The region; null when unknown. */
  region: ColumnType<LocalText | null, string | null | undefined, string | null>;
  initiator: string;
  current_step: StepKey;
  /** Since when the current step is open. */
  step_since: Date;
  created_at: Date;
  finished_by: string | null;
  finished_at: Date | null;
}

export interface ParticipationsTable {
  edition_id: string;
  organisation: string;
  decision: 'invited' | 'in' | 'out';
  reason: string | null;
  decided_by: string | null;
  decided_at: Date | null;
  invited_at: Date;
}

export interface GoalsTable {
  id: string;
  edition_id: string;
  organisation: string | null;
  text: Json<LocalText>;
  success_criterion: ColumnType<LocalText | null, string | null, string | null>;
  review: ColumnType<GoalReview | null, string | null | undefined, string | null>;
  by: string;
  at: Date;
}

export interface EditionDataSetsTable {
  edition_id: string;
  data_set: string;
  owner: string;
  agreed_by: string;
  agreed_at: Date;
}

export interface StepCompletionsTable {
  edition_id: string;
  step: StepKey;
  finished_by: string;
  finished_at: Date;
}

export interface EditionsTables {
  editions: EditionsTable;
  edition_participations: ParticipationsTable;
  edition_goals: GoalsTable;
  edition_data_sets: EditionDataSetsTable;
  edition_step_completions: StepCompletionsTable;
}

export const ownTables = ownTablesOf<EditionsTables>();

const statements = [
  `CREATE TABLE editions (
    id uuid PRIMARY KEY,
    slug text NOT NULL UNIQUE,
    title jsonb NOT NULL,
    aim jsonb NOT NULL,
    theme jsonb NOT NULL,
    initiator text NOT NULL,
    current_step text NOT NULL CHECK (current_step IN ('prioritise', 'picture', 'share', 'analyse', 'solve')),
    step_since timestamptz NOT NULL,
    created_at timestamptz NOT NULL
  )`,
  `CREATE TABLE edition_participations (
    edition_id uuid NOT NULL REFERENCES editions (id),
    organisation text NOT NULL,
    decision text NOT NULL CHECK (decision IN ('invited', 'in', 'out')),
    reason text,
    decided_by text,
    decided_at timestamptz,
    invited_at timestamptz NOT NULL,
    PRIMARY KEY (edition_id, organisation)
  )`,
  `CREATE TABLE edition_goals (
    id uuid PRIMARY KEY,
    edition_id uuid NOT NULL REFERENCES editions (id),
    organisation text,
    text jsonb NOT NULL,
    success_criterion jsonb,
    "by" text NOT NULL,
    at timestamptz NOT NULL
  )`,
  'CREATE INDEX edition_goals_by_edition ON edition_goals (edition_id)',
  `CREATE TABLE edition_data_sets (
    edition_id uuid NOT NULL REFERENCES editions (id),
    data_set text NOT NULL,
    owner text NOT NULL,
    agreed_by text NOT NULL,
    agreed_at timestamptz NOT NULL,
    PRIMARY KEY (edition_id, data_set)
  )`,
  `CREATE TABLE edition_step_completions (
    edition_id uuid NOT NULL REFERENCES editions (id),
    step text NOT NULL,
    finished_by text NOT NULL,
    finished_at timestamptz NOT NULL,
    PRIMARY KEY (edition_id, step)
  )`,
];

export const editionsMigrations: Migrations = {
  '2026-11-21-editions-region': {
    up: async (db) => {
      await sql`ALTER TABLE editions ADD COLUMN region jsonb`.execute(db);
    },
  },
  '2026-11-21-editions-1': {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },
  '2026-11-21-editions-finish': {
    up: async (db) => {
      await sql`ALTER TABLE editions
        ADD COLUMN finished_by text,
        ADD COLUMN finished_at timestamptz CHECK (finished_at IS NULL OR current_step = 'solve')`.execute(db);
    },
  },
  '2026-12-01-editions-4': {
    up: async (db) => {
      await sql`ALTER TABLE edition_goals ADD COLUMN review jsonb`.execute(db);
      // An edition that has started was let through on these words: it is not halted for a review after the fact.
      await sql`UPDATE edition_goals SET review = jsonb_build_object(
          'sharp', true, 'remark', null, 'by', null, 'organisation', null,
          'at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        FROM editions WHERE editions.id = edition_id
          AND editions.current_step <> 'prioritise' AND success_criterion IS NOT NULL`.execute(db);
    },
  },
};
