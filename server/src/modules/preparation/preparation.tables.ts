import { type ColumnType, sql } from 'kysely';
import { type Migrations, ownTablesOf } from '../../platform/db/database.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import type { Advice } from './preparation.contract.ts';
import type {
  AnswerValue,
  Aspect,
  Background,
  CommitmentKind,
  QuestionKey,
  StartState,
} from './questions.contract.ts';

type Json<T> = ColumnType<T, string, string>;

/** The writer and the moment. */
interface Written {
  person: string;
  person_name: string;
  person_organisation: string;
  at: Date;
}

export interface AnswersTable extends Written {
  edition: string;
  question: QuestionKey;
  answer: AnswerValue;
  why: Json<LocalText>;
}

export interface DecisionsTable extends Written {
  edition: string;
  number: number;
  decision: Exclude<StartState, 'undecided'>;
  reasons: Json<LocalText>;
  advice: Advice['verdict'];
}

export interface SteeringTable extends Written {
  edition: string;
  sponsor_name: string | null;
  sponsor_organisation: string | null;
  steering_group: string | null;
}

export interface CommitmentsTable extends Written {
  id: string;
  edition: string;
  organisation: string;
  kind: CommitmentKind;
  amount: number;
  note: ColumnType<LocalText | null, string | null, string | null>;
}

export interface HopesTable extends Written {
  edition: string;
  organisation: string;
  text: Json<LocalText>;
}

export interface BackgroundsTable {
  edition: string;
  person: string;
  background: Background;
}

export interface PlanLinesTable extends Written {
  id: string;
  edition: string;
  aspect: Aspect;
  text: Json<LocalText>;
  step: StepKey;
}

export interface ExamplesTable extends Written {
  id: string;
  theme: Json<LocalText>;
  title: Json<LocalText>;
  place: Json<LocalText>;
  did: Json<LocalText>;
  useful: Json<LocalText>;
  link: string | null;
  source: string;
  year: number;
}

export interface InvitationMailsTable extends Written {
  id: string;
  edition: string;
  organisation: string;
  name: string;
  /** Lower case; kept to send nobody two invitations on one day. */
  email: string;
}

export interface PreparationTables {
  invitation_mails: InvitationMailsTable;
  preparation_answers: AnswersTable;
  preparation_views: AnswersTable;
  start_decisions: DecisionsTable;
  preparation_steering: SteeringTable;
  commitments: CommitmentsTable;
  hopes: HopesTable;
  room_backgrounds: BackgroundsTable;
  plan_lines: PlanLinesTable;
  inspiring_examples: ExamplesTable;
}

export const ownTables = ownTablesOf<PreparationTables>();

const written = `
    person text NOT NULL,
    person_name text NOT NULL,
    person_organisation text NOT NULL,
    at timestamptz NOT NULL`;
const answer = `
    edition uuid NOT NULL,
    question text NOT NULL,
    answer text NOT NULL CHECK (answer IN ('yes', 'partly', 'no', 'unknown')),
    why jsonb NOT NULL,${written}`;

const statements = [
  `CREATE TABLE preparation_answers (${answer}, PRIMARY KEY (edition, question))`,
  `CREATE TABLE preparation_views (${answer}, PRIMARY KEY (edition, question, person))`,
  `CREATE TABLE start_decisions (
    edition uuid NOT NULL,
    number integer NOT NULL,
    decision text NOT NULL CHECK (decision IN ('go', 'no-go')),
    reasons jsonb NOT NULL,
    advice text NOT NULL,${written},
    PRIMARY KEY (edition, number)
  )`,
  `CREATE TABLE preparation_steering (
    edition uuid PRIMARY KEY,
    sponsor_name text,
    sponsor_organisation text,
    steering_group text,${written},
    CHECK ((sponsor_name IS NULL) = (sponsor_organisation IS NULL))
  )`,
  `CREATE TABLE commitments (
    id uuid PRIMARY KEY,
    edition uuid NOT NULL,
    organisation text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('money', 'time', 'staff')),
    amount integer NOT NULL CHECK (amount > 0),
    note jsonb,${written}
  )`,
  'CREATE INDEX commitments_edition ON commitments (edition)',
  `CREATE TABLE hopes (
    edition uuid NOT NULL,
    organisation text NOT NULL,
    text jsonb NOT NULL,${written},
    PRIMARY KEY (edition, organisation)
  )`,
  `CREATE TABLE room_backgrounds (
    edition uuid NOT NULL,
    person text NOT NULL,
    background text NOT NULL CHECK (background IN ('technical', 'domain', 'front-line')),
    PRIMARY KEY (edition, person)
  )`,
  `CREATE TABLE plan_lines (
    id uuid PRIMARY KEY,
    edition uuid NOT NULL,
    aspect text NOT NULL,
    text jsonb NOT NULL,
    step text NOT NULL,${written}
  )`,
  'CREATE INDEX plan_lines_edition ON plan_lines (edition)',
  `CREATE TABLE inspiring_examples (
    id uuid PRIMARY KEY,
    theme jsonb NOT NULL,
    title jsonb NOT NULL,
    place jsonb NOT NULL,
    did jsonb NOT NULL,
    useful jsonb NOT NULL,
    link text CHECK (link LIKE 'https://%'),
    source text NOT NULL,
    year integer NOT NULL,${written}
  )`,
];

const invitations = [
  `CREATE TABLE invitation_mails (
    id uuid PRIMARY KEY,
    edition uuid NOT NULL,
    organisation text NOT NULL,
    name text NOT NULL,
    email text NOT NULL,${written}
  )`,
  'CREATE INDEX invitation_mails_edition ON invitation_mails (edition)',
];

export const preparationMigrations: Migrations = {
  '2026-11-21-preparation-1': {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },
  '2026-11-22-preparation-invitations': {
    up: async (db) => {
      for (const statement of invitations) await sql.raw(statement).execute(db);
    },
  },
};
