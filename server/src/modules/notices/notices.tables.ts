import { type ColumnType, sql } from 'kysely';
import { type Migrations, ownTablesOf } from '../../platform/db/database.ts';
import type {
  NoticeKind,
  NoticeLanguage,
  NoticeReason,
  NoticeState,
  OptionalKind,
} from './notices.contract.ts';
import type { NoticeParams } from './notices.texts.ts';

type Json<T> = ColumnType<T, string, string>;
type Instant = ColumnType<Date, Date | string, Date | string>;

export interface NoticesTable {
  id: string;
  kind: NoticeKind;
  to_name: string;
  to_email: string;
  /** The person when there is an account. */
  to_person: string | null;
  language: NoticeLanguage;
  params: Json<NoticeParams>;
  link: string;
  /** What the link ends with, sealed; null once the mail has left. */
  sealed: string | null;
  /** Address of the edition it is about. */
  edition: string | null;
  state: NoticeState;
  reason: NoticeReason | null;
  tries: number;
  at: Instant;
  settled_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export interface MailSettingsTable {
  person: string;
  language: NoticeLanguage;
  without: Json<OptionalKind[]>;
}

/** One nudge may be to several persons; the rows of one share its id. */
export interface NudgesTable {
  nudge: string;
  edition: string;
  blocker: string;
  person: string;
  person_name: string;
  by_name: string;
  by_organisation: string;
  at: Instant;
}

export interface RemindersTable {
  person: string;
  /** A calendar day, as text; no more than one for a person on a day. */
  day: string;
  /** What it was about, so that the same is not said again the day after. */
  items: Json<string[]>;
}

export interface NoticesTables {
  notices: NoticesTable;
  notice_settings: MailSettingsTable;
  notice_nudges: NudgesTable;
  notice_reminders: RemindersTable;
}

export const ownTables = ownTablesOf<NoticesTables>();

const statements = [
  `CREATE TABLE notices (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    to_name text NOT NULL,
    to_email text NOT NULL,
    to_person text,
    language text NOT NULL,
    params jsonb NOT NULL,
    link text NOT NULL CHECK (link LIKE '/%'),
    edition text,
    state text NOT NULL,
    reason text,
    tries integer NOT NULL DEFAULT 0,
    at timestamptz NOT NULL,
    settled_at timestamptz,
    CHECK ((state = 'waiting') = (settled_at IS NULL)),
    CHECK ((state IN ('failed', 'kept')) = (reason IS NOT NULL))
  )`,
  'CREATE INDEX notices_at ON notices (at)',
  `CREATE TABLE notice_settings (
    person text PRIMARY KEY,
    language text NOT NULL,
    without jsonb NOT NULL
  )`,
  `CREATE TABLE notice_nudges (
    nudge uuid NOT NULL,
    edition text NOT NULL,
    blocker text NOT NULL,
    person text NOT NULL,
    person_name text NOT NULL,
    by_name text NOT NULL,
    by_organisation text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (nudge, person)
  )`,
  'CREATE INDEX notice_nudges_edition ON notice_nudges (edition, at)',
  'CREATE INDEX notice_nudges_person ON notice_nudges (person, at)',
  `CREATE TABLE notice_reminders (
    person text NOT NULL,
    day text NOT NULL,
    items jsonb NOT NULL,
    PRIMARY KEY (person, day)
  )`,
];

export const noticesMigrations: Migrations = {
  '2026-11-21-notices-1': {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },
  '2026-12-01-notices-2': {
    up: async (db) => {
      await sql`ALTER TABLE notices ADD COLUMN sealed text`.execute(db);
    },
  },
};
