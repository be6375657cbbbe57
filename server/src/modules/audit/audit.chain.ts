import { createHash } from 'node:crypto';
import type { FailureParams } from '../../platform/errors/failure.ts';

/** What one line of the log says, and of what the hash is made. */
export interface ChainedEvent {
  readonly sequence: number;
  readonly at: Date;
  readonly actor: { readonly id: string; readonly name: string; readonly organisation: string } | null;
  readonly action: string;
  readonly subject: string;
  readonly edition: string | null;
  readonly details: FailureParams;
}

/** Every hash covers the one before it, so that no line can change, move or vanish unseen. */
export function hashEvent(event: ChainedEvent, previousHash: string | null): string {
  const content = sorted({ ...event, at: event.at.toISOString() });
  return createHash('sha256')
    .update(`${previousHash ?? ''}\n${JSON.stringify(content)}`)
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
