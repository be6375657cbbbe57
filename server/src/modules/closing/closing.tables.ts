import { type ColumnType, sql } from 'kysely';
import { type Migrations, ownTablesOf } from '../../platform/db/database.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { EvaluationAnswers } from './closing.contract.ts';
import type { EvaluatorState, LessonCategory, TransferLevel } from './closing-words.contract.ts';
import type { Template } from './template.contract.ts';

type Json<T> = ColumnType<T, string, string>;

export interface EvaluationsTable {
  /** Id of the edition, here and below. */
  edition: string;
  person: string;
  organisation: string;
  answers: Json<EvaluationAnswers>;
  brought: string | null;
  otherwise: string | null;
  sent_at: Date | null;
}

export interface EvaluationAbsencesTable {
  edition: string;
  organisation: string;
  reason: string;
  by: string;
  at: Date;
}

export interface LessonsTable {
  id: string;
  edition: string;
  category: LessonCategory;
  text: Json<LocalText>;
  for_whom: Json<LocalText>;
  author: string;
  by: string;
  organisation: string;
  at: Date;
}

export interface TransfersTable {
  id: string;
  edition: string;
  what: Json<LocalText>;
  from_organisation: string;
  to_organisations: Json<string[]>;
  level: TransferLevel;
  author: string;
  by: string;
  organisation: string;
  at: Date;
}

export interface EvaluatorsTable {
  edition: string;
  person: string;
  name: string;
  organisation: string;
  state: EvaluatorState;
  asked_by: string;
  asked_at: Date;
  reason: string | null;
  answered_at: Date | null;
}

/** Of one organisation; null is not told, another thing than 0. */
export interface BalancesTable {
  edition: string;
  organisation: string;
  hours: number | null;
  euros: number | null;
  saved_hours: number | null;
  saved_euros: number | null;
  note: string | null;
  by: string;
  at: Date;
}

export interface TemplatesTable {
  id: string;
  content: Json<Template>;
  by: string;
  organisation: string;
  at: Date;
}

export interface EditionOriginsTable {
  edition: string;
  template: string;
}

export interface ClosingTables {
  closing_evaluations: EvaluationsTable;
  closing_absences: EvaluationAbsencesTable;
  closing_lessons: LessonsTable;
  closing_transfers: TransfersTable;
  closing_evaluators: EvaluatorsTable;
  closing_balances: BalancesTable;
  closing_templates: TemplatesTable;
  closing_origins: EditionOriginsTable;
}

export const ownTables = ownTablesOf<ClosingTables>();

const statements = [
  `CREATE TABLE closing_evaluations (
    edition uuid NOT NULL,
    person text NOT NULL,
    organisation text NOT NULL,
    answers jsonb NOT NULL,
    brought text,
    otherwise text,
    sent_at timestamptz,
    PRIMARY KEY (edition, person)
  )`,
  `CREATE TABLE closing_absences (
    edition uuid NOT NULL,
    organisation text NOT NULL,
    reason text NOT NULL,
    "by" text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (edition, organisation)
  )`,
  `CREATE TABLE closing_lessons (
    id uuid PRIMARY KEY,
    edition uuid NOT NULL,
    category text NOT NULL,
    text jsonb NOT NULL,
    for_whom jsonb NOT NULL,
    author text NOT NULL,
    "by" text NOT NULL,
    organisation text NOT NULL,
    at timestamptz NOT NULL
  )`,
  'CREATE INDEX closing_lessons_edition ON closing_lessons (edition)',
  `CREATE TABLE closing_transfers (
    id uuid PRIMARY KEY,
    edition uuid NOT NULL,
    what jsonb NOT NULL,
    from_organisation text NOT NULL,
    to_organisations jsonb NOT NULL,
    level text NOT NULL,
    author text NOT NULL,
    "by" text NOT NULL,
    organisation text NOT NULL,
    at timestamptz NOT NULL
  )`,
  'CREATE INDEX closing_transfers_edition ON closing_transfers (edition)',
  `CREATE TABLE closing_templates (
    id uuid PRIMARY KEY,
    content jsonb NOT NULL,
    "by" text NOT NULL,
    organisation text NOT NULL,
    at timestamptz NOT NULL
  )`,
  `CREATE TABLE closing_origins (
    edition uuid PRIMARY KEY,
    template uuid NOT NULL REFERENCES closing_templates (id)
  )`,
];

const evaluatorStatements = [
  `CREATE TABLE closing_evaluators (
    edition uuid PRIMARY KEY,
    person text NOT NULL,
    name text NOT NULL,
    organisation text NOT NULL,
    state text NOT NULL CHECK (state IN ('asked', 'accepted', 'declined')),
    asked_by text NOT NULL,
    asked_at timestamptz NOT NULL,
    reason text,
    answered_at timestamptz,
    CHECK ((state = 'asked') = (answered_at IS NULL))
  )`,
  `CREATE TABLE closing_balances (
    edition uuid NOT NULL,
    organisation text NOT NULL,
    hours integer CHECK (hours >= 0),
    euros integer CHECK (euros >= 0),
    saved_hours integer CHECK (saved_hours >= 0),
    saved_euros integer CHECK (saved_euros >= 0),
    note text,
    "by" text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (edition, organisation)
  )`,
];

export const closingMigrations: Migrations = {
  '2026-11-21-closing-1': {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },
  '2026-12-01-closing-2': {
    up: async (db) => {
      for (const statement of evaluatorStatements) await sql.raw(statement).execute(db);
    },
  },
};
