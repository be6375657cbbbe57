import { sql } from 'kysely';
import type { Migrations } from '../../platform/db/database.ts';

const releases = [
  `create table releases (
    id uuid primary key,
    edition text not null,
    person text,
    person_name text,
    at timestamptz not null,
    evidence uuid not null,
    view text not null,
    content jsonb not null,
    withheld jsonb not null,
    beside jsonb not null,
    new_cells integer not null,
    leaning boolean not null,
    choices jsonb not null,
    "order" bigint generated always as identity
  )`,
  'create index releases_edition on releases (edition, "order")',
  'create index releases_evidence on releases (evidence)',
  `create table release_budgets (
    edition text primary key,
    budget jsonb not null,
    by text not null,
    reason text not null,
    at timestamptz not null
  )`,
];

const shownResults = [
  `create table shown_results (
    id uuid primary key,
    edition text not null,
    at timestamptz not null,
    person text,
    person_name text,
    kind text not null check (kind in ('result', 'download')),
    subject text not null,
    data_sets jsonb not null,
    shown integer not null check (shown >= 0),
    suppressed integer not null check (suppressed >= 0),
    "order" bigint generated always as identity
  )`,
  'create index shown_results_edition on shown_results (edition, "order")',
];

/** Of each result who asked it, when and of what; the true counts beside it go with the table that held them. */
const carryOver = `
  insert into shown_results
    (id, edition, at, person, person_name, kind, subject, data_sets, shown, suppressed)
  select evidence, min(edition), min(at), min(person), min(person_name), 'result', evidence::text,
    jsonb_agg(distinct content -> 'dataset'), sum(figures - left_out), sum(left_out)
  from (
    select releases.*, cells.figures, cells.left_out
    from releases
    cross join lateral (
      select count(*)::integer as figures,
        (count(*) filter (
          where cell -> 'shown' = 'false' or withheld @> jsonb_build_array(cell -> 'id')
        ))::integer as left_out
      from jsonb_array_elements(content -> 'cells') cell
      where content -> 'isBehindRecords' is distinct from 'true'
    ) cells
  ) tables
  group by evidence
  order by min("order")`;

const groupings = [
  `create table groupings (
    id uuid primary key,
    edition text not null,
    data_set text not null,
    name jsonb not null,
    content jsonb not null,
    purpose text not null,
    state text not null check (state in ('proposed', 'approved', 'refused', 'ended')),
    proposed_by text not null,
    proposed_by_name text not null,
    proposed_at timestamptz not null,
    decided_by_name text,
    decided_at timestamptz,
    reason text,
    ended_by_name text,
    ended_at timestamptz,
    end_reason text,
    cost jsonb,
    cost_failed boolean not null default false
  )`,
  'create index groupings_data_set on groupings (edition, data_set)',
  `create function refuse_grouping_change() returns trigger language plpgsql as $$
  begin
    raise exception 'a grouping is kept as it was proposed';
  end $$`,
  `create trigger grouping_is_kept before update on groupings
  for each row
  when ((old.id, old.edition, old.data_set, old.name, old.content)
    is distinct from (new.id, new.edition, new.data_set, new.name, new.content))
  execute function refuse_grouping_change()`,
  `create trigger grouping_is_not_removed before delete on groupings
  for each row execute function refuse_grouping_change()`,
];

const opened = [
  'alter table shown_results drop constraint shown_results_kind_check',
  `alter table shown_results add constraint shown_results_kind_check
    check (kind in ('result', 'opened', 'download'))`,
  `create unique index shown_results_opened on shown_results (person, subject) where kind = 'opened'`,
  'create index shown_results_subject on shown_results (subject, person)',
];

export const releasesMigrations: Migrations = {
  '2026-11-22-releases-1': {
    up: async (db) => {
      for (const statement of releases) await sql.raw(statement).execute(db);
    },
  },
  '2026-11-22-releases-2': {
    up: async (db) => {
      await sql`alter table releases drop column beside`.execute(db);
      await sql`alter table releases add column differences jsonb not null default '[]'`.execute(db);
    },
  },
  '2026-11-30-releases-3': {
    up: async (db) => {
      const drops = ['drop table releases', 'drop table release_budgets'];
      for (const statement of [...shownResults, carryOver, ...drops, ...groupings]) {
        await sql.raw(statement).execute(db);
      }
    },
  },
  '2026-11-30-releases-4': {
    up: async (db) => {
      for (const statement of opened) await sql.raw(statement).execute(db);
    },
  },
};
