import { z } from 'zod';
import { instant, permission, slug } from '../../platform/http/common.contract.ts';
import { emailAddress } from '../../platform/http/name.contract.ts';
import { defineRoute } from '../../platform/http/route.ts';
import { accountCode, madeCode } from './codes.contract.ts';
import { newOrganisation, organisation, person } from './identity.contract.ts';

/** The main task fields of a municipality (Iv3, 2025) that a partner can have a part in. */
export const themes = [
  'safety',
  'traffic',
  'economy',
  'education',
  'culture',
  'social-domain',
  'health-environment',
  'housing',
] as const;
export const theme = z.enum(themes).meta({ id: 'Theme' });
export type Theme = z.infer<typeof theme>;

/** What an organisation tells the network that it wants to take part in. */
export const intention = z
  .object({ themes: z.array(theme), at: instant, by: z.string() })
  .meta({ id: 'Intention' });
export type Intention = z.infer<typeof intention>;

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
    intention: intention.nullable(),
    may: z.object({ makeCode: permission, declare: permission }),
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

const intentionRefusals = [
  'identity.organisation-unknown',
  'identity.speaker-only',
  'identity.other-organisation',
  'session.organisation-waits',
] as const;

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
  inviteToNetwork: defineRoute({
    method: 'post',
    path: '/network/invitations',
    operationId: 'inviteToNetwork',
    summary: 'Add an organisation, with the one-time link that its first person founds it with',
    body: newOrganisation.extend({ email: emailAddress.optional() }),
    response: z.object({ organisation, made: madeCode }),
    status: 201,
    errors: ['identity.organisation-taken', 'identity.leader-only', 'session.organisation-waits'],
  }),
  declareIntention: defineRoute({
    method: 'put',
    path: '/organisations/{organisation}/intention',
    operationId: 'declareIntention',
    summary: 'Tell the network on which themes the own organisation wants to take part',
    params: z.object({ organisation: slug }),
    body: z.object({ themes: z.array(theme).min(1).max(themes.length) }),
    response: z.null(),
    status: 200,
    errors: intentionRefusals,
  }),
  withdrawIntention: defineRoute({
    method: 'delete',
    path: '/organisations/{organisation}/intention',
    operationId: 'withdrawIntention',
    summary: 'Take the intention of the own organisation back',
    params: z.object({ organisation: slug }),
    response: z.null(),
    status: 200,
    errors: [...intentionRefusals, 'identity.no-intention'],
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
