import { randomBytes } from 'node:crypto';
import type { AnyTx, Db, Tx } from '../../platform/db/database.ts';
import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { createRateLimit, type RateLimit } from '../../platform/http/rate-limit.ts';
import type { RecordEvent } from '../audit/audit.api.ts';
import type { LetterDeps } from './accounts.deps.ts';
import type { IdentityAction } from './actions.contract.ts';
import type { Devices } from './devices.ts';
import { lacksSecondFactor } from './factors.policy.ts';
import { findSecondFactorDemand, listFactorKinds } from './factors.queries.ts';
import { beginSecondStep, endSecondStep, findSecondStep } from './factors.second-step.ts';
import type { Auth } from './identity.auth.ts';
import type { Organisation, Person, Role, Session, SignInMethod } from './identity.contract.ts';
import { mayAddOrganisation } from './identity.policy.ts';
import {
  accountToPerson,
  countPersons,
  findOrganisation,
  insertOrganisation,
  insertPerson,
  listAccounts,
  listOrganisations,
  listPersons,
} from './identity.queries.ts';
import type { IdentityTables } from './identity.tables.ts';
import { isObviousPassword } from './passwords.ts';
import { mayUsePassword } from './sign-on.policy.ts';
import { findSignOnRow } from './sign-on.queries.ts';

export interface DemoPerson {
  readonly name: string;
  readonly email: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
}

/** Whose right to deliver ended, and who decided so. */
export interface FormerDeliverer {
  readonly person: string;
  readonly actor: Actor;
}

export interface IdentityServiceDeps extends LetterDeps {
  readonly db: Db<IdentityTables>;
  readonly auth: Auth;
  readonly devices: Devices;
  readonly record: RecordEvent<IdentityAction>;
  /** What other modules do when somebody may not deliver any more, in the same transaction. */
  readonly deliveringEnded: (tx: AnyTx, former: FormerDeliverer) => Promise<void>;
  readonly now: () => Date;
  readonly secret: string;
  /** Looks up the address later, and sends a link to whoever has it. */
  readonly askReset: (email: string) => Promise<void>;
  readonly publicUrl?: string | undefined;
  /** The persons a visitor may sign in as in the demo; undefined outside the demo. */
  readonly demoPeople?: readonly DemoPerson[] | undefined;
}

export interface SignedIn {
  readonly session: Session;
  readonly cookies: Headers;
}

const uniqueViolation = '23505';
const attemptsPerQuarter = 10;

export function createAttempts(now: () => Date, perQuarter = attemptsPerQuarter): RateLimit {
  return createRateLimit(perQuarter, 15 * 60_000, () => now().getTime());
}

/**
 * Signs in with a password, or begins the second step of a person who has a second factor: before that there is no
 * session. Only a caller with all of it learns that an account is blocked.
 */
export async function enter(
  deps: IdentityServiceDeps,
  email: string,
  password: string,
  headers: Headers,
): Promise<SignedIn> {
  const id = await deps.auth.findByPassword(email, password);
  if (id === undefined) throw new Failure('identity.wrong-credentials', 401);
  await requirePasswordSuffices(deps, id);
  const secondStep = await listFactorKinds(deps.db, id);
  if (secondStep.length > 0) {
    const session = { ...(await describeSession(deps, null)), secondStep };
    return { session, cookies: await beginSecondStep(deps, id) };
  }
  return beginSession(deps, id, 'password', headers);
}

/** Said to the person who knows the password only: a stranger does not learn whose account goes through a provider. */
export async function requirePasswordSuffices(deps: IdentityServiceDeps, id: string): Promise<void> {
  const [account] = await listAccounts(deps.db, { id });
  if (account === undefined) return;
  requireAllowed(mayUsePassword(account, await findSignOnRow(deps.db, account.organisation)));
}

/** Lets in a person who has just proved who they are, in whatever way. */
export async function beginSession(
  deps: IdentityServiceDeps,
  id: string,
  method: SignInMethod,
  headers: Headers,
): Promise<SignedIn> {
  const [account] = await listAccounts(deps.db, { id });
  if (account === undefined) throw new Failure('identity.wrong-credentials', 401);
  if (account.isBlocked) throw new Failure('identity.blocked', 403);
  const cookies = await deps.auth.startSession(id, headers, { method, provenAt: deps.now() });
  if (method !== 'demo') cookies.append('set-cookie', deps.devices.remember(account.email, headers));
  const person = accountToPerson(account);
  await deps.db
    .transaction()
    .execute((tx) =>
      deps.record(tx, { actor: person, action: 'identity.signed-in', subject: `person/${person.id}` }),
    );
  const isDemanded = (await findSecondFactorDemand(deps.db, id)) !== null;
  const actor = { ...person, lacksSecondFactor: lacksSecondFactor(method, { isDemanded }) };
  return { session: await describeSession(deps, actor), cookies };
}

