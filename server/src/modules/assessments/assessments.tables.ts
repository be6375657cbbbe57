import { type ColumnType, sql } from 'kysely';
import { type Migrations, ownTablesOf } from '../../platform/db/database.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { Principle, Scores } from './ethics.contract.ts';
import type { AnswerValue } from './prescan.contract.ts';

type Instant = ColumnType<Date, Date | string, Date | string>;
type Json<T> = ColumnType<T, string, string>;
type Day = ColumnType<string, string, string>;
type Bytes = ColumnType<Uint8Array, Uint8Array, never>;

/** A person is in a row by name and organisation too: what they did stays theirs after they changed either. */
export interface Writing {
  person: string;
  person_name: string;
  person_organisation: string;
  at: Instant;
}

/** A published form as an administrator brought it, byte for byte. */
export interface FormsTable extends Writing {
  sha256: string;
  urn: string;
  version: string;
  content: Bytes;
}

export interface PrescanAnswersTable extends Writing {
  /** Id of the edition, here and below. */
  edition: string;
  organisation: string;
  question: string;
  value: Json<AnswerValue>;
}

/** The scores of one person; the name never leaves this module. */
export interface ScoresTable {
  edition: string;
  person: string;
  scores: Json<Scores>;
  at: Instant;
}

export interface TradeOffsTable extends Writing {
  id: string;
  edition: string;
  favours: Principle;
  costs: Principle;
  choice: Json<LocalText>;
  given_up: Json<LocalText>;
  review_on: Day;
}

export interface AdviceTable extends Writing {
  id: string;
  edition: string;
  kind: 'deda' | 'iama' | 'external';
  title: string;
  date: Day;
  advice: Json<LocalText>;
  conditions: ColumnType<LocalText | null, string | null, string | null>;
  link: string | null;
  review_on: Day;
}

/** A filled-in form that was brought in, byte for byte. */
export interface FilesTable extends Writing {
  id: string;
  edition: string;
  file_name: string;
  sha256: string;
  content: Bytes;
}

export interface AssessmentsTables {
  assessment_forms: FormsTable;
  prescan_answers: PrescanAnswersTable;
  ethics_scores: ScoresTable;
  ethics_trade_offs: TradeOffsTable;
  attached_advice: AdviceTable;
  assessment_files: FilesTable;
}

export const ownTables = ownTablesOf<AssessmentsTables>();

const writing = `person text NOT NULL,
    person_name text NOT NULL,
    person_organisation text NOT NULL,
    at timestamptz NOT NULL`;

/** Days are kept as text, so that no time zone moves them. */
const day = (name: string) => `${name} text NOT NULL CHECK (${name} ~ '^\\d{4}-\\d{2}-\\d{2}$')`;

const statements = [
  `CREATE TABLE assessment_forms (
    sha256 text PRIMARY KEY,
    urn text NOT NULL,
    version text NOT NULL,
    content bytea NOT NULL,
    ${writing}
  )`,
  `CREATE TABLE prescan_answers (
    edition uuid NOT NULL,
    organisation text NOT NULL,
    question text NOT NULL,
    value jsonb NOT NULL,
    ${writing},
    PRIMARY KEY (edition, organisation, question)
  )`,
  `CREATE TABLE ethics_scores (
    edition uuid NOT NULL,
    person text NOT NULL,
    scores jsonb NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (edition, person)
  )`,
  `CREATE TABLE ethics_trade_offs (
    id uuid PRIMARY KEY,
    edition uuid NOT NULL,
    favours text NOT NULL,
    costs text NOT NULL CHECK (costs <> favours),
    choice jsonb NOT NULL,
    given_up jsonb NOT NULL,
    ${day('review_on')},
    ${writing}
  )`,
  `CREATE TABLE attached_advice (
    id uuid PRIMARY KEY,
    edition uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('deda', 'iama', 'external')),
    title text NOT NULL,
    ${day('date')},
    advice jsonb NOT NULL,
    conditions jsonb,
    link text,
    ${day('review_on')},
    ${writing}
  )`,
  `CREATE TABLE assessment_files (
    id uuid PRIMARY KEY,
    edition uuid NOT NULL,
    file_name text NOT NULL,
    sha256 text NOT NULL,
    content bytea NOT NULL,
    ${writing}
  )`,
  'CREATE INDEX ethics_trade_offs_edition ON ethics_trade_offs (edition)',
  'CREATE INDEX attached_advice_edition ON attached_advice (edition)',
  'CREATE INDEX assessment_files_edition ON assessment_files (edition)',
];

export const assessmentsMigrations: Migrations = {
  '2026-12-01-assessments-1': {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },
};
