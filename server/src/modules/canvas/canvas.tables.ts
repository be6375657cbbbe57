import { type ColumnType, type Kysely, sql } from 'kysely';
import { type Migrations, ownTablesOf } from '../../platform/db/database.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import type { BoxKey } from './boxes.contract.ts';
import type { CanvasPerson, CanvasVersion } from './canvas.contract.ts';

type Json<T> = ColumnType<T, string, string>;
type Instant = ColumnType<Date, Date, Date>;

/** One row for each edition whose board was touched; its lock puts changes in one order. */
export interface BoardsTable {
  edition: string;
  revision: number;
}

export interface BoxesTable {
  edition: string;
  box: BoxKey;
  revision: number;
}

export interface NotesTable {
  id: string;
  edition: string;
  box: BoxKey;
  kind: 'contribution' | 'comment';
  text: Json<LocalText>;
  person: string;
  by: Json<CanvasPerson>;
  at: Instant;
}

export interface VersionsTable {
  edition: string;
  box: BoxKey;
  number: number;
  text: Json<LocalText>;
  by: Json<CanvasPerson>;
  at: Instant;
  step: StepKey;
  based_on: number;
  state: CanvasVersion['state'];
}

export interface AssentsTable {
  edition: string;
  box: BoxKey;
  number: number;
  person: string;
  by: Json<CanvasPerson>;
  at: Instant;
}

export interface CanvasTables {
  canvas_boards: BoardsTable;
  canvas_boxes: BoxesTable;
  canvas_notes: NotesTable;
  canvas_versions: VersionsTable;
  canvas_assents: AssentsTable;
}

export const ownTables = ownTablesOf<CanvasTables>();

export const canvasMigrations: Migrations = {
  '2026-11-21-canvas-1': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`
        create table canvas_boards (
          edition uuid primary key,
          revision integer not null
        )`.execute(db);
      await sql`
        create table canvas_boxes (
          edition uuid not null references canvas_boards (edition),
          box text not null,
          revision integer not null,
          primary key (edition, box)
        )`.execute(db);
      await sql`
        create table canvas_notes (
          id uuid primary key,
          edition uuid not null references canvas_boards (edition),
          box text not null,
          kind text not null check (kind in ('contribution', 'comment')),
          text jsonb not null,
          person text not null,
          "by" jsonb not null,
          at timestamptz not null
        )`.execute(db);
      await sql`create index canvas_notes_box on canvas_notes (edition, box)`.execute(db);
      await sql`
        create table canvas_versions (
          edition uuid not null references canvas_boards (edition),
          box text not null,
          number integer not null,
          text jsonb not null,
          "by" jsonb not null,
          at timestamptz not null,
          step text not null,
          based_on integer not null,
          state text not null check (state in ('agreed', 'competing', 'taken', 'set-aside')),
          primary key (edition, box, number)
        )`.execute(db);
      await sql`
        create table canvas_assents (
          edition uuid not null,
          box text not null,
          number integer not null,
          person text not null,
          "by" jsonb not null,
          at timestamptz not null,
          primary key (edition, box, number, person),
          foreign key (edition, box, number) references canvas_versions (edition, box, number)
        )`.execute(db);
    },
  },
};