export function requireGoodPassword(
  password: string,
  person: { readonly name: string; readonly email: string },
): void {
  if (isObviousPassword(password, person)) throw new Failure('identity.password-obvious', 400);
}

export type IdentityService = ReturnType<typeof createIdentityService>;

export function createIdentityService(deps: IdentityServiceDeps) {
  return {
    describeSession: async (actor: Actor | null, headers: Headers): Promise<Session> => {
      const pending = actor === null ? await findSecondStep(deps, headers) : undefined;
      const secondStep = pending === undefined ? null : await listFactorKinds(deps.db, pending);
      return { ...(await describeSession(deps, actor)), secondStep };
    },
    signInAsDemoPerson: async (email: string, headers: Headers): Promise<SignedIn> => {
      const isKnown = deps.demoPeople?.some((person) => person.email === email.toLowerCase()) ?? false;
      const [account] = isKnown ? await listAccounts(deps.db, { email: email.toLowerCase() }) : [];
      if (account === undefined) throw new Failure('identity.demo-only', 403);
      return beginSession(deps, account.id, 'demo', headers);
    },
    signOut: async (actor: Actor | null, headers: Headers): Promise<SignedIn> => {
      const cookies = actor === null ? new Headers() : await deps.auth.signOut(headers);
      cookies.set('clear-site-data', '"storage"');
      cookies.append('set-cookie', endSecondStep(deps));
      return { session: await describeSession(deps, null), cookies };
    },
    addOrganisation: (actor: Actor, input: Omit<Organisation, 'colour'>) =>
      deps.db.transaction().execute((tx) => addOrganisation(deps, tx, actor, input)),
    listOrganisations: () => listOrganisations(deps.db),
    listPersons: async (organisation: string): Promise<Person[]> => {
      if ((await findOrganisation(deps.db, organisation)) === undefined) throw unknownOrganisation();
      return listPersons(deps.db, { organisation });
    },
  };
}

export async function describeSession(deps: IdentityServiceDeps, actor: Actor | null): Promise<Session> {
  const { demoPeople } = deps;
  const person = actor === null ? [] : await listPersons(deps.db, { id: actor.id });
  const demoEmails = new Set(demoPeople?.map((known) => known.email));
  const everyone = demoPeople === undefined ? [] : await listPersons(deps.db, {});
  return {
    person: person[0] ?? null,
    secondStep: null,
    lacksSecondFactor: actor?.lacksSecondFactor ?? false,
    demo: demoPeople !== undefined,
    needsFirstPerson: demoPeople === undefined && (await countPersons(deps.db)) === 0,
    demoPersons: everyone.filter((known) => demoEmails.has(known.email)),
    demoOrganisations: demoPeople === undefined ? [] : await listOrganisations(deps.db),
  };
}

export async function addOrganisation(
  deps: IdentityServiceDeps,
  tx: Tx<IdentityTables>,
  actor: Actor,
  input: Omit<Organisation, 'colour'>,
): Promise<Organisation> {
  requireAllowed(mayAddOrganisation(actor));
  const taken = new Failure('identity.organisation-taken', 409, { organisation: input.slug });
  const organisation = await orWhenTaken(
    insertOrganisation(tx, { ...input, isConfirmed: false }, deps.now()),
    taken,
  );
  await deps.record(tx, {
    actor,
    action: 'identity.organisation-added',
    subject: `organisation/${organisation.slug}`,
  });
  return organisation;
}

/** The organisations and persons of the demo, made once; nobody knows their passwords. */
export async function ensureDemoPeople(
  deps: IdentityServiceDeps,
  demo: { readonly organisations: readonly Organisation[]; readonly people: readonly DemoPerson[] },
): Promise<void> {
  const known = new Set((await listAccounts(deps.db, {})).map((account) => account.email));
  const missing = demo.people.filter((person) => !known.has(person.email));
  const unknownPassword = (): string => randomBytes(32).toString('base64url');
  const hashes = await Promise.all(missing.map(() => deps.auth.hashPassword(unknownPassword())));
  await deps.db.transaction().execute(async (tx) => {
    for (const organisation of demo.organisations) {
      if ((await findOrganisation(tx, organisation.slug)) === undefined) {
        await insertOrganisation(tx, { ...organisation, isConfirmed: true }, deps.now());
      }
    }
    for (const [index, person] of missing.entries()) {
      const passwordHash = hashes[index] ?? '';
      const isConfirmedOfficer = person.roles.includes('privacy-officer');
      await insertPerson(tx, { ...person, passwordHash, madeById: null, isConfirmedOfficer }, deps.now());
    }
  });
}

export async function orWhenTaken<T>(write: Promise<T>, failure: Failure): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if ((error as { code?: unknown }).code === uniqueViolation) throw failure;
    throw error;
  }
}

export function unknownOrganisation(): Failure {
  return new Failure('identity.organisation-unknown', 404);
}
