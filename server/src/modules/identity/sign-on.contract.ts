import { z } from 'zod';
import { instant, localText, permission, slug } from '../../platform/http/common.contract.ts';
import { emailAddress } from '../../platform/http/name.contract.ts';
import { defineRoute } from '../../platform/http/route.ts';
import { role, roles } from './identity.contract.ts';

const name = z.string().trim().min(1).max(200);
const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/);

/** How an organisation signs its people in: by its own provider, with OpenID Connect. */
const settings = z.object({
  /** Of the provider, as it calls itself: under it stands `/.well-known/openid-configuration`. */
  issuer: z.url().max(500),
  clientId: name,
  /** How this server proves to the provider who it is. */
  authentication: z.enum(['private-key', 'client-secret']),
  /** What is asked for, the most wanted first. */
  acrValues: z.array(name.regex(/^\S+$/)).max(10),
  /** A sign-in of another level is refused. */
  requiredAcr: name.nullable(),
  /** The claim that holds the groups of a person; without it the administrator gives the roles. */
  groupsClaim: name.nullable(),
  groupRoles: z.array(z.object({ group: name, roles: z.array(role).min(1).max(roles.length) })).max(100),
  /** The e-mail addresses of the organisation end in these. */
  domains: z.array(domain).max(20),
  /** People with such an address do not come in with a password; administrators do, for when the provider is down. */
  domainsOnly: z.boolean(),
  /** Somebody with such an address and without an account gets one at the first sign-in. */
  makesPersons: z.boolean(),
  /** The page to sign in names the organisation to everybody. */
  isNamed: z.boolean(),
});

export const signOnSettings = settings
  .extend({
    /** The secret itself is never given back. */
    hasSecret: z.boolean(),
    /** False where the provider does not say whether it knows PKCE; it is used anyway. */
    saysPkce: z.boolean(),
    changedAt: instant,
    changedBy: z.string(),
  })
  .meta({ id: 'SignOnSettings' });
export type SignOnSettings = z.infer<typeof signOnSettings>;

export const signOnSettingsChange = settings.extend({
  /** Left out, the one that is kept stays. */
  clientSecret: z.string().min(1).max(500).optional(),
});
export type SignOnSettingsChange = z.infer<typeof signOnSettingsChange>;

export const organisationSignOn = z
  .object({
    settings: signOnSettings.nullable(),
    /** What to register at the provider. */
    addresses: z.object({ redirect: z.string(), keys: z.string(), logout: z.string() }),
    may: z.object({ change: permission }),
  })
  .meta({ id: 'OrganisationSignOn' });
export type OrganisationSignOn = z.infer<typeof organisationSignOn>;

/** An organisation whose provider can be signed in through. */
export const signOn = z.object({ organisation: slug, name: localText }).meta({ id: 'SignOn' });
export type SignOn = z.infer<typeof signOn>;

/** The provider of the own organisation. */
export const ownSignOn = z
  .object({
    issuer: z.string(),
    /** Since when it signs me in; null when it does not know me yet. */
    linkedAt: instant.nullable(),
  })
  .meta({ id: 'OwnSignOn' });
export type OwnSignOn = z.infer<typeof ownSignOn>;

/** What is wrong with the settings, or with the provider they name. */
const providerErrors = [
  'identity.sign-on-needs-address',
  'identity.sign-on-address-insecure',
  'identity.sign-on-address-private',
  'identity.sign-on-unreachable',
  'identity.sign-on-not-a-provider',
  'identity.sign-on-wrong-issuer',
  'identity.sign-on-no-pkce',
  'identity.sign-on-no-private-key',
  'identity.sign-on-no-secret',
  'identity.sign-on-unknown-acr',
] as const;

export const signOnErrors = [
  ...providerErrors,
  'identity.sign-on-off',
  'identity.sign-on-expired',
  'identity.sign-on-wrong-state',
  'identity.sign-on-refused',
  'identity.sign-on-provider-error',
  'identity.sign-on-client-refused',
  'identity.sign-on-code-used',
  'identity.sign-on-untrusted',
  'identity.sign-on-clock',
  'identity.sign-on-too-weak',
  'identity.sign-on-old-proof',
  'identity.sign-on-no-email',
  'identity.sign-on-email-unverified',
  'identity.sign-on-no-account',
  'identity.sign-on-other-organisation',
  'identity.sign-on-other-person',
  'identity.sign-on-linked-already',
  'identity.sign-on-no-roles',
  'identity.sign-on-required',
  'identity.sign-on-domain-taken',
  'identity.sign-on-logout-wrong',
] as const;
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    signOn: (typeof signOnErrors)[number];
  }
}

const codeErrors = [
  'identity.code-wrong',
  'identity.code-used',
  'identity.code-withdrawn',
  'identity.code-expired',
] as const;

/** With these the page that says what went wrong is opened; they end no request. */
export const signOnProblems = [
  ...signOnErrors,
  'identity.organisation-unknown',
  'identity.blocked',
  ...codeErrors,
  'identity.code-other-address',
  'identity.email-taken',
  'session.required',
  'session.prove-again',
] as const;

const ofOrganisation = z.object({ organisation: slug });
const text = z.string().max(4000).optional();
/** A page of this server: a path of plain characters, so that no browser reads another server into it. */
const page = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[!-[\]-~]*$/);
const toPage = z.object({ to: page.default('/') });

