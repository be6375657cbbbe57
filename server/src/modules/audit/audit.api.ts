import type { AnyTx, Db } from '../../platform/db/database.ts';
import type { FailureParams } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import type { AuditAction } from './actions.contract.ts';
import { bindAudit } from './audit.routes.ts';
import { createRecordEvent } from './audit.service.ts';
import type { AuditTables } from './audit.tables.ts';

export type { AuditAction } from './actions.contract.ts';
export { listEventsOf, type StoredEvent } from './audit.queries.ts';
export { type AuditVerdict, verifyAudit } from './audit.service.ts';
export { type AuditTables, auditMigrations } from './audit.tables.ts';

export interface AuditEntry {
  /** Null for what the platform does by itself. */
  readonly actor: Actor | null;
  readonly action: AuditAction;
  /** `<kind>/<id>`. */
  readonly subject: string;
  readonly edition?: string;
  /** Facts a reviewer needs; never a personal value of somebody in the data. */
  readonly details?: FailureParams;
}

/** Appends to the log inside the transaction of the change itself: both happen, or neither. */
export type RecordEvent = (tx: AnyTx, entry: AuditEntry) => Promise<void>;

export interface Audit {
  readonly bindings: RouteBinding[];
  readonly record: RecordEvent;
}

export interface AuditDeps {
  readonly db: Db<AuditTables>;
  readonly now: () => Date;
  /** The editions a person may see, by their address. */
  readonly listVisibleEditions: (actor: Actor) => Promise<readonly string[]>;
}

export function createAudit(deps: AuditDeps): Audit {
  return { bindings: bindAudit(deps), record: createRecordEvent(deps.now) };
}
