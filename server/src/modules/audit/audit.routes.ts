import { anyRole, bind, type RouteBinding } from '../../platform/http/binding.ts';
import { auditRoutes } from './audit.contract.ts';
import type { AuditDeps } from './audit.deps.ts';
import { listEvents } from './audit.queries.ts';
import { verifyAudit } from './audit.service.ts';

const privacyOfficer = anyRole(['privacy-officer'], 'audit.privacy-officer-only');

/** A privacy officer reads about their own organisation and its editions, and may check the whole log. */
export function bindAudit({ db, listVisibleEditions }: AuditDeps): RouteBinding[] {
  return [
    bind(auditRoutes.listAuditEvents, privacyOfficer, async (actor, { query }) => {
      const scope = { organisation: actor.organisation, editions: await listVisibleEditions(actor) };
      const { events, total } = await listEvents(db, scope, query);
      const shown = events.map(({ previousHash: _, at, ...event }) => ({ ...event, at: at.toISOString() }));
      return { body: { events: shown, total } };
    }),
    bind(auditRoutes.verifyAudit, privacyOfficer, async () => ({ body: await verifyAudit(db) })),
  ];
}
