import type { AnyTx, Db } from '../../platform/db/database.ts';
import type { FailureParams } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { AuditAction } from './actions.contract.ts';
import type { AuditTables } from './audit.tables.ts';

export interface AuditEntry<Action extends string = string> {
  /** Null when the platform itself acts. */
  readonly actor: Actor | null;
  /** One of the actions that the module declares in its contract, `<module>.<what happened>`. */
  readonly action: Action;
  /** `<kind>/<id>`. */
  readonly subject: string;
  readonly edition?: string;
  /** Facts a reviewer needs; never a personal value of somebody in the data. */
  readonly details?: FailureParams;
}

/**
 * Appends to the log inside the transaction of the change itself: both happen, or neither. Each module asks for it with
 * its own actions, so that it cannot record one that it does not declare.
 */
export type RecordEvent<Action extends string> = (tx: AnyTx, entry: AuditEntry<Action>) => Promise<void>;

export interface AuditDeps {
  readonly db: Db<AuditTables>;
  readonly now: () => Date;
  readonly record: RecordEvent<AuditAction>;
  /** The editions a person may see, by their address. */
  readonly listVisibleEditions: (actor: Actor) => Promise<readonly string[]>;
}
