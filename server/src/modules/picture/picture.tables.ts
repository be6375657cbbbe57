import { type ColumnType, type Kysely, sql } from 'kysely';
import { type Migrations, ownTablesOf } from '../../platform/db/database.ts';
import type { DocumentKind } from './picture.contract.ts';

type Instant = ColumnType<Date, Date | string, never>;

export interface DocumentsTable {
  id: string;
  /** Id of the edition, here and below. */
  edition: string;
  title: string;
  kind: DocumentKind;
  file_name: string;
  bytes: number;
  sha256: string;
  pages: number;
  organisation: string;
  by: string;
  at: Instant;
  /** When its organisation took it along: its words and its file are gone, what cites it has a mark. */
  withdrawn_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
}

/** The words of one page; the database keeps them ready for searching in both languages. */
export interface PagesTable {
  document: string;
  page: number;
  text: string;
  nl: ColumnType<string, never, never>;
  en: ColumnType<string, never, never>;
}

export interface PictureFindingsTable {
  id: string;
  edition: string;
  number: number;
  document: string;
  page: number;
  text: string;
  quote: string;
  organisation: string;
  by: string;
  at: Instant;
}

export interface FindingQuestionsTable {
  finding: string;
  question: string;
}

export interface PictureTables {
  picture_documents: DocumentsTable;
  picture_pages: PagesTable;
  picture_findings: PictureFindingsTable;
  picture_finding_questions: FindingQuestionsTable;
}

export const ownTables = ownTablesOf<PictureTables>();

const statements = [
  `CREATE TABLE picture_documents (
    id uuid PRIMARY KEY,
    edition uuid NOT NULL,
    title text NOT NULL,
    kind text NOT NULL,
    file_name text NOT NULL,
    bytes integer NOT NULL,
    sha256 text NOT NULL,
    pages integer NOT NULL,
    organisation text NOT NULL,
    by text NOT NULL,
    at timestamptz NOT NULL,
    UNIQUE (edition, sha256)
  )`,
  `CREATE TABLE picture_pages (
    document uuid NOT NULL REFERENCES picture_documents (id) ON DELETE CASCADE,
    page integer NOT NULL,
    text text NOT NULL,
    nl tsvector GENERATED ALWAYS AS (to_tsvector('dutch', text)) STORED,
    en tsvector GENERATED ALWAYS AS (to_tsvector('english', text)) STORED,
    PRIMARY KEY (document, page)
  )`,
  'CREATE INDEX picture_pages_nl ON picture_pages USING gin (nl)',
  'CREATE INDEX picture_pages_en ON picture_pages USING gin (en)',
  `CREATE TABLE picture_findings (
    id uuid PRIMARY KEY,
    edition uuid NOT NULL,
    number integer NOT NULL,
    document uuid NOT NULL,
    page integer NOT NULL,
    text text NOT NULL,
    quote text NOT NULL,
    organisation text NOT NULL,
    by text NOT NULL,
    at timestamptz NOT NULL,
    UNIQUE (edition, number),
    FOREIGN KEY (document, page) REFERENCES picture_pages (document, page)
  )`,
  `CREATE TABLE picture_finding_questions (
    finding uuid NOT NULL REFERENCES picture_findings (id) ON DELETE CASCADE,
    question uuid NOT NULL,
    PRIMARY KEY (finding, question)
  )`,
];

export const pictureMigrations: Migrations = {
  '2026-11-21-picture-1': {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },
  '2026-11-21-picture-2': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`ALTER TABLE picture_documents ADD COLUMN withdrawn_at timestamptz`.execute(db);
    },
  },
};
