import type { AnyDb } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { hashEvent } from './audit.chain.ts';
import { exportedMax } from './audit.contract.ts';
import type { AuditDeps, RecordEvent } from './audit.deps.ts';
import {
  type AuditScope,
  appendEvent,
  type EventFilter,
  listEvents,
  listEventsAfter,
  readHead,
  type StoredEvent,
} from './audit.queries.ts';
import { ownTables } from './audit.tables.ts';

export function createRecordEvent(now: () => Date): RecordEvent<string> {
  return async (tx, entry) => {
    const { actor } = entry;
    await appendEvent(ownTables(tx), {
      at: now(),
      actor: actor === null ? null : { id: actor.id, name: actor.name, organisation: actor.organisation },
      action: entry.action,
      subject: entry.subject,
      edition: entry.edition ?? null,
      details: entry.details ?? {},
    });
  };
}

/** Everything that fits, and first a line about who takes it: a copy outside the log is told in the log. */
export async function exportEvents(
  { db, record }: Pick<AuditDeps, 'db' | 'record'>,
  actor: Actor,
  scope: AuditScope,
  { format, ...filter }: EventFilter & { readonly format: 'csv' | 'json' },
): Promise<StoredEvent[]> {
  const { events, total } = await listEvents(db, scope, { ...filter, limit: exportedMax });
  if (total > exportedMax) {
    throw new Failure('audit.too-many', 409, { n: total, most: exportedMax });
  }
  const { edition, person, kind, from, until } = filter;
  await db.transaction().execute((tx) =>
    record(tx, {
      actor,
      action: 'audit.exported',
      subject: 'audit/events',
      ...(edition !== undefined && { edition }),
      details: { format, events: total, ...defined({ person, kind, from, until }) },
    }),
  );
  return events;
}

/** Without what was looked for as text: that can be a name. */
function defined(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

export interface AuditVerdict {
  readonly whole: boolean;
  readonly events: number;
  /** The first line that does not fit; one past the last when lines are missing at the end. */
  readonly brokenAt: number | null;
  readonly head: string | null;
}

const batchSize = 5000;

/** Reads the whole log again and follows the chain from its first line to the head. */
export async function verifyAudit(database: AnyDb): Promise<AuditVerdict> {
  const db = ownTables(database);
  const head = await readHead(db);
  let previous: string | null = null;
  let sequence = 0;
  for (;;) {
    const batch = await listEventsAfter(db, sequence, head.sequence, batchSize);
    for (const event of batch) {
      const { hash, previousHash, ...content } = event;
      const fits = event.sequence === sequence + 1 && previousHash === previous;
      if (!fits || hashEvent(content, previous) !== hash) {
        return { whole: false, events: head.sequence, brokenAt: sequence + 1, head: head.hash };
      }
      previous = hash;
      sequence = event.sequence;
    }
    if (batch.length < batchSize) break;
  }
  const whole = sequence === head.sequence && previous === head.hash;
  return { whole, events: head.sequence, brokenAt: whole ? null : sequence + 1, head: head.hash };
}