export const signOnRoutes = {
  getSignOnSettings: defineRoute({
    method: 'get',
    path: '/organisations/{organisation}/sign-on',
    operationId: 'getSignOnSettings',
    summary: 'How the own organisation signs its people in, and what to register at its provider',
    params: ofOrganisation,
    response: organisationSignOn,
    status: 200,
    errors: [
      'identity.organisation-unknown',
      'identity.other-organisation',
      'identity.sign-on-needs-address',
    ],
  }),
  setSignOnSettings: defineRoute({
    method: 'put',
    path: '/organisations/{organisation}/sign-on',
    operationId: 'setSignOnSettings',
    summary: 'Sign people in through the provider of the own organisation, after a look at that provider',
    params: ofOrganisation,
    body: signOnSettingsChange,
    response: organisationSignOn,
    status: 200,
    errors: [
      'identity.organisation-unknown',
      'identity.other-organisation',
      'identity.administrator-only',
      'identity.sign-on-domain-taken',
      ...providerErrors,
    ],
  }),
  removeSignOnSettings: defineRoute({
    method: 'delete',
    path: '/organisations/{organisation}/sign-on',
    operationId: 'removeSignOnSettings',
    summary: 'Sign nobody in through the provider any more, and forget the key and the secret',
    params: ofOrganisation,
    response: z.null(),
    status: 200,
    errors: [
      'identity.organisation-unknown',
      'identity.other-organisation',
      'identity.administrator-only',
      'identity.sign-on-off',
    ],
  }),
  listSignOns: defineRoute({
    method: 'get',
    path: '/sign-on',
    operationId: 'listSignOns',
    summary: 'The organisations that are named on the page to sign in',
    response: z.array(signOn),
    status: 200,
    errors: [],
  }),
  findSignOn: defineRoute({
    method: 'post',
    path: '/sign-on',
    operationId: 'findSignOn',
    summary:
      'The organisation that signs in people with an address of this domain, whether they exist or not',
    body: z.object({ email: emailAddress }),
    response: signOn.nullable(),
    status: 200,
    errors: [],
  }),
  getOwnSignOn: defineRoute({
    method: 'get',
    path: '/session/sign-on',
    operationId: 'getOwnSignOn',
    summary: 'Whether I sign in through the provider of my organisation; null where it has none',
    response: ownSignOn.nullable(),
    status: 200,
    errors: [],
  }),
  startSignOn: defineRoute({
    method: 'get',
    path: '/sign-on/{organisation}',
    operationId: 'startSignOn',
    summary: 'Go to the provider of the organisation, to sign in',
    params: ofOrganisation,
    query: toPage,
    response: z.null(),
    status: 302,
    errors: [],
  }),
  openBySignOn: defineRoute({
    method: 'post',
    path: '/accounts/sign-on',
    operationId: 'openAccountBySignOn',
    summary: 'Begin to open an account with a one-time code and the sign-in of the organisation',
    body: z.object({ code: z.string().min(1).max(60) }),
    response: z.object({ address: z.string().describe('Of the provider, to go to') }),
    status: 200,
    errors: [...codeErrors, 'identity.sign-on-off', 'identity.sign-on-clock', ...providerErrors],
  }),
  linkSignOn: defineRoute({
    method: 'get',
    path: '/sign-on/{organisation}/link',
    operationId: 'linkSignOn',
    summary: 'Go to the provider, to sign in through it from then on with the account one is signed in with',
    params: ofOrganisation,
    query: toPage,
    response: z.null(),
    status: 302,
    errors: [],
  }),
  proveBySignOn: defineRoute({
    method: 'get',
    path: '/sign-on/{organisation}/proof',
    operationId: 'proveBySignOn',
    summary: 'Go to the provider, to prove again who one is',
    params: ofOrganisation,
    query: toPage,
    response: z.null(),
    status: 302,
    errors: [],
  }),
  finishSignOn: defineRoute({
    method: 'get',
    path: '/sign-on/{organisation}/callback',
    operationId: 'finishSignOn',
    summary:
      'Back from the provider: to the page that was asked for, or to the one that says what went wrong',
    params: ofOrganisation,
    query: z.object({ code: text, state: text, iss: text, error: text, error_description: text }),
    response: z.null(),
    status: 302,
    errors: signOnProblems,
  }),
  logOutBySignOn: defineRoute({
    method: 'post',
    path: '/sign-on/{organisation}/logout',
    operationId: 'logOutBySignOn',
    summary: 'The provider says that somebody signed out (OpenID Connect Back-Channel Logout)',
    params: ofOrganisation,
    form: true,
    body: z.object({ logout_token: z.string().min(1).max(10_000) }),
    response: z.null(),
    status: 200,
    errors: ['identity.sign-on-off', 'identity.sign-on-logout-wrong', 'identity.sign-on-unreachable'],
  }),
  getSignOnKeys: defineRoute({
    method: 'get',
    path: '/sign-on/{organisation}/jwks',
    operationId: 'getSignOnKeys',
    summary: 'The public key with which a provider knows this server (JWKS)',
    params: ofOrganisation,
    response: z.object({ keys: z.array(z.record(z.string(), z.string())) }),
    status: 200,
    errors: ['identity.organisation-unknown'],
  }),
} as const;
