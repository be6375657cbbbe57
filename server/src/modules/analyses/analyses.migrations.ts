import { type Kysely, sql } from 'kysely';
import type { Migrations } from '../../platform/db/database.ts';

export const analysesMigrations: Migrations = {
  '2026-11-21-analyses-1': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`
        create table questions (
          id uuid primary key,
          edition uuid not null,
          number integer not null,
          goal uuid not null,
          text jsonb not null,
          rung text not null,
          asked_by text not null,
          status text not null,
          note text,
          at timestamptz not null,
          unique (edition, number)
        )`.execute(db);
      await sql`
        create table analyses (
          id uuid primary key,
          edition uuid not null,
          question uuid not null references questions (id),
          by text not null,
          at timestamptz not null,
          version integer not null
        )`.execute(db);
      await sql`create index analyses_edition on analyses (edition)`.execute(db);
      await sql`
        create table analysis_versions (
          analysis uuid not null references analyses (id),
          version integer not null,
          title jsonb not null,
          views jsonb not null,
          finding jsonb not null,
          at timestamptz not null,
          primary key (analysis, version)
        )`.execute(db);
      await sql`
        create table evidence (
          id uuid primary key,
          edition uuid not null,
          analysis uuid not null references analyses (id),
          number integer not null,
          version integer not null,
          content jsonb not null,
          at timestamptz not null,
          "order" bigint generated always as identity,
          unique (edition, number)
        )`.execute(db);
      await sql`create index evidence_analysis on evidence (analysis, "order")`.execute(db);
      await sql`
        create function refuse_evidence_change() returns trigger language plpgsql as $$
        begin
          raise exception 'evidence is kept as it was';
        end $$`.execute(db);
      await sql`
        create trigger evidence_is_kept before update or delete or truncate on evidence
        for each statement execute function refuse_evidence_change()`.execute(db);
    },
  },
  '2026-11-21-analyses-2': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`alter table questions add column rung_reason text`.execute(db);
    },
  },
  /** A sentence or caveat that was kept as bare words gets its place in both languages. */
  '2026-11-30-analyses-3': {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const part of ['text', 'care']) {
        await sql`
          update analysis_versions
          set finding = jsonb_set(
            finding, array[${part}],
            jsonb_build_object('nl', finding -> ${part}::text, 'en', finding -> ${part}::text)
          )
          where jsonb_typeof(finding -> ${part}::text) = 'string'`.execute(db);
      }
    },
  },
  /** Lists read what a result says without its rows, which are nearly all of its bytes. */
  '2026-11-30-analyses-4': {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`
        alter table evidence
        add column summary jsonb generated always as (content - 'answers') stored`.execute(db);
    },
  },
};
