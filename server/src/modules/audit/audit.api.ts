import type { RouteBinding } from '../../platform/http/binding.ts';
import type { AuditDeps, RecordEvent } from './audit.deps.ts';
import { bindAudit } from './audit.routes.ts';
import { createRecordEvent } from './audit.service.ts';

export type { AuditAction } from './actions.contract.ts';
export type { AuditDeps, AuditEntry, RecordEvent } from './audit.deps.ts';
export { listEventsOf, type StoredEvent } from './audit.queries.ts';
export { type AuditVerdict, verifyAudit } from './audit.service.ts';
export { type AuditTables, auditMigrations } from './audit.tables.ts';

export interface Audit {
  readonly bindings: RouteBinding[];
  readonly record: RecordEvent;
}

export function createAudit(deps: AuditDeps): Audit {
  return { bindings: bindAudit(deps), record: createRecordEvent(deps.now) };
}
