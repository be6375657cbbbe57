import { z } from 'zod';
import { instant, permission, slug } from '../../platform/http/common.contract.ts';
import { defineRoute } from '../../platform/http/route.ts';
import { accountCode } from './accounts.contract.ts';
import { organisation, person } from './identity.contract.ts';

/** A person whose identity another person must still confirm. */
export const unconfirmed = person.pick({ id: true, name: true, email: true, organisation: true }).extend({
  since: instant,
  may: z.object({ confirm: permission }),
});
export type Unconfirmed = z.infer<typeof unconfirmed>;

export const networkOrganisation = z
  .object({
    organisation,
    /** People who can sign in. */
    people: z.int().min(0),
    /** Null until confirmed; `by` is null for an organisation that was there from the start. */
    confirmed: z.object({ at: instant, by: z.string().nullable() }).nullable(),
    /** The account that speaks for it, while that waits to be confirmed. */
    waits: unconfirmed.nullable(),
    code: accountCode.nullable(),
    may: z.object({ makeCode: permission }),
  })
  .meta({ id: 'NetworkOrganisation' });
export type NetworkOrganisation = z.infer<typeof networkOrganisation>;

export const network = z
  .object({
    organisations: z.array(networkOrganisation),
    /** Privacy officers whose role waits. */
    officers: z.array(unconfirmed),
    may: z.object({ addOrganisation: permission }),
  })
  .meta({ id: 'Network' });
export type Network = z.infer<typeof network>;

const refusals = [
  'identity.organisation-unknown',
  'identity.already-confirmed',
  'identity.no-account-yet',
  'identity.privacy-officer-only',
  'identity.own-organisation',
  'identity.maker-confirms-not',
] as const;

export const networkRoutes = {
  getNetwork: defineRoute({
    method: 'get',
    path: '/network',
    operationId: 'getNetwork',
    summary: 'The organisations, their representatives, and the confirmations that are waiting',
    response: network,
    status: 200,
    errors: [],
  }),
  confirmOrganisation: defineRoute({
    method: 'post',
    path: '/organisations/{organisation}/confirmation',
    operationId: 'confirmOrganisation',
    summary: 'Confirm that the first account of a partner is of that partner',
    params: z.object({ organisation: slug }),
    /** They were spoken to through a channel that was there before the account. */
    body: z.object({ spoken: z.literal(true) }),
    response: z.null(),
    status: 200,
    errors: refusals,
  }),
  refuseOrganisation: defineRoute({
    method: 'post',
    path: '/organisations/{organisation}/refusal',
    operationId: 'refuseOrganisation',
    summary: 'Say that an account is not of that partner: its accounts are blocked',
    params: z.object({ organisation: slug }),
    body: z.object({ reason: z.string().trim().min(1).max(500) }),
    response: z.null(),
    status: 200,
    errors: refusals,
  }),
} as const;
