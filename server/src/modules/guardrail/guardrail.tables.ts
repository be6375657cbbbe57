import { type ColumnType, sql } from 'kysely';
import { type Migrations, ownTablesOf } from '../../platform/db/database.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { CheckContent, DataFacts } from './check.contract.ts';

type Json<T> = ColumnType<T, string, string>;
type Instant = ColumnType<Date, Date | string, Date | string>;

/** A check as it was made; another purpose is another row. */
export interface GuardrailChecksTable {
  /** Id of the edition. */
  edition: string;
  question: string;
  number: number;
  content: Json<CheckContent>;
  /** What the contracts said of the used data then; the rules judge it again whenever the check is read. */
  facts: Json<DataFacts[]>;
  by: string;
  organisation: string;
  at: Instant;
}

/** Of one check of a question, in the words that everybody reads. */
export interface GuardrailExceptionsTable {
  question: string;
  number: number;
  edition_title: Json<LocalText>;
  question_text: Json<LocalText>;
  reason: string;
  organisation: string;
  at: Instant;
  withdrawn_at: Instant | null;
}

export interface GuardrailTables {
  guardrail_checks: GuardrailChecksTable;
  guardrail_exceptions: GuardrailExceptionsTable;
}

export const ownTables = ownTablesOf<GuardrailTables>();

const statements = [
  `CREATE TABLE guardrail_checks (
    edition uuid NOT NULL,
    question uuid NOT NULL,
    number integer NOT NULL CHECK (number >= 1),
    content jsonb NOT NULL,
    facts jsonb NOT NULL,
    by text NOT NULL,
    organisation text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (question, number)
  )`,
  'CREATE INDEX guardrail_checks_edition ON guardrail_checks (edition)',
  `CREATE TABLE guardrail_exceptions (
    question uuid NOT NULL,
    number integer NOT NULL,
    edition_title jsonb NOT NULL,
    question_text jsonb NOT NULL,
    reason text NOT NULL,
    organisation text NOT NULL,
    at timestamptz NOT NULL,
    withdrawn_at timestamptz,
    PRIMARY KEY (question, number, at),
    FOREIGN KEY (question, number) REFERENCES guardrail_checks (question, number)
  )`,
  'CREATE UNIQUE INDEX guardrail_exceptions_standing ON guardrail_exceptions (question, number) WHERE withdrawn_at IS NULL',
];

export const guardrailMigrations: Migrations = {
  '2026-12-01-guardrail-1': {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },
};
