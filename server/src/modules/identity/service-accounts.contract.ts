import { z } from 'zod';
import { id, instant, permission, slug } from '../../platform/http/common.contract.ts';
import { defineRoute } from '../../platform/http/route.ts';

/** What a script may do; each is no more than the operations of its kind, see `service-accounts.scopes.ts`. */
export const serviceScope = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('read-catalogue') }),
    z.object({ kind: z.literal('deliver'), edition: slug, dataSet: slug }),
    z.object({ kind: z.literal('read-deliveries'), edition: slug }),
  ])
  .meta({ id: 'ServiceScope' });
export type ServiceScope = z.infer<typeof serviceScope>;

export const serviceAccount = z
  .object({
    id,
    name: z.string(),
    /** Who answers for what it does. */
    owner: z.object({ id: z.string(), name: z.string() }),
    scopes: z.array(serviceScope),
    madeBy: z.string(),
    madeAt: instant,
    expiresAt: instant,
    /** To the minute. */
    lastUsedAt: instant.nullable(),
    /** `owner-unfit`: its owner is blocked, or is no data steward or data engineer any more. */
    state: z.enum(['in-use', 'expired', 'revoked', 'owner-unfit']),
    may: z.object({ revoke: permission }),
  })
  .meta({ id: 'ServiceAccount' });
export type ServiceAccount = z.infer<typeof serviceAccount>;

export const serviceAccounts = z
  .object({
    accounts: z.array(serviceAccount),
    /** Who can own one. */
    owners: z.array(z.object({ id: z.string(), name: z.string() })),
    may: z.object({ make: permission }),
  })
  .meta({ id: 'ServiceAccounts' });
export type ServiceAccounts = z.infer<typeof serviceAccounts>;

/** The token is in this answer and nowhere else. */
export const madeServiceAccount = z
  .object({ id, token: z.string(), expiresAt: instant })
  .meta({ id: 'MadeServiceAccount' });
export type MadeServiceAccount = z.infer<typeof madeServiceAccount>;

export const newServiceAccount = z.object({
  name: z.string().trim().min(1).max(80),
  owner: z.string().max(64),
  scopes: z.array(serviceScope).min(1).max(50),
  days: z.int().min(1).max(365),
});
export type NewServiceAccount = z.infer<typeof newServiceAccount>;

export const serviceAccountErrors = [
  'identity.service-owner-unfit',
  'identity.service-account-unknown',
  'identity.service-account-revoked',
] as const;
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    serviceAccounts: (typeof serviceAccountErrors)[number];
  }
}

const ofOrganisation = z.object({ organisation: slug });

export const serviceAccountsRoutes = {
  listServiceAccounts: defineRoute({
    method: 'get',
    path: '/organisations/{organisation}/service-accounts',
    operationId: 'listServiceAccounts',
    summary: 'The service accounts of the own organisation: all for an administrator, else those one owns',
    params: ofOrganisation,
    response: serviceAccounts,
    status: 200,
    errors: ['identity.other-organisation'],
  }),
  makeServiceAccount: defineRoute({
    method: 'post',
    path: '/organisations/{organisation}/service-accounts',
    operationId: 'makeServiceAccount',
    summary: 'Make an account for a script of a colleague; its token is shown once',
    params: ofOrganisation,
    body: newServiceAccount,
    response: madeServiceAccount,
    status: 201,
    errors: ['identity.other-organisation', 'identity.administrator-only', 'identity.service-owner-unfit'],
  }),
  revokeServiceAccount: defineRoute({
    method: 'delete',
    path: '/service-accounts/{account}',
    operationId: 'revokeServiceAccount',
    summary: 'Let the token of a script do nothing any more',
    params: z.object({ account: id }),
    response: z.null(),
    status: 200,
    errors: [
      'identity.other-organisation',
      'identity.administrator-only',
      'identity.service-account-unknown',
      'identity.service-account-revoked',
    ],
  }),
} as const;
