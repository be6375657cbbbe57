import { z } from 'zod';

export const spaceName = z.string().regex(/^(edition|organisation):[a-z0-9][a-z0-9-]{0,62}$/);
export const organisationName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/);
const hexBytes = z.string().regex(/^[0-9a-f]{64}$/);

export const keyRecord = z.strictObject({
  space: spaceName,
  keyVersion: z.int().positive(),
  publicKey: hexBytes,
  createdAt: z.iso.datetime(),
  destroyedAt: z.iso.datetime().optional(),
});
export type KeyRecord = z.infer<typeof keyRecord>;

export const grantRequest = z.strictObject({
  declaredPersons: z.int().positive().max(100_000_000),
  deliveries: z.int().positive().max(1000).default(1),
  expiresAt: z.iso.datetime({ offset: true }),
});
export type GrantRequest = z.infer<typeof grantRequest>;

export const grantRecord = grantRequest.extend({
  organisation: organisationName,
  tokenHash: hexBytes,
  grantedAt: z.iso.datetime(),
  used: z.int().nonnegative(),
});
export type GrantRecord = z.infer<typeof grantRecord>;

export const grantsFile = z.record(organisationName, grantRecord);

/** One fifth more than was declared, for late changes and repeated batches, and room for a trial. */
export function volumeLimit(grant: Pick<GrantRecord, 'declaredPersons' | 'deliveries'>): number {
  return Math.ceil(grant.declaredPersons * 1.2) * grant.deliveries + 100;
}

export const logOutcomes = [
  'key-created',
  'key-destroyed',
  'granted',
  'revoked',
  'evaluated',
  'failed',
  'not-authorised',
  'grant-expired',
  'space-destroyed',
  'volume-exceeded',
  'rate-limited',
  'invalid-element',
] as const;

export const logEntry = z.object({
  at: z.iso.datetime(),
  space: z.string().nullable(),
  organisation: z.string().nullable(),
  count: z.int().nonnegative(),
  outcome: z.enum(logOutcomes),
});
export type LogEntry = z.infer<typeof logEntry>;
