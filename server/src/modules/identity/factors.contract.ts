import { z } from 'zod';
import { instant, permission, slug } from '../../platform/http/common.contract.ts';
import { defineRoute } from '../../platform/http/route.ts';
import { session } from './identity.contract.ts';

const name = z.string().trim().min(1).max(60);
const bytes = z
  .string()
  .min(1)
  .max(20_000)
  .regex(/^[A-Za-z0-9_-]+$/);
const publicKey = z.literal('public-key');

/** Six digits of an authenticator app, or a backup code; spaces and dashes as they are read out. */
const code = z.string().trim().min(6).max(40);

export const backupCodes = z.array(z.string()).meta({ id: 'BackupCodes' });

export const passkey = z
  .object({ id: z.string(), name: z.string(), madeAt: instant, lastUsedAt: instant.nullable() })
  .meta({ id: 'Passkey' });
export type Passkey = z.infer<typeof passkey>;

export const factors = z
  .object({
    hasPassword: z.boolean(),
    /** Since when codes of an authenticator app are asked; null when they are not. */
    totpSince: instant.nullable(),
    passkeys: z.array(passkey),
    backupCodesLeft: z.int(),
    /** False where the address of the server is none that a passkey can be made for. */
    passkeysPossible: z.boolean(),
    may: z.object({ set: permission, remove: permission }),
  })
  .meta({ id: 'Factors' });
export type Factors = z.infer<typeof factors>;

/** What an authenticator app needs, in this answer and nowhere else. */
export const totpStart = z.object({ secret: z.string(), uri: z.string() }).meta({ id: 'TotpStart' });

const keyDescriptor = z.object({ id: z.string(), type: publicKey });

/** As a browser reads it with `parseCreationOptionsFromJSON`. */
export const passkeyCreation = z
  .object({
    challenge: z.string(),
    rp: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
    pubKeyCredParams: z.array(z.object({ type: publicKey, alg: z.int() })),
    timeout: z.int(),
    excludeCredentials: z.array(keyDescriptor),
    authenticatorSelection: z.object({
      residentKey: z.literal('required'),
      userVerification: z.literal('required'),
    }),
    attestation: z.literal('none'),
  })
  .meta({ id: 'PasskeyCreation' });
export type PasskeyCreation = z.infer<typeof passkeyCreation>;

/** As a browser reads it with `parseRequestOptionsFromJSON`. */
export const passkeyRequest = z
  .object({
    challenge: z.string(),
    rpId: z.string(),
    timeout: z.int(),
    userVerification: z.literal('required'),
    allowCredentials: z.array(keyDescriptor),
  })
  .meta({ id: 'PasskeyRequest' });
export type PasskeyRequest = z.infer<typeof passkeyRequest>;

export const newPasskey = z.object({
  id: bytes,
  rawId: bytes,
  type: publicKey,
  response: z.object({ clientDataJSON: bytes, attestationObject: bytes }),
  clientExtensionResults: z.object({}),
});
export type NewPasskey = z.infer<typeof newPasskey>;

export const passkeyProof = z.object({
  id: bytes,
  rawId: bytes,
  type: publicKey,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes.nullish(),
  }),
  clientExtensionResults: z.object({}),
});
export type PasskeyProof = z.infer<typeof passkeyProof>;

export const proofWays = ['passkey', 'code', 'password', 'organisation', 'demo'] as const;
export const proofWay = z.enum(proofWays);
export type ProofWay = z.infer<typeof proofWay>;

export const proofState = z
  .object({
    /** A moment ago this person proved who they are. */
    fresh: z.boolean(),
    /** What they can prove it with, `organisation` at its provider; empty when only signing in again does. */
    ways: z.array(proofWay),
  })
  .meta({ id: 'ProofState' });
export type ProofState = z.infer<typeof proofState>;

