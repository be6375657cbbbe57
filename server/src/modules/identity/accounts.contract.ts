import { z } from 'zod';
import { id, instant, permission, slug } from '../../platform/http/common.contract.ts';
import { emailAddress, properName } from '../../platform/http/name.contract.ts';
import { defineRoute } from '../../platform/http/route.ts';
import { password, person, role, roles, session } from './identity.contract.ts';

const someRoles = z.array(role).max(roles.length);
const reason = z.string().trim().min(1).max(500);

/** The code itself is in this answer and nowhere else. */
export const madeCode = z
  .object({ id, code: z.string(), expiresAt: instant })
  .meta({ id: 'MadeAccountCode' });
export type MadeCode = z.infer<typeof madeCode>;

/** A code that nobody used yet; without a name it opens the first account of its organisation. */
export const accountCode = z
  .object({
    id,
    organisation: slug,
    name: z.string().nullable(),
    email: z.email().nullable(),
    roles: z.array(role),
    madeBy: z.string(),
    expiresAt: instant,
    may: z.object({ change: permission }),
  })
  .meta({ id: 'AccountCode' });
export type AccountCode = z.infer<typeof accountCode>;

export const account = person
  .extend({
    since: instant,
    blocked: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
    may: z.object({ block: permission, unblock: permission, confirm: permission }),
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof account>;

export const accounts = z
  .object({
    organisation: slug,
    /** False until a privacy officer of another organisation confirmed who speaks for it. */
    confirmed: z.boolean(),
    persons: z.array(account),
    codes: z.array(accountCode),
    may: z.object({ addPerson: permission }),
  })
  .meta({ id: 'Accounts' });
export type Accounts = z.infer<typeof accounts>;

/** That the person was spoken to through a channel that was there before the account. */
const spoken = z.object({ spoken: z.literal(true) });
const ofOrganisation = z.object({ organisation: slug });
const ofPerson = z.object({ person: z.string().max(64) });
const ofCode = z.object({ code: id });

export const accountsRoutes = {
  getAccounts: defineRoute({
    method: 'get',
    path: '/organisations/{organisation}/accounts',
    operationId: 'getAccounts',
    summary: 'The accounts of the own organisation, blocked ones too, and the codes that wait',
    params: ofOrganisation,
    response: accounts,
    status: 200,
    errors: ['identity.organisation-unknown', 'identity.other-organisation'],
  }),
  addPerson: defineRoute({
    method: 'post',
    path: '/organisations/{organisation}/persons',
    operationId: 'addPerson',
    summary: 'Make a one-time code with which a colleague opens an account',
    params: ofOrganisation,
    body: z.object({ name: properName, email: emailAddress, roles: someRoles.min(1) }),
    response: madeCode,
    status: 201,
    errors: [
      'identity.email-taken',
      'identity.organisation-unknown',
      'identity.facilitator-only',
      'identity.other-organisation',
      'identity.roles-apart',
    ],
  }),
  makeFirstCode: defineRoute({
    method: 'post',
    path: '/organisations/{organisation}/first-account-code',
    operationId: 'makeFirstCode',
    summary: 'Make a one-time code for the first account of a partner, which becomes its facilitator',
    params: ofOrganisation,
    body: z.object({ roles: someRoles.describe('Besides facilitator') }),
    response: madeCode,
    status: 201,
    errors: [
      'identity.organisation-unknown',
      'identity.facilitator-only',
      'identity.other-organisation',
      'identity.has-accounts',
      'identity.roles-apart',
    ],
  }),
  renewCode: defineRoute({
    method: 'post',
    path: '/account-codes/{code}/renewal',
    operationId: 'renewAccountCode',
    summary: 'Make a new code in the place of this one, which then opens nothing any more',
    params: ofCode,
    response: madeCode,
    status: 201,
    errors: ['identity.code-unknown', 'identity.facilitator-only', 'identity.other-organisation'],
  }),
  withdrawCode: defineRoute({
    method: 'delete',
    path: '/account-codes/{code}',
    operationId: 'withdrawAccountCode',
    summary: 'Withdraw a code that nobody used yet',
    params: ofCode,
    response: z.null(),
    status: 200,
    errors: ['identity.code-unknown', 'identity.facilitator-only', 'identity.other-organisation'],
  }),
  openAccount: defineRoute({
    method: 'post',
    path: '/accounts',
    operationId: 'openAccount',
    summary: 'Open an account with a one-time code and a password of one’s own',
    body: z.object({ code: z.string().min(1).max(60), name: properName, email: emailAddress, password }),
    response: session,
    status: 201,
    errors: [
      'identity.code-wrong',
      'identity.email-taken',
      'identity.has-accounts',
      'identity.password-obvious',
    ],
  }),
  confirmOfficer: defineRoute({
    method: 'post',
    path: '/persons/{person}/confirmation',
    operationId: 'confirmPrivacyOfficer',
    summary: 'Confirm that somebody is the privacy officer of their organisation',
    params: ofPerson,
    body: spoken,
    response: z.null(),
    status: 200,
    errors: [
      'identity.person-unknown',
      'identity.no-officer',
      'identity.already-confirmed',
      'identity.not-yourself',
      'identity.maker-confirms-not',
      'identity.newer-account',
      'identity.colleague-first',
      'identity.privacy-officer-only',
    ],
  }),
  blockPerson: defineRoute({
    method: 'post',
    path: '/persons/{person}/block',
    operationId: 'blockPerson',
    summary: 'Let somebody of the own organisation in no more, and end their sessions',
    params: ofPerson,
    body: z.object({ reason }),
    response: z.null(),
    status: 200,
    errors: [
      'identity.person-unknown',
      'identity.other-organisation',
      'identity.administrator-only',
      'identity.not-yourself',
      'identity.already-blocked',
    ],
  }),
  unblockPerson: defineRoute({
    method: 'delete',
    path: '/persons/{person}/block',
    operationId: 'unblockPerson',
    summary: 'Let somebody of the own organisation in again',
    params: ofPerson,
    response: z.null(),
    status: 200,
    errors: [
      'identity.person-unknown',
      'identity.other-organisation',
      'identity.administrator-only',
      'identity.not-yourself',
      'identity.not-blocked',
    ],
  }),
  changePassword: defineRoute({
    method: 'put',
    path: '/session/password',
    operationId: 'changePassword',
    summary: 'Change the own password and end the other sessions',
    body: z.object({ current: z.string().min(1).max(200), next: password }),
    response: z.null(),
    status: 200,
    errors: ['identity.password-wrong', 'identity.password-obvious'],
  }),
} as const;
