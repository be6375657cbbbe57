import type { AnyDb } from '../../platform/db/database.ts';
import { hashEvent } from './audit.chain.ts';
import type { RecordEvent } from './audit.deps.ts';
import { appendEvent, listEventsAfter, readHead } from './audit.queries.ts';
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
