import { type ColumnType, sql } from 'kysely';
import { type Migrations, ownTablesOf } from '../../platform/db/database.ts';

type Instant = ColumnType<Date, Date | string, Date | string>;

export interface VisitsTable {
  person: string;
  /** When this person was last seen. */
  seen_at: Instant;
  /** When the visit before this one ended; null at the first. */
  before_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export interface TimelineTables {
  visits: VisitsTable;
}

export const ownTables = ownTablesOf<TimelineTables>();

export const timelineMigrations: Migrations = {
  '2026-11-21-timeline-1': {
    up: async (db) => {
      await sql`
        CREATE TABLE visits (
          person text PRIMARY KEY,
          seen_at timestamptz NOT NULL,
          before_at timestamptz
        )`.execute(db);
    },
  },
};