export const proof = z.discriminatedUnion('way', [
  z.object({ way: z.literal('password'), password: z.string().min(1).max(200) }),
  z.object({ way: z.literal('code'), code }),
  z.object({ way: z.literal('passkey'), passkey: passkeyProof }),
  z.object({ way: z.literal('demo') }),
]);
export type Proof = z.infer<typeof proof>;

export const signInRules = z
  .object({
    organisation: slug,
    /** Since when everybody of the organisation needs a second factor; null when they may go without. */
    secondFactorSince: instant.nullable(),
    /** How many people who can sign in have none. */
    withoutFactor: z.int(),
    may: z.object({ change: permission }),
  })
  .meta({ id: 'SignInRules' });
export type SignInRules = z.infer<typeof signInRules>;

export const factorErrors = [
  'identity.not-in-demo',
  'identity.factor-code-wrong',
  'identity.factor-code-clock',
  'identity.factor-code-used',
  'identity.second-step-over',
  'identity.totp-set-up-already',
  'identity.totp-not-started',
  'identity.factor-demanded',
  'identity.no-factor',
  'identity.passkey-unknown',
  'identity.passkey-refused',
  'identity.passkeys-need-address',
  'identity.proof-refused',
] as const;
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    factors: (typeof factorErrors)[number];
  }
}

const codeErrors = [
  'identity.factor-code-wrong',
  'identity.factor-code-clock',
  'identity.factor-code-used',
] as const;
const ofPasskey = z.object({ passkey: z.string().max(1400) });
const ofOrganisation = z.object({ organisation: slug });

