import type { AnyDb, AnyTx, Db, Given } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import { createFetchOutside } from '../../platform/http/fetch-outside.ts';
import type { Logger } from '../../platform/log/logger.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { LetterDeps } from './accounts.deps.ts';
import { bindAccounts, bindNetwork } from './accounts.routes.ts';
import type { IdentityAction } from './actions.contract.ts';
import { createSignInAttempts } from './attempts.ts';
import { createDevices } from './devices.ts';
import { createFactorDeps } from './factors.deps.ts';
import { lacksSecondFactor } from './factors.policy.ts';
import { findSecondFactorDemand } from './factors.queries.ts';
import { bindFactors } from './factors.routes.ts';
import { createAuth, type PasswordHashing } from './identity.auth.ts';
import type { Organisation, Role, StartUp } from './identity.contract.ts';
import { listAccounts, listActors, listPersons } from './identity.queries.ts';
import { bindIdentity } from './identity.routes.ts';
import {
  createIdentityService,
  type DemoPerson,
  ensureDemoPeople,
  type FormerDeliverer,
} from './identity.service.ts';
import { type IdentityTables, ownTables } from './identity.tables.ts';
import { bindOwnAccount } from './own-account.routes.ts';
import { sendReset } from './own-account.service.ts';
import { bindServiceAccounts } from './service-accounts.routes.ts';
import { findToken, requireScript } from './service-accounts.service.ts';
import { createSetUpCode } from './set-up.code.ts';
import { bindSetUp } from './set-up.routes.ts';
import { renewSetUpCode } from './set-up.service.ts';
import { isLoopback } from './sign-on.deps.ts';
import { createSignOnKeys } from './sign-on.keys.ts';
import { bindSignOn } from './sign-on.routes.ts';

export type { CodeLetter, NewsLetter } from './accounts.deps.ts';
export { findFoundingOrganisation, findOrganisation, listOrganisations } from './identity.queries.ts';
export type { DemoPerson, FormerDeliverer } from './identity.service.ts';
export { identityMigrations } from './identity.tables.ts';

export interface IdentityDeps extends LetterDeps {
  readonly db: Db<IdentityTables>;
  readonly record: RecordEvent<IdentityAction>;
  /** What other modules do when somebody may not deliver any more, in the same transaction. */
  readonly deliveringEnded: (tx: AnyTx, former: FormerDeliverer) => Promise<void>;
  /** Starts `sendReset` later, so that what it takes tells nobody whether the address is known. */
  readonly askReset: (email: string) => Promise<void>;
  readonly now: () => Date;
  readonly logger: Logger;
  /** Signs sessions; the same after a restart, or everybody has to sign in again. */
  readonly secret: string;
  /** Where the hash of the set-up code is kept, and keys and secrets between organisations and their providers. */
  readonly secretsDirectory: string;
  readonly publicUrl?: string | undefined;
  /** Another way to keep passwords than the strong one; for tests about something else. */
  readonly hashing?: PasswordHashing | undefined;
  readonly demo?:
    | { readonly organisations: readonly Organisation[]; readonly people: readonly DemoPerson[] }
    | undefined;
  readonly readStartUp: () => StartUp;
}

export interface Identity {
  readonly bindings: RouteBinding[];
  /** The person behind a request, with roles as they are now. */
  readonly resolveActor: (headers: Headers) => Promise<Actor | null>;
  /** Mails a link for a new password to whoever has this address. */
  readonly sendReset: (email: string) => Promise<void>;
  /** Makes the organisations and persons of the demo when they are not there yet. */
  readonly ensureDemo: () => Promise<void>;
  /** At every start: the code that the first person needs; undefined once there is one. */
  readonly renewSetUpCode: () => Promise<string | undefined>;
}

