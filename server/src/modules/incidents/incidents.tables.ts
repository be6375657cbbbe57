import { type ColumnType, sql } from 'kysely';
import { type Migrations, ownTablesOf } from '../../platform/db/database.ts';
import type { Decision, Incident, IncidentFacts } from './incidents.contract.ts';

type Json<T> = ColumnType<T, string, string>;

export interface IncidentsTable {
  id: string;
  organisation: string;
  facts: Json<IncidentFacts>;
  reported_by: string;
  reported_at: Date;
  told: Json<Incident['told']>;
  closed_at: ColumnType<Date | null, Date | null | undefined, Date>;
}

/** Decisions and notes are only added to: the last decision of a kind counts, those before stay. */
export interface IncidentEntriesTable {
  id: string;
  incident: string;
  decision: ColumnType<Pick<Decision, 'kind' | 'outcome'> | null, string | null, never>;
  text: string;
  by: string;
  at: Date;
}

export interface IncidentsTables {
  incidents: IncidentsTable;
  incident_entries: IncidentEntriesTable;
}

export const ownTables = ownTablesOf<IncidentsTables>();

export const incidentsMigrations: Migrations = {
  '2026-12-01-incidents-1': {
    up: async (db) => {
      await sql`CREATE TABLE incidents (
        id uuid PRIMARY KEY,
        organisation text NOT NULL,
        facts jsonb NOT NULL,
        reported_by text NOT NULL,
        reported_at timestamptz(3) NOT NULL,
        told jsonb NOT NULL,
        closed_at timestamptz(3)
      )`.execute(db);
      await sql`CREATE TABLE incident_entries (
        id uuid PRIMARY KEY,
        incident uuid NOT NULL REFERENCES incidents (id),
        decision jsonb,
        text text NOT NULL,
        "by" text NOT NULL,
        at timestamptz(3) NOT NULL
      )`.execute(db);
      await sql`CREATE INDEX ON incident_entries (incident, at)`.execute(db);
    },
  },
};
