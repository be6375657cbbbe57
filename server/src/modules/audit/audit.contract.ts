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

/** The platform itself, where a person is asked for. */
export const platformItself = 'platform';

const action = z
  .string()
  .max(60)
  .regex(/^[a-z-]+\.[a-z-]+$/);

/** Which events; those that fit all of it. */
export const auditFilter = z.object({
  edition: slug.optional(),
  /** The id of who acted, or `platform`. */
  person: z.string().min(1).max(100).optional(),
  /** The first part of the action: the module that tells it. */
  kind: slug.optional(),
  from: instant.optional(),
  until: instant.optional(),
  /** Stands in the subject, the particulars or the name of who acted. */
  text: z.string().trim().min(1).max(100).optional(),
});
export type AuditFilter = z.infer<typeof auditFilter>;

/** The actions whose words hold the text: the pages know the words, the log the codes. */
const actionsMax = 300;

/** More than this is no file to read; the reader narrows it. */
export const exportedMax = 50_000;

export const auditErrors = ['audit.privacy-officer-only', 'audit.too-many'] as const;
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
    query: auditFilter.extend({
      before: z.coerce.number().int().positive().optional(),
      /** Beside `text`, with commas between them. */
      actions: z
        .string()
        .max(20_000)
        .transform((list) => list.split(','))
        .pipe(z.array(action).max(actionsMax))
        .optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({ events: z.array(auditEvent), total: z.int() }),
    status: 200,
    errors: ['audit.privacy-officer-only'],
  }),
  listAuditChoices: defineRoute({
    method: 'get',
    path: '/audit-events/choices',
    operationId: 'listAuditChoices',
    summary: 'Who acted and in which kinds, in the events that I may read',
    response: z.object({
      persons: z.array(z.object({ id: z.string(), name: z.string(), organisation: slug })),
      kinds: z.array(z.string()),
    }),
    status: 200,
    errors: ['audit.privacy-officer-only'],
  }),
  exportAuditEvents: defineRoute({
    method: 'post',
    path: '/audit-events/exports',
    operationId: 'exportAuditEvents',
    summary: 'Every event that fits, to keep as a file; the log tells who took it',
    body: auditFilter.extend({
      actions: z.array(action).max(actionsMax).optional(),
      format: z.enum(['csv', 'json']),
    }),
    response: z.object({ events: z.array(auditEvent) }),
    status: 201,
    errors: ['audit.privacy-officer-only', 'audit.too-many'],
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
