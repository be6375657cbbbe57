import { z } from 'zod';
import { id, instant, permission, slug } from '../../platform/http/common.contract.ts';
import { emailAddress, properName } from '../../platform/http/name.contract.ts';
import { defineRoute } from '../../platform/http/route.ts';
import { accountCode, madeCode } from './codes.contract.ts';
import { password, person, role, roles, session } from './identity.contract.ts';

const someRoles = z.array(role).max(roles.length);
const reason = z.string().trim().min(1).max(500);

export const account = person
  .extend({
    since: instant,
    /** All roles that were given, those that wait too. */
    heldRoles: z.array(role),
    blocked: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
    /** A new address that an administrator confirms, because no mail goes out. */
    newEmail: z.object({ code: id, email: z.email() }).nullable(),
    may: z.object({
      block: permission,
      unblock: permission,
      remove: permission,
      confirm: permission,
      changeRoles: permission,
      reset: permission,
      confirmEmail: permission,
    }),
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof account>;

export const newsKinds = [
  'account-opened',
  'roles-changed',
  'officer-confirmed',
  'blocked',
  'unblocked',
  'removed',
  'reset-made',
  'password-reset',
  'email-changed',
  'factors-reset',
  'sign-on-linked',
] as const;
export type NewsKind = (typeof newsKinds)[number];

/** What changed in an account, for everybody who watches over the accounts of the organisation. */
export const accountNews = z
  .object({
    id,
    kind: z.enum(newsKinds),
    person: z.string(),
    by: z.string().nullable(),
    roles: z.array(role),
    at: instant,
  })
  .meta({ id: 'AccountNews' });
export type AccountNews = z.infer<typeof accountNews>;

export const removedAccount = z.object({
  id: z.string(),
  name: z.string(),
  at: instant,
  by: z.string(),
  reason: z.string(),
});

export const accounts = z
  .object({
    organisation: slug,
    /** False until a privacy officer of another organisation confirmed who speaks for it. */
    confirmed: z.boolean(),
    persons: z.array(account),
    removed: z.array(removedAccount),
    codes: z.array(accountCode),
    /** For administrators and privacy officers. */
    news: z.array(accountNews),
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
      'identity.administrator-only',
      'identity.other-organisation',
      'identity.roles-apart',
    ],
  }),
  makeFirstCode: defineRoute({
    method: 'post',
    path: '/organisations/{organisation}/first-account-code',
    operationId: 'makeFirstCode',
    summary: 'Make a one-time code for the first account of a partner, which becomes its administrator',
    params: ofOrganisation,
    body: z.object({
      roles: someRoles.describe('Besides administrator and facilitator'),
      email: emailAddress.optional(),
    }),
    response: madeCode,
    status: 201,
    errors: [
      'identity.organisation-unknown',
      'identity.leader-only',
      'session.organisation-waits',
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
    /** By hand: shown, also where mail goes out; for a mail that does not arrive. */
    body: z.object({ byHand: z.boolean() }),
    response: madeCode,
    status: 201,
    errors: [
      'identity.code-unknown',
      'identity.administrator-only',
      'identity.leader-only',
      'identity.other-organisation',
    ],
  }),
  withdrawCode: defineRoute({
    method: 'delete',
    path: '/account-codes/{code}',
    operationId: 'withdrawAccountCode',
    summary: 'Withdraw a code that nobody used yet',
    params: ofCode,
    response: z.null(),
    status: 200,
    errors: [
      'identity.code-unknown',
      'identity.administrator-only',
      'identity.leader-only',
      'identity.other-organisation',
    ],
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
      'identity.code-used',
      'identity.code-expired',
      'identity.code-withdrawn',
      'identity.code-other-address',
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
      'identity.last-administrator',
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
  removePerson: defineRoute({
    method: 'post',
    path: '/persons/{person}/removal',
    operationId: 'removePerson',
    summary: 'Take somebody out of the own organisation for good: only their name stays, with what they did',
    params: ofPerson,
    body: z.object({ reason }),
    response: z.null(),
    status: 200,
    errors: [
      'identity.person-unknown',
      'identity.other-organisation',
      'identity.administrator-only',
      'identity.not-yourself',
      'identity.last-administrator',
    ],
  }),
  changeRoles: defineRoute({
    method: 'put',
    path: '/persons/{person}/roles',
    operationId: 'changeRoles',
    summary: 'Give somebody of the own organisation other roles, which count at their next request',
    params: ofPerson,
    body: z.object({ roles: someRoles.min(1) }),
    response: z.null(),
    status: 200,
    errors: [
      'identity.person-unknown',
      'identity.other-organisation',
      'identity.administrator-only',
      'identity.last-administrator',
      'identity.own-officer',
      'identity.roles-apart',
      'identity.already-blocked',
    ],
  }),
  makeResetCode: defineRoute({
    method: 'post',
    path: '/persons/{person}/password-reset',
    operationId: 'makeResetCode',
    summary: 'Make a one-time link with which a colleague chooses a new password',
    params: ofPerson,
    response: madeCode,
    status: 201,
    errors: [
      'identity.person-unknown',
      'identity.other-organisation',
      'identity.administrator-only',
      'identity.not-yourself',
      'identity.already-blocked',
      'identity.no-password',
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
