import { type Selectable, sql } from 'kysely';
import type { AnyDb, Db, Tx } from '../../platform/db/database.ts';
import type { ChainedEvent } from './audit.chain.ts';
import { hashEvent } from './audit.chain.ts';
import { type AuditFilter, platformItself } from './audit.contract.ts';
import { type AuditTables, ownTables } from './audit.tables.ts';

export type StoredEvent = ChainedEvent & { readonly hash: string; readonly previousHash: string | null };

/** Locks the head, so that events of transactions that run at once still follow one another. */
export async function appendEvent(tx: Tx<AuditTables>, event: Omit<ChainedEvent, 'sequence'>): Promise<void> {
  const head = await tx.selectFrom('audit_head').selectAll().forUpdate().executeTakeFirstOrThrow();
  const next: ChainedEvent = { ...event, sequence: head.sequence + 1 };
  const hash = hashEvent(next, head.hash);
  await tx
    .insertInto('audit_events')
    .values({
      sequence: next.sequence,
      at: next.at,
      actor_id: next.actor?.id ?? null,
      actor_name: next.actor?.name ?? null,
      actor_organisation: next.actor?.organisation ?? null,
      action: next.action,
      subject: next.subject,
      edition: next.edition,
      details: JSON.stringify(next.details) as never,
      previous_hash: head.hash,
      hash,
    })
    .execute();
  await tx.updateTable('audit_head').set({ sequence: next.sequence, hash }).execute();
}

/** What a reader may read: by their organisation, and in the editions they may see. */
export interface AuditScope {
  readonly organisation: string;
  readonly editions: readonly string[];
}

export type EventFilter = AuditFilter & { readonly actions?: readonly string[] | undefined };

export async function listEvents(
  db: Db<AuditTables>,
  scope: AuditScope,
  { before, limit, ...filter }: EventFilter & { before?: number | undefined; limit: number },
): Promise<{ events: StoredEvent[]; total: number }> {
  let query = filterEvents(selectReadable(db, scope), filter);
  const { total } = await query.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  if (before !== undefined) query = query.where('sequence', '<', before);
  const rows = await query.selectAll().orderBy('sequence', 'desc').limit(limit).execute();
  return { events: rows.map(rowToEvent), total };
}

/** The people who acted and the modules that told, each once. */
export async function listChoices(db: Db<AuditTables>, scope: AuditScope) {
  const actors = await selectReadable(db, scope)
    .where('actor_id', 'is not', null)
    .select(['actor_id', 'actor_name', 'actor_organisation'])
    .distinct()
    .orderBy('actor_name')
    .execute();
  const kinds = await selectReadable(db, scope)
    .select(kindOf.as('kind'))
    .distinct()
    .orderBy('kind')
    .execute();
  // Under another name or organisation a person is the same person; the first of them is enough to choose by.
  const persons = new Map(
    actors.map(({ actor_id: id, actor_name: name, actor_organisation: organisation }) => [
      id,
      { id: id ?? '', name: name ?? '', organisation: organisation ?? '' },
    ]),
  );
  return { persons: [...persons.values()], kinds: kinds.map(({ kind }) => kind) };
}

const kindOf = sql<string>`split_part(action, '.', 1)`;

function selectReadable(db: Db<AuditTables>, scope: AuditScope) {
  return db
    .selectFrom('audit_events')
    .where(({ eb, or }) =>
      or([
        eb('actor_organisation', '=', scope.organisation),
        eb('actor_id', 'is', null).and(sql`details ->> 'organisation'`, '=', scope.organisation),
        ...(scope.editions.length > 0 ? [eb('edition', 'in', scope.editions)] : []),
      ]),
    );
}

