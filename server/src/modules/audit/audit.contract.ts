import { z } from 'zod';
import { instant, messageParams, slug } from '../../platform/http/common.contract.ts';
import { defineRoute } from '../../platform/http/route.ts';

export const auditEvent = z
  .object({
    sequence: z.int(),
    at: instant,
    /** Null when the platform itself acts. */
    actor: z.object({ id: z.string(), name: z.string(), organisation: slug }).nullable(),
    /** `<module>.<what happened>`, for example `deliveries.landed`. */
    action: z.string(),
    /** What it was about, as `<kind>/<id>`. */
    subject: z.string(),
    edition: slug.nullable(),
    details: messageParams,
    hash: z.string(),
  })
  .meta({ id: 'AuditEvent' });
export type AuditEvent = z.infer<typeof auditEvent>;

export const auditErrors = ['audit.privacy-officer-only'] as const;
export type AuditError = (typeof auditErrors)[number];
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    audit: (typeof auditErrors)[number];
  }
}

export const auditRoutes = {
  listAuditEvents: defineRoute({
    method: 'get',
    path: '/audit-events',
    operationId: 'listAuditEvents',
    summary: 'What was done, by whom, newest first',
    query: z.object({
      before: z.coerce.number().int().positive().optional(),
      edition: slug.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({ events: z.array(auditEvent), total: z.int() }),
    status: 200,
    errors: ['audit.privacy-officer-only'],
  }),
  verifyAudit: defineRoute({
    method: 'get',
    path: '/audit-events/verification',
    operationId: 'verifyAudit',
    summary: 'Is the log whole',
    response: z.object({
      whole: z.boolean(),
      events: z.int(),
      brokenAt: z.int().nullable(),
      head: z.string().nullable(),
    }),
    status: 200,
    errors: ['audit.privacy-officer-only'],
  }),
} as const;
