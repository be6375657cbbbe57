import { type ColumnType, sql } from 'kysely';
import { type Migrations, ownTablesOf } from '../../platform/db/database.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { Citable, FieldCheck, InsightNumbers } from './insights.contract.ts';
import type { Feasibility, Realisation, SolutionLead } from './solutions.contract.ts';
import type { InsightState, SolutionState } from './states.contract.ts';

type Json<T> = ColumnType<T, string, string>;
type Instant = ColumnType<Date, Date | string, Date | string>;

export interface InsightsTable {
  id: string;
  /** Id of the edition, here and below. */
  edition: string;
  goal: string;
  text: Json<LocalText>;
  numbers: ColumnType<InsightNumbers | null, string, string>;
  theme: string | null;
  state: InsightState;
  merged_into: string | null;
  evidence: Json<Pick<Citable, 'kind' | 'id'>[]>;
  author: string;
  author_name: string;
  organisation: string;
  at: Instant;
  owner: string | null;
  owner_name: string | null;
  owner_organisation: string | null;
  /** A calendar day, as text, so that no time zone moves it. */
  due: string | null;
  agreed_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export interface InsightVotesTable {
  insight: string;
  person: string;
}

export interface FieldChecksTable {
  id: string;
  insight: string;
  outcome: FieldCheck['outcome'];
  text: string;
  by: string;
  organisation: string;
  at: Instant;
}

export interface SolutionsTable {
  id: string;
  edition: string;
  title: Json<LocalText>;
  text: Json<LocalText>;
  state: SolutionState;
  by: string;
  organisation: string;
  at: Instant;
  feasibility: ColumnType<Feasibility | null, string | null, string | null>;
  realisation: ColumnType<Realisation | null, string | null, string | null>;
  lead: ColumnType<SolutionLead | null, string | null, string | null>;
  ended_because: string | null;
}

export interface SolutionInsightsTable {
  solution: string;
  insight: string;
}

export interface SolutionTasksTable {
  id: string;
  solution: string;
  organisation: string;
  text: Json<LocalText>;
  owner: string;
  owner_name: string;
  due: string;
  at: Instant;
  done_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export interface SolutionsTables {
  insights: InsightsTable;
  insight_votes: InsightVotesTable;
  insight_checks: FieldChecksTable;
  solutions: SolutionsTable;
  solution_insights: SolutionInsightsTable;
  solution_tasks: SolutionTasksTable;
}

export const ownTables = ownTablesOf<SolutionsTables>();

const statements = [
  `CREATE TABLE insights (
    id uuid PRIMARY KEY,
    edition uuid NOT NULL,
    goal uuid NOT NULL,
    text jsonb NOT NULL,
    theme text,
    state text NOT NULL,
    merged_into uuid REFERENCES insights (id),
    evidence jsonb NOT NULL,
    author text NOT NULL,
    author_name text NOT NULL,
    organisation text NOT NULL,
    at timestamptz NOT NULL,
    owner text,
    owner_name text,
    owner_organisation text,
    due text,
    agreed_at timestamptz,
    CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
    CHECK (state NOT IN ('common', 'used') OR (owner IS NOT NULL AND due IS NOT NULL))
  )`,
  'CREATE INDEX insights_edition ON insights (edition)',
  `CREATE TABLE insight_votes (
    insight uuid NOT NULL REFERENCES insights (id) ON DELETE CASCADE,
    person text NOT NULL,
    PRIMARY KEY (insight, person)
  )`,
  `CREATE TABLE insight_checks (
    id uuid PRIMARY KEY,
    insight uuid NOT NULL REFERENCES insights (id),
    outcome text NOT NULL,
    text text NOT NULL,
    "by" text NOT NULL,
    organisation text NOT NULL,
    at timestamptz NOT NULL
  )`,
  `CREATE TABLE solutions (
    id uuid PRIMARY KEY,
    edition uuid NOT NULL,
    title jsonb NOT NULL,
    text jsonb NOT NULL,
    state text NOT NULL,
    "by" text NOT NULL,
    organisation text NOT NULL,
    at timestamptz NOT NULL,
    feasibility jsonb,
    realisation jsonb,
    ended_because text
  )`,
  'CREATE INDEX solutions_edition ON solutions (edition)',
  `CREATE TABLE solution_insights (
    solution uuid NOT NULL REFERENCES solutions (id),
    insight uuid NOT NULL REFERENCES insights (id),
    PRIMARY KEY (solution, insight)
  )`,
  `CREATE TABLE solution_tasks (
    id uuid PRIMARY KEY,
    solution uuid NOT NULL REFERENCES solutions (id),
    organisation text NOT NULL,
    text jsonb NOT NULL,
    owner text NOT NULL,
    owner_name text NOT NULL,
    due text NOT NULL,
    at timestamptz NOT NULL,
    done_at timestamptz
  )`,
  'CREATE INDEX solution_tasks_owner ON solution_tasks (owner)',
];

export const solutionsMigrations: Migrations = {
  '2026-11-21-solutions-1': {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },
  '2026-11-30-solutions-2': {
    up: async (db) => {
      await sql.raw('ALTER TABLE insights ADD COLUMN numbers jsonb').execute(db);
    },
  },
  '2026-12-01-solutions-3': {
    up: async (db) => {
      await sql.raw('ALTER TABLE solutions ADD COLUMN lead jsonb').execute(db);
    },
  },
};
