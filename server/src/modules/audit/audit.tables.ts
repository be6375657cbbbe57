import { type Generated, sql } from 'kysely';
import { type Migrations, ownTablesOf } from '../../platform/db/database.ts';
import type { FailureParams } from '../../platform/errors/failure.ts';

export interface AuditTables {
  audit_events: {
    sequence: number;
    at: Date;
    actor_id: string | null;
    actor_name: string | null;
    actor_organisation: string | null;
    action: string;
    subject: string;
    edition: string | null;
    details: FailureParams;
    previous_hash: string | null;
    hash: string;
  };
  audit_head: { one: Generated<boolean>; sequence: number; hash: string | null };
}

export const ownTables = ownTablesOf<AuditTables>();

export const auditMigrations: Migrations = {
  '2026-11-21-audit-1': {
    up: async (db) => {
      await sql`
        create table audit_events (
          sequence bigint primary key,
          at timestamptz(3) not null,
          actor_id text,
          actor_name text,
          actor_organisation text,
          action text not null,
          subject text not null,
          edition text,
          details jsonb not null,
          previous_hash text,
          hash text not null unique
        )`.execute(db);
      await sql`create index on audit_events (edition, sequence)`.execute(db);
      await sql`
        create table audit_head (
          one boolean primary key default true check (one),
          sequence bigint not null,
          hash text
        )`.execute(db);
      await sql`insert into audit_head (sequence, hash) values (0, null)`.execute(db);
      await sql`
        create function refuse_change() returns trigger language plpgsql as $$
        begin
          raise exception 'This table is append-only' using errcode = 'restrict_violation';
        end $$`.execute(db);
      await sql`
        create trigger audit_events_append_only before update or delete or truncate on audit_events
        for each statement execute function refuse_change()`.execute(db);
      await sql`
        create trigger audit_head_stays before delete or truncate on audit_head
        for each statement execute function refuse_change()`.execute(db);
    },
  },
};
