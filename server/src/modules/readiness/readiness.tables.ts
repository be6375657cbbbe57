import { type ColumnType, sql } from 'kysely';
import { type Migrations, ownTablesOf } from '../../platform/db/database.ts';
import type { ReadinessAnswers } from './readiness.contract.ts';

type Instant = ColumnType<Date, Date | string, Date | string>;

export interface ReadinessRoundsTable {
  /** Id of the edition, here and below. */
  edition: string;
  organisation: string;
  round: number;
  since: Instant;
}

/** The answers of one person; the name never leaves this module. */
export interface ReadinessAnswersTable {
  edition: string;
  organisation: string;
  round: number;
  person: string;
  answers: ColumnType<ReadinessAnswers, string, string>;
  at: Instant;
}

export interface ReadinessTables {
  readiness_rounds: ReadinessRoundsTable;
  readiness_answers: ReadinessAnswersTable;
}

export const ownTables = ownTablesOf<ReadinessTables>();

const statements = [
  `CREATE TABLE readiness_rounds (
    edition uuid NOT NULL,
    organisation text NOT NULL,
    round integer NOT NULL CHECK (round >= 1),
    since timestamptz NOT NULL,
    PRIMARY KEY (edition, organisation, round)
  )`,
  `CREATE TABLE readiness_answers (
    edition uuid NOT NULL,
    organisation text NOT NULL,
    round integer NOT NULL,
    person text NOT NULL,
    answers jsonb NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (edition, organisation, round, person),
    FOREIGN KEY (edition, organisation, round) REFERENCES readiness_rounds (edition, organisation, round)
  )`,
];

export const readinessMigrations: Migrations = {
  '2026-11-21-readiness-1': {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },
};
