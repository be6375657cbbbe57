import type { Db } from '../../platform/db/database.ts';
import { anyRole, bind, type RouteBinding } from '../../platform/http/binding.ts';
import { auditRoutes } from './audit.contract.ts';
import { listEvents } from './audit.queries.ts';
import { verifyAudit } from './audit.service.ts';
import type { AuditTables } from './audit.tables.ts';

const privacyOfficer = anyRole(['privacy-officer'], 'audit.privacy-officer-only');

export function bindAudit(db: Db<AuditTables>): RouteBinding[] {
  return [
    bind(auditRoutes.listAuditEvents, privacyOfficer, async (_actor, { query }) => {
      const { events, total } = await listEvents(db, query);
      const shown = events.map(({ previousHash: _, at, ...event }) => ({ ...event, at: at.toISOString() }));
      return { body: { events: shown, total } };
    }),
    bind(auditRoutes.verifyAudit, privacyOfficer, async () => ({ body: await verifyAudit(db) })),
  ];
}
