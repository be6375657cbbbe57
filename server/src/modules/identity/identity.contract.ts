import { z } from 'zod';
import { instant, localText, slug } from '../../platform/http/common.contract.ts';
import { emailAddress, properName } from '../../platform/http/name.contract.ts';
import { defineRoute } from '../../platform/http/route.ts';

export const roles = [
  'administrator',
  'facilitator',
  'participant',
  'steward',
  'privacy-officer',
  'engineer',
  'analyst',
  'manager',
] as const;
export const role = z.enum(roles).meta({ id: 'Role' });
export type Role = z.infer<typeof role>;

export const organisationKinds = [
  'municipality',
  'police',
  'housing-association',
  'care-provider',
  'benefits-agency',
  'health-service',
  'school',
  'library',
  'hospital',
  'university',
  'business',
  'voluntary',
  'region',
] as const;

export const organisation = z
  .object({
    slug,
    name: localText,
    kind: z.enum(organisationKinds),
    /** Position in the palette of organisation colours, from 0. */
    colour: z.int().min(0).max(7),
  })
  .meta({ id: 'Organisation' });
export type Organisation = z.infer<typeof organisation>;

export const newOrganisation = organisation
  .omit({ colour: true })
  .extend({ name: z.object({ nl: properName, en: properName }) });

export const person = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.email(),
    organisation: slug,
    /** The roles that are in force. */
    roles: z.array(role),
    /** Roles that were given, and wait until somebody else confirmed them. */
    waitingRoles: z.array(role),
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof person>;

/** How a person came in. */
export const signInMethods = ['password', 'password-and-code', 'passkey', 'organisation', 'demo'] as const;
export type SignInMethod = (typeof signInMethods)[number];

export const session = z
  .object({
    person: person.nullable(),
    /** With what to complete the password that was right just now; null when no sign-in is under way. */
    secondStep: z.array(z.enum(['passkey', 'code'])).nullable(),
    /** The organisation demands a second factor, and this person first sets one up. */
    lacksSecondFactor: z.boolean(),
    demo: z.boolean(),
    /** Nobody has an account yet: the first person may set the platform up. */
    needsFirstPerson: z.boolean(),
    demoPersons: z.array(person),
    /** Whose people the demo persons are; empty outside the demo, where only members know the network. */
    demoOrganisations: z.array(organisation),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;

export const startUp = z
  .object({
    /** People can begin. */
    ready: z.boolean(),
    /** Nothing is being prepared any more, also not behind the people who began. */
    complete: z.boolean(),
    demo: z.boolean(),
    steps: z.array(
      z.object({
        code: z.string(),
        state: z.enum(['waiting', 'busy', 'done', 'failed']),
        /** 0 to 1. */
        progress: z.number().min(0).max(1),
        /** People need not wait for it. */
        behind: z.boolean(),
      }),
    ),
    startedAt: instant,
  })
  .meta({ id: 'StartUp' });
export type StartUp = z.infer<typeof startUp>;

export const password = z.string().min(12).max(200);

export const identityErrors = [
  'identity.wrong-credentials',
  'identity.blocked',
  'identity.demo-only',
  'identity.already-set-up',
  'identity.set-up-code-wrong',
  'identity.email-taken',
  'identity.organisation-taken',
  'identity.organisation-unknown',
  'identity.leader-only',
  'identity.other-organisation',
  'identity.roles-apart',
  'identity.has-accounts',
  'identity.code-wrong',
  'identity.code-unknown',
  'identity.password-obvious',
  'identity.password-wrong',
  'identity.person-unknown',
  'identity.administrator-only',
  'identity.last-administrator',
  'identity.no-password',
  'identity.own-officer',
  'identity.code-used',
  'identity.code-expired',
  'identity.code-withdrawn',
  'identity.code-other-address',
  'identity.email-same',
  'identity.sign-in-unknown',
  'identity.no-intention',
  'identity.speaker-only',
  'identity.not-yourself',
  'identity.already-blocked',
  'identity.not-blocked',
  'identity.no-account-yet',
  'identity.already-confirmed',
  'identity.privacy-officer-only',
  'identity.own-organisation',
  'identity.maker-confirms-not',
  'identity.no-officer',
  'identity.colleague-first',
  'identity.newer-account',
] as const;
export type IdentityError = (typeof identityErrors)[number];
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    identity: (typeof identityErrors)[number];
  }
}

export const identityRoutes = {
  getSession: defineRoute({
    method: 'get',
    path: '/session',
    operationId: 'getSession',
    summary: 'Who am I',
    response: session,
    status: 200,
    errors: [],
  }),
  signIn: defineRoute({
    method: 'post',
    path: '/session',
    operationId: 'signIn',
    summary: 'Sign in with e-mail and password; a person with a second factor completes it in a second step',
    body: z.object({ email: emailAddress, password: z.string().min(1).max(200) }),
    response: session,
    status: 200,
    errors: ['identity.wrong-credentials', 'identity.blocked', 'identity.sign-on-required'],
  }),
  signInAsDemoPerson: defineRoute({
    method: 'post',
    path: '/session/demo',
    operationId: 'signInAsDemoPerson',
    summary: 'Sign in as one of the persons of the demo',
    body: z.object({ email: emailAddress }),
    response: session,
    status: 200,
    errors: ['identity.demo-only', 'identity.wrong-credentials', 'identity.blocked'],
  }),
  signOut: defineRoute({
    method: 'delete',
    path: '/session',
    operationId: 'signOut',
    summary: 'Sign out',
    response: session,
    status: 200,
    errors: [],
  }),
  setUp: defineRoute({
    method: 'post',
    path: '/first-person',
    operationId: 'setUp',
    summary: 'Make the first organisation and its administrator, once',
    body: z.object({
      /** Printed where the server was started. */
      code: z.string().min(1).max(100),
      organisation: newOrganisation,
      name: properName,
      email: emailAddress,
      password,
    }),
    response: session,
    status: 201,
    errors: ['identity.already-set-up', 'identity.set-up-code-wrong', 'identity.password-obvious'],
  }),
  listOrganisations: defineRoute({
    method: 'get',
    path: '/organisations',
    operationId: 'listOrganisations',
    summary: 'The organisations of the network',
    response: z.array(organisation),
    status: 200,
    errors: [],
  }),
  addOrganisation: defineRoute({
    method: 'post',
    path: '/organisations',
    operationId: 'addOrganisation',
    summary: 'Add an organisation to the network',
    body: newOrganisation,
    response: organisation,
    status: 201,
    errors: ['identity.organisation-taken', 'identity.leader-only', 'session.organisation-waits'],
  }),
  listPersons: defineRoute({
    method: 'get',
    path: '/organisations/{organisation}/persons',
    operationId: 'listPersons',
    summary: 'The people of an organisation who can sign in, and their roles',
    params: z.object({ organisation: slug }),
    response: z.array(person),
    status: 200,
    errors: ['identity.organisation-unknown'],
  }),
  getStartUp: defineRoute({
    method: 'get',
    path: '/start-up',
    operationId: 'getStartUp',
    summary: 'How far the first start is',
    response: startUp,
    status: 200,
    errors: [],
  }),
} as const;
