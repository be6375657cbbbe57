import type { Given } from '../../platform/db/database.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import type { AuditDeps } from './audit.deps.ts';
import { bindAudit } from './audit.routes.ts';
import { ownTables } from './audit.tables.ts';

export type { AuditDeps, AuditEntry, RecordEvent } from './audit.deps.ts';
export { listEventsBetween, listEventsOf, type StoredEvent } from './audit.queries.ts';
export { type AuditVerdict, createRecordEvent, verifyAudit } from './audit.service.ts';
export { auditMigrations } from './audit.tables.ts';

export function createAudit({ db, ...deps }: Given<AuditDeps>): { bindings: RouteBinding[] } {
  return { bindings: bindAudit({ ...deps, db: ownTables(db) }) };
}