function filterEvents(query: ReturnType<typeof selectReadable>, filter: EventFilter) {
  const { edition, person, kind, from, until, text, actions = [] } = filter;
  return query
    .$if(edition !== undefined, (q) => q.where('edition', '=', edition ?? ''))
    .$if(person === platformItself, (q) => q.where('actor_id', 'is', null))
    .$if(person !== undefined && person !== platformItself, (q) => q.where('actor_id', '=', person ?? ''))
    .$if(kind !== undefined, (q) => q.where(kindOf, '=', kind ?? ''))
    .$if(from !== undefined, (q) => q.where('at', '>=', new Date(from ?? 0)))
    .$if(until !== undefined, (q) => q.where('at', '<', new Date(until ?? 0)))
    .$if(text !== undefined, (q) =>
      q.where(({ eb, or }) =>
        or([
          ...[
            sql<string>`subject`,
            sql<string>`actor_name`,
            sql<string>`action`,
            sql<string>`details::text`,
          ].map((column) => eb(column, 'ilike', `%${escapeLike(text ?? '')}%`)),
          ...(actions.length > 0 ? [eb('action', 'in', actions)] : []),
        ]),
      ),
    );
}

/** What is looked for stands for itself, also where it has a sign that a pattern reads otherwise. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** What was done in these editions, of these kinds, newest first. */
export async function listEventsOf(
  db: AnyDb,
  editions: readonly string[],
  { actions, after, limit }: { actions: readonly string[]; after?: Date; limit: number },
): Promise<StoredEvent[]> {
  if (editions.length === 0 || actions.length === 0) return [];
  let query = ownTables(db)
    .selectFrom('audit_events')
    .selectAll()
    .where('edition', 'in', editions)
    .where('action', 'in', actions)
    .orderBy('sequence', 'desc')
    .limit(limit);
  if (after !== undefined) query = query.where('at', '>', after);
  return (await query.execute()).map(rowToEvent);
}

/** Who acted in an edition in a time, how often and how. Names as they were then. */
export async function listEventsBetween(
  db: AnyDb,
  edition: string,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<{ name: string; organisation: string; times: number; last: string; actions: string[] }[]> {
  const rows = await ownTables(db)
    .selectFrom('audit_events')
    .select(({ fn }) => [
      'actor_name as name',
      'actor_organisation as organisation',
      'action',
      fn.countAll<number>().as('times'),
      fn.max('at').as('last'),
    ])
    .where('edition', '=', edition)
    .where('actor_id', 'is not', null)
    .where('at', '>=', from)
    .where('at', '<=', until)
    .groupBy(['actor_id', 'actor_name', 'actor_organisation', 'action'])
    .orderBy('action')
    .execute();
  const people = Map.groupBy(rows, ({ name, organisation }) => `${organisation}/${name}`);
  return [...people.values()].map((ofOne) => ({
    name: ofOne[0]?.name ?? '',
    organisation: ofOne[0]?.organisation ?? '',
    times: ofOne.reduce((sum, { times }) => sum + Number(times), 0),
    last: new Date(Math.max(...ofOne.map(({ last }) => last.getTime()))).toISOString(),
    actions: ofOne.map(({ action }) => action),
  }));
}

export async function readHead(db: Db<AuditTables>): Promise<{ sequence: number; hash: string | null }> {
  return db.selectFrom('audit_head').select(['sequence', 'hash']).executeTakeFirstOrThrow();
}

export async function listEventsAfter(
  db: Db<AuditTables>,
  sequence: number,
  upTo: number,
  limit: number,
): Promise<StoredEvent[]> {
  const rows = await db
    .selectFrom('audit_events')
    .selectAll()
    .where('sequence', '>', sequence)
    .where('sequence', '<=', upTo)
    .orderBy('sequence')
    .limit(limit)
    .execute();
  return rows.map(rowToEvent);
}

function rowToEvent(row: Selectable<AuditTables['audit_events']>): StoredEvent {
  const hasActor = row.actor_id !== null && row.actor_name !== null && row.actor_organisation !== null;
  return {
    sequence: row.sequence,
    at: row.at,
    actor: hasActor
      ? { id: row.actor_id ?? '', name: row.actor_name ?? '', organisation: row.actor_organisation ?? '' }
      : null,
    action: row.action,
    subject: row.subject,
    edition: row.edition,
    details: row.details,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
