import { type ColumnType, sql } from 'kysely';
import { type Migrations, ownTablesOf } from '../../platform/db/database.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { AnalysisQuery, SentAnswer } from '../analyses/answer.contract.ts';
import type { Indicator, VerdictKind, VerdictNumbers } from './impact.contract.ts';
import type { EvidenceLevel } from './judgement.contract.ts';

type Json<T> = ColumnType<T, string, string>;
type Instant = ColumnType<Date, Date | string, Date | string>;

/** What is asked again and again: where it was done, and where it was not. */
export interface SavedQueries {
  readonly measured: AnalysisQuery;
  readonly comparison: AnalysisQuery | null;
}

export interface IndicatorsTable {
  id: string;
  /** Address of the edition: landings name it that way. */
  edition: string;
  edition_id: string;
  about_kind: 'goal' | 'solution';
  about: string;
  name: Json<LocalText>;
  analysis: string;
  measure: string;
  label: Json<LocalText>;
  queries: Json<SavedQueries>;
  areas: Json<Indicator['areas']>;
  comparison: Json<Indicator['areas']>;
  direction: 'down' | 'up';
  target: number | null;
  start: string;
  owner: string;
  owner_name: string;
  owner_organisation: string;
  by: string;
  organisation: string;
  at: Instant;
  /** Kept, and no longer measured. */
  stopped: Json<Indicator['stopped']> | null;
}

/** What an indicator was called, aimed at and whose it was, until somebody changed it; kept as it was. */
export interface IndicatorChangesTable {
  id: string;
  indicator: string;
  name: Json<LocalText>;
  target: number | null;
  owner_name: string;
  because: string;
  by: string;
  organisation: string;
  at: Instant;
}

/** A measurement as it left, with the hash over everything in it. */
export interface MeasurementContent extends Pick<Indicator, 'sources' | 'organisations' | 'protection'> {
  readonly answers: readonly SentAnswer[];
}

/** Kept as they were; a trigger refuses to change or remove them. */
export interface MeasurementsTable {
  id: string;
  indicator: string;
  number: number;
  content: Json<MeasurementContent>;
  hash: string;
  by: string | null;
  at: Instant;
}

/** Kept as they were, like the measurements they are about. */
export interface VerdictsTable {
  id: string;
  indicator: string;
  measurement: string;
  verdict: VerdictKind;
  because: string;
  numbers: ColumnType<VerdictNumbers | null, string, string>;
  level: EvidenceLevel;
  by: string;
  organisation: string;
  at: Instant;
}

export interface ImpactTables {
  indicators: IndicatorsTable;
  indicator_changes: IndicatorChangesTable;
  impact_measurements: MeasurementsTable;
  impact_verdicts: VerdictsTable;
}

export const ownTables = ownTablesOf<ImpactTables>();

const statements = [
  `CREATE TABLE indicators (
    id uuid PRIMARY KEY,
    edition text NOT NULL,
    edition_id uuid NOT NULL,
    about_kind text NOT NULL,
    about uuid NOT NULL,
    name jsonb NOT NULL,
    analysis uuid NOT NULL,
    measure text NOT NULL,
    label jsonb NOT NULL,
    queries jsonb NOT NULL,
    areas jsonb NOT NULL,
    comparison jsonb NOT NULL,
    direction text NOT NULL,
    target double precision,
    start text NOT NULL,
    owner text NOT NULL,
    owner_name text NOT NULL,
    owner_organisation text NOT NULL,
    "by" text NOT NULL,
    organisation text NOT NULL,
    at timestamptz NOT NULL
  )`,
  'CREATE INDEX indicators_edition ON indicators (edition)',
  `CREATE TABLE impact_measurements (
    id uuid PRIMARY KEY,
    indicator uuid NOT NULL REFERENCES indicators (id),
    number integer NOT NULL,
    content jsonb NOT NULL,
    hash text NOT NULL,
    "by" text,
    at timestamptz NOT NULL,
    UNIQUE (indicator, number)
  )`,
  `CREATE TABLE impact_verdicts (
    id uuid PRIMARY KEY,
    indicator uuid NOT NULL REFERENCES indicators (id),
    measurement uuid NOT NULL REFERENCES impact_measurements (id),
    verdict text NOT NULL,
    because text NOT NULL,
    level text NOT NULL,
    "by" text NOT NULL,
    organisation text NOT NULL,
    at timestamptz NOT NULL
  )`,
  'CREATE INDEX impact_verdicts_indicator ON impact_verdicts (indicator)',
  `CREATE FUNCTION refuse_impact_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'what was measured and said of it is kept as it was'; END $$`,
  ...['impact_measurements', 'impact_verdicts'].map(
    (table) => `CREATE TRIGGER ${table}_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_impact_change()`,
  ),
];

const changeStatements = [
  'ALTER TABLE indicators ADD COLUMN stopped jsonb',
  `CREATE TABLE indicator_changes (
    id uuid PRIMARY KEY,
    indicator uuid NOT NULL REFERENCES indicators (id),
    name jsonb NOT NULL,
    target double precision,
    owner_name text NOT NULL,
    because text NOT NULL,
    "by" text NOT NULL,
    organisation text NOT NULL,
    at timestamptz NOT NULL
  )`,
  'CREATE INDEX indicator_changes_indicator ON indicator_changes (indicator)',
  `CREATE TRIGGER indicator_changes_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON indicator_changes
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_impact_change()`,
];

export const impactMigrations: Migrations = {
  '2026-11-21-impact-1': {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },
  '2026-11-22-impact-2': {
    up: async (db) => {
      for (const statement of changeStatements) await sql.raw(statement).execute(db);
    },
  },
  '2026-11-30-impact-3': {
    up: async (db) => {
      await sql.raw('ALTER TABLE impact_verdicts ADD COLUMN numbers jsonb').execute(db);
    },
  },
};
