import type { Actor } from '../../platform/http/actor.ts';
import { anyRole, bind, type RouteBinding } from '../../platform/http/binding.ts';
import { type AuditEvent, auditRoutes } from './audit.contract.ts';
import type { AuditDeps } from './audit.deps.ts';
import { type AuditScope, listChoices, listEvents, type StoredEvent } from './audit.queries.ts';
import { exportEvents, verifyAudit } from './audit.service.ts';

const privacyOfficer = anyRole(['privacy-officer'], 'audit.privacy-officer-only');

/** A privacy officer reads about their own organisation and its editions, and may check the whole log. */
export function bindAudit(deps: AuditDeps): RouteBinding[] {
  const { db, listVisibleEditions } = deps;
  const scopeOf = async (actor: Actor): Promise<AuditScope> => ({
    organisation: actor.organisation,
    editions: await listVisibleEditions(actor),
  });
  return [
    bind(auditRoutes.listAuditEvents, privacyOfficer, async (actor, { query }) => {
      const { events, total } = await listEvents(db, await scopeOf(actor), query);
      return { body: { events: events.map(eventToShow), total } };
    }),
    bind(auditRoutes.listAuditChoices, privacyOfficer, async (actor) => ({
      body: await listChoices(db, await scopeOf(actor)),
    })),
    bind(auditRoutes.exportAuditEvents, privacyOfficer, async (actor, { body }) => ({
      body: { events: (await exportEvents(deps, actor, await scopeOf(actor), body)).map(eventToShow) },
    })),
    bind(auditRoutes.verifyAudit, privacyOfficer, async () => ({ body: await verifyAudit(db) })),
  ];
}

function eventToShow({ previousHash: _, at, ...event }: StoredEvent): AuditEvent {
  return { ...event, at: at.toISOString() };
}
