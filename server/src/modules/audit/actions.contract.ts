/** What this module tells the log. */
export const auditActions = ['audit.exported'] as const;
export type AuditAction = (typeof auditActions)[number];
