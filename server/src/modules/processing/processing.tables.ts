import { type ColumnType, type GeneratedAlways, sql } from 'kysely';
import { type Migrations, ownTablesOf } from '../../platform/db/database.ts';
import type { ProcessedVersion, ProcessingKind, ProcessingOperation } from './processing.contract.ts';

type Json<T> = ColumnType<T, string, never>;

/** One operation on personal data. Only what becomes known of the persons in it is filled in later. */
export interface ProcessingOperationsTable {
  id: string;
  /** Address of the edition. */
  edition: string;
  kind: ProcessingKind;
  versions: Json<ProcessedVersion[]>;
  /** Number of the agreement it was done under; null before there were agreements. */
  agreement: number | null;
  started_at: Date;
  ended_at: Date;
  status: ProcessingOperation['status'];
  /** A code, of what failed. */
  reason: string | null;
  persons: ColumnType<number | null, number | null | undefined, number>;
  order: GeneratedAlways<number>;
}

export interface ProcessingTables {
  processing_operations: ProcessingOperationsTable;
}

export const ownTables = ownTablesOf<ProcessingTables>();

export const processingMigrations: Migrations = {
  '2026-12-01-processing-1': {
    up: async (db) => {
      await sql`CREATE TABLE processing_operations (
        id uuid PRIMARY KEY,
        edition text NOT NULL,
        kind text NOT NULL,
        versions jsonb NOT NULL,
        agreement integer,
        started_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3) NOT NULL CHECK (ended_at >= started_at),
        status text NOT NULL CHECK (status IN ('Unset', 'Ok', 'Error')),
        reason text,
        persons integer,
        "order" bigint GENERATED ALWAYS AS IDENTITY
      )`.execute(db);
      await sql`CREATE INDEX ON processing_operations (edition, "order")`.execute(db);
      await sql`CREATE FUNCTION keep_processing() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'UPDATE' AND OLD.persons IS NULL
            AND to_jsonb(NEW) - 'persons' = to_jsonb(OLD) - 'persons' THEN RETURN NEW; END IF;
          RAISE EXCEPTION 'the log of processing is only added to';
        END $$`.execute(db);
      await sql`CREATE TRIGGER processing_kept BEFORE UPDATE OR DELETE ON processing_operations
        FOR EACH ROW EXECUTE FUNCTION keep_processing()`.execute(db);
    },
  },
};
