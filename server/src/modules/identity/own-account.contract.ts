import { z } from 'zod';
import { id, instant, slug } from '../../platform/http/common.contract.ts';
import { emailAddress } from '../../platform/http/name.contract.ts';
import { defineRoute } from '../../platform/http/route.ts';
import { accountNews } from './accounts.contract.ts';
import { codeKind } from './codes.contract.ts';
import { organisation, password } from './identity.contract.ts';

const code = z.string().min(1).max(60);

/** What a code is for, told to whoever holds it; not for whom, so that a link alone opens no colleague’s account. */
export const readCode = z
  .object({
    kind: codeKind,
    organisation: organisation.pick({ slug: true, name: true }),
    madeBy: z.string(),
    expiresAt: instant,
    /** The account can be opened through the provider of the organisation. */
    signOn: z.boolean(),
  })
  .meta({ id: 'ReadCode' });
export type ReadCode = z.infer<typeof readCode>;

/** A browser in which the person is signed in. */
export const signIn = z
  .object({
    id: z.string(),
    since: instant,
    lastUsed: instant,
    browser: z.string().nullable(),
    system: z.string().nullable(),
    /** Without its last part, so that it tells a place and not a machine. */
    address: z.string().nullable(),
    current: z.boolean(),
  })
  .meta({ id: 'SignIn' });
export type SignIn = z.infer<typeof signIn>;

export const ownAccount = z
  .object({
    organisation: slug,
    signIns: z.array(signIn),
    news: z.array(accountNews),
    /** A new address that is not confirmed yet. */
    newEmail: z.object({ email: z.email(), by: z.enum(['link', 'administrator']), at: instant }).nullable(),
  })
  .meta({ id: 'OwnAccount' });
export type OwnAccount = z.infer<typeof ownAccount>;

const codeRefusals = [
  'identity.code-wrong',
  'identity.code-used',
  'identity.code-expired',
  'identity.code-withdrawn',
] as const;

export const ownAccountRoutes = {
  readCode: defineRoute({
    method: 'post',
    path: '/account-codes/reading',
    operationId: 'readAccountCode',
    summary: 'What a one-time code is for, or why it opens nothing any more',
    body: z.object({ code }),
    response: readCode,
    status: 200,
    errors: codeRefusals,
  }),
  askPasswordReset: defineRoute({
    method: 'post',
    path: '/password-resets',
    operationId: 'askPasswordReset',
    summary: 'Ask for a link to choose a new password; the same answer whether the address is known or not',
    body: z.object({ email: emailAddress }),
    response: z.object({ mail: z.boolean() }),
    status: 202,
    errors: [],
  }),
  resetPassword: defineRoute({
    method: 'put',
    path: '/password-resets/password',
    operationId: 'resetPassword',
    summary: 'Choose a new password with a one-time code, and end every session',
    body: z.object({ code, password }),
    response: z.null(),
    status: 200,
    errors: [...codeRefusals, 'identity.password-obvious', 'identity.blocked'],
  }),
  changeEmail: defineRoute({
    method: 'put',
    path: '/session/email',
    operationId: 'changeEmail',
    summary: 'Ask for another e-mail address, which counts once it is confirmed',
    body: z.object({ email: emailAddress, password: z.string().min(1).max(200) }),
    response: z.object({ by: z.enum(['link', 'administrator']) }),
    status: 202,
    errors: ['identity.sign-on-required', 'identity.password-wrong', 'identity.email-same'],
  }),
  confirmEmail: defineRoute({
    method: 'post',
    path: '/email-confirmations',
    operationId: 'confirmEmail',
    summary: 'Confirm a new e-mail address with the link that was sent to it',
    body: z.object({ code }),
    response: z.null(),
    status: 200,
    errors: [...codeRefusals, 'identity.email-taken', 'identity.blocked'],
  }),
  confirmEmailOf: defineRoute({
    method: 'post',
    path: '/persons/{person}/email-confirmation',
    operationId: 'confirmEmailOf',
    summary: 'Confirm the new e-mail address of a colleague, where no mail goes out',
    params: z.object({ person: z.string().max(64) }),
    body: z.object({ code: id }),
    response: z.null(),
    status: 200,
    errors: [
      'identity.person-unknown',
      'identity.code-unknown',
      'identity.administrator-only',
      'identity.other-organisation',
      'identity.not-yourself',
      'identity.already-blocked',
      'identity.email-taken',
    ],
  }),
  getOwnAccount: defineRoute({
    method: 'get',
    path: '/session/account',
    operationId: 'getOwnAccount',
    summary: 'Where I am signed in, and what was changed in my account',
    response: ownAccount,
    status: 200,
    errors: [],
  }),
  endSignIn: defineRoute({
    method: 'delete',
    path: '/session/sign-ins/{signIn}',
    operationId: 'endSignIn',
    summary: 'Sign out one browser of my own',
    params: z.object({ signIn: z.string().max(64) }),
    response: z.null(),
    status: 200,
    errors: ['identity.sign-in-unknown'],
  }),
  endOtherSignIns: defineRoute({
    method: 'delete',
    path: '/session/sign-ins',
    operationId: 'endOtherSignIns',
    summary: 'Sign out everywhere but here',
    response: z.null(),
    status: 200,
    errors: [],
  }),
} as const;
