import type { AnyTx, Db } from '../../platform/db/database.ts';
import type { FailureParams } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { AuditAction } from './actions.contract.ts';
import type { AuditTables } from './audit.tables.ts';

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

export interface AuditDeps {
  readonly db: Db<AuditTables>;
  readonly now: () => Date;
  /** The editions a person may see, by their address. */
  readonly listVisibleEditions: (actor: Actor) => Promise<readonly string[]>;
}