export const factorsRoutes = {
  getFactors: defineRoute({
    method: 'get',
    path: '/session/factors',
    operationId: 'getFactors',
    summary: 'What I sign in with',
    response: factors,
    status: 200,
    errors: [],
  }),
  startTotp: defineRoute({
    method: 'post',
    path: '/session/factors/totp',
    operationId: 'startTotp',
    summary: 'Begin to sign in with codes of an authenticator app',
    response: totpStart,
    status: 201,
    errors: ['identity.not-in-demo', 'identity.totp-set-up-already'],
  }),
  confirmTotp: defineRoute({
    method: 'put',
    path: '/session/factors/totp',
    operationId: 'confirmTotp',
    summary:
      'Show that the authenticator app gives the right codes; gives backup codes when there are none yet',
    body: z.object({ code }),
    response: backupCodes,
    status: 200,
    errors: ['identity.not-in-demo', 'identity.totp-not-started', ...codeErrors],
  }),
  removeTotp: defineRoute({
    method: 'delete',
    path: '/session/factors/totp',
    operationId: 'removeTotp',
    summary: 'No longer sign in with codes of an authenticator app',
    response: factors,
    status: 200,
    errors: ['identity.no-factor', 'identity.factor-demanded'],
  }),
  renewBackupCodes: defineRoute({
    method: 'post',
    path: '/session/factors/backup-codes',
    operationId: 'renewBackupCodes',
    summary: 'Make new backup codes; the old ones open nothing any more',
    response: backupCodes,
    status: 201,
    errors: ['identity.no-factor'],
  }),
  startPasskey: defineRoute({
    method: 'post',
    path: '/session/factors/passkey-challenges',
    operationId: 'startPasskey',
    summary: 'What a new passkey has to sign',
    response: passkeyCreation,
    status: 201,
    errors: ['identity.not-in-demo', 'identity.passkeys-need-address'],
  }),
  addPasskey: defineRoute({
    method: 'post',
    path: '/session/factors/passkeys',
    operationId: 'addPasskey',
    summary: 'Add a passkey; gives backup codes when there are none yet',
    body: z.object({ name, passkey: newPasskey }),
    response: backupCodes,
    status: 201,
    errors: ['identity.not-in-demo', 'identity.passkeys-need-address', 'identity.passkey-refused'],
  }),
  renamePasskey: defineRoute({
    method: 'patch',
    path: '/session/factors/passkeys/{passkey}',
    operationId: 'renamePasskey',
    summary: 'Give a passkey another name',
    params: ofPasskey,
    body: z.object({ name }),
    response: factors,
    status: 200,
    errors: ['identity.passkey-unknown'],
  }),
  removePasskey: defineRoute({
    method: 'delete',
    path: '/session/factors/passkeys/{passkey}',
    operationId: 'removePasskey',
    summary: 'Remove a passkey',
    params: ofPasskey,
    response: factors,
    status: 200,
    errors: ['identity.passkey-unknown', 'identity.factor-demanded'],
  }),
  takeSecondStep: defineRoute({
    method: 'post',
    path: '/session/second-step',
    operationId: 'takeSecondStep',
    summary: 'After the password: sign in with a code of an authenticator app, or a backup code',
    body: z.object({ code }),
    response: session,
    status: 200,
    errors: ['identity.second-step-over', 'identity.blocked', 'identity.wrong-credentials', ...codeErrors],
  }),
  startPasskeySignIn: defineRoute({
    method: 'post',
    path: '/session/passkey-challenges',
    operationId: 'startPasskeySignIn',
    summary: 'What a passkey has to sign to sign in',
    response: passkeyRequest,
    status: 201,
    errors: ['identity.passkeys-need-address'],
  }),
  signInWithPasskey: defineRoute({
    method: 'post',
    path: '/session/passkey',
    operationId: 'signInWithPasskey',
    summary: 'Sign in with a passkey; it counts as a second factor',
    body: z.object({ passkey: passkeyProof }),
    response: session,
    status: 200,
    errors: [
      'identity.passkeys-need-address',
      'identity.passkey-refused',
      'identity.blocked',
      'identity.wrong-credentials',
    ],
  }),
  getProof: defineRoute({
    method: 'get',
    path: '/session/proof',
    operationId: 'getProof',
    summary: 'Did I prove a moment ago that it is me, and with what can I',
    response: proofState,
    status: 200,
    errors: [],
  }),
  startProof: defineRoute({
    method: 'post',
    path: '/session/proof/passkey-challenges',
    operationId: 'startProof',
    summary: 'What a passkey has to sign to prove that it is me',
    response: passkeyRequest,
    status: 201,
    errors: ['identity.passkeys-need-address'],
  }),
  prove: defineRoute({
    method: 'post',
    path: '/session/proof',
    operationId: 'prove',
    summary: 'Prove once more that it is me',
    body: proof,
    response: proofState,
    status: 200,
    errors: [
      'identity.proof-refused',
      'identity.password-wrong',
      'identity.passkeys-need-address',
      'identity.passkey-refused',
      ...codeErrors,
    ],
  }),
  resetFactors: defineRoute({
    method: 'delete',
    path: '/persons/{person}/factors',
    operationId: 'resetFactors',
    summary: 'Take away the second factors of a colleague who lost them, and end their sessions',
    params: z.object({ person: z.string().max(64) }),
    response: z.null(),
    status: 200,
    errors: [
      'identity.person-unknown',
      'identity.administrator-only',
      'identity.other-organisation',
      'identity.not-yourself',
      'identity.no-factor',
    ],
  }),
  getSignInRules: defineRoute({
    method: 'get',
    path: '/organisations/{organisation}/sign-in-rules',
    operationId: 'getSignInRules',
    summary: 'What an organisation asks of its people when they sign in',
    params: ofOrganisation,
    response: signInRules,
    status: 200,
    errors: ['identity.organisation-unknown', 'identity.other-organisation'],
  }),
  putSignInRules: defineRoute({
    method: 'put',
    path: '/organisations/{organisation}/sign-in-rules',
    operationId: 'putSignInRules',
    summary: 'Demand a second factor of everybody of the organisation, or no longer',
    params: ofOrganisation,
    body: z.object({ secondFactor: z.boolean() }),
    response: signInRules,
    status: 200,
    errors: ['identity.organisation-unknown', 'identity.administrator-only', 'identity.other-organisation'],
  }),
} as const;