export function createIdentity(given: Given<IdentityDeps>): Identity {
  const deps = { ...given, db: ownTables(given.db) };
  const auth = createAuth(deps);
  const devices = createDevices({
    secret: deps.secret,
    isHttps: deps.publicUrl?.startsWith('https:') ?? false,
  });
  const serviceDeps = { ...deps, auth, devices, demoPeople: deps.demo?.people };
  const signInDeps = {
    ...serviceDeps,
    attempts: createSignInAttempts(deps.now),
  };
  const setUpDeps = { ...serviceDeps, setUpCode: createSetUpCode(deps.secretsDirectory, deps.secret) };
  const allowLoopback = deps.publicUrl === undefined || isLoopback(new URL(deps.publicUrl));
  const signOnDeps = {
    ...serviceDeps,
    keys: createSignOnKeys(deps.secretsDirectory),
    fetchOutside: createFetchOutside({ allowLoopback }),
  };
  return {
    bindings: [
      ...bindIdentity(createIdentityService(serviceDeps), signInDeps, deps.readStartUp),
      ...bindAccounts(serviceDeps),
      ...bindNetwork(serviceDeps),
      ...bindOwnAccount(serviceDeps),
      ...bindSetUp(setUpDeps),
      ...bindSignOn(signOnDeps),
      ...bindServiceAccounts(serviceDeps),
      ...bindFactors(createFactorDeps(signInDeps)),
    ],
    resolveActor: async (headers) => {
      const token = findToken(headers);
      if (token !== undefined) return requireScript(serviceDeps, token);
      const session = await auth.findSession(headers);
      if (session === undefined) return null;
      const [actor] = await listActors(deps.db, { id: session.userId });
      if (actor === undefined) return null;
      const { method, provenAt } = session;
      const isDemanded = (await findSecondFactorDemand(deps.db, actor.id)) !== null;
      return {
        ...actor,
        lacksSecondFactor: lacksSecondFactor(method, { isDemanded }),
        provenAt,
        readAt: deps.now(),
      };
    },
    sendReset: (email) => sendReset(serviceDeps, email),
    ensureDemo: async () => {
      if (deps.demo !== undefined) await ensureDemoPeople(serviceDeps, deps.demo);
    },
    renewSetUpCode: () => renewSetUpCode(setUpDeps),
  };
}

export async function personsWithRole(
  db: AnyDb,
  organisation: string,
  role: Role,
): Promise<{ id: string; name: string }[]> {
  const persons = await listPersons(ownTables(db), { organisation });
  return persons.filter((person) => person.roles.includes(role)).map(({ id, name }) => ({ id, name }));
}

/** The people of these organisations who can sign in, whatever their role. */
export async function listMembers(
  db: AnyDb,
  organisations: readonly string[],
): Promise<{ id: string; name: string; organisation: string }[]> {
  const persons = await listPersons(ownTables(db), {});
  return persons
    .filter(({ organisation }) => organisations.includes(organisation))
    .map(({ id, name, organisation }) => ({ id, name, organisation }));
}

/** As `listMembers`, with their roles: what somebody brings to a session. */
export async function listMembersWithRoles(
  db: AnyDb,
  organisations: readonly string[],
): Promise<{ id: string; name: string; organisation: string; roles: Role[] }[]> {
  const persons = await listPersons(ownTables(db), {});
  return persons
    .filter(({ organisation }) => organisations.includes(organisation))
    .map(({ id, name, organisation, roles }) => ({ id, name, organisation, roles }));
}

/** Blocked people too: what they did keeps their name. */
export async function findPersonName(db: AnyDb, id: string): Promise<string | undefined> {
  const [person] = await listAccounts(ownTables(db), { id });
  return person?.name;
}

/** Everybody who can sign in, as they would be signed in; for messages that the platform itself sends. */
export function listEverybody(db: AnyDb): Promise<Actor[]> {
  return listActors(ownTables(db), {});
}

/** Somebody of the demo as they would be signed in; for what the demo does on their behalf. */
export async function findPersonByEmail(db: AnyDb, email: string): Promise<Actor | undefined> {
  const [actor] = await listActors(ownTables(db), { email: email.toLowerCase() });
  return actor;
}
