import type { Tx } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import { properName } from '../../platform/http/name.contract.ts';
import { endWithRoles } from './accounts.administration.ts';
import { requireOpenCode } from './accounts.codes.ts';
import { tellNews } from './accounts.news.ts';
import { isLastAdministrator } from './accounts.policy.ts';
import { lockOrganisation, markUsed } from './accounts.queries.ts';
import type { Person, Role } from './identity.contract.ts';
import {
  type AccountRow,
  accountToPerson,
  insertPerson,
  listAccounts,
  textToRoles,
} from './identity.queries.ts';
import { orWhenTaken } from './identity.service.ts';
import type { IdentityTables } from './identity.tables.ts';
import type { PendingSignOn } from './sign-on.cookie.ts';
import type { SignOnDeps } from './sign-on.deps.ts';
import { domainOf, renewRoles, rolesOfGroups } from './sign-on.policy.ts';
import {
  findLinkedAt,
  findPersonOf,
  linkPerson,
  type SignOnRow,
  type Subject,
  setRoles,
} from './sign-on.queries.ts';

/** Somebody as their provider knows them, after everything it signed was verified. */
export interface Identified {
  readonly subject: Subject;
  /** Of the session there. */
  readonly sid: string | null;
  readonly provenAt: Date;
  readonly claims: Readonly<Record<string, unknown>>;
}

type Writer = Tx<IdentityTables>;
type Pending = Pick<PendingSignOn, 'kind' | 'code' | 'person'>;

/** The person to let in, with the roles that their groups give now. */
export function requirePersonToEnter(
  deps: SignOnDeps,
  row: SignOnRow,
  pending: Pending,
  identified: Identified,
): Promise<Person> {
  return deps.db.transaction().execute(async (tx) => {
    await lockOrganisation(tx, row.organisation);
    const found = await requireAccount(deps, tx, row, pending, identified);
    const account = await getAccount(tx, found.id);
    if (account.organisation !== row.organisation)
      throw new Failure('identity.sign-on-other-organisation', 403);
    if (account.isBlocked) throw new Failure('identity.blocked', 403);
    await renew(deps, tx, row, { account, identified, isVouchedFor: found.isVouchedFor });
    return accountToPerson(await getAccount(tx, account.id));
  });
}

interface Found {
  readonly id: string;
  /** False where the provider alone says that an account that was there is of this person. */
  readonly isVouchedFor: boolean;
}

async function requireAccount(
  deps: SignOnDeps,
  tx: Writer,
  row: SignOnRow,
  pending: Pending,
  identified: Identified,
): Promise<Found> {
  const { subject } = identified;
  const known = await findPersonOf(tx, subject);
  if (pending.kind === 'link') return linkOwn(deps, tx, pending.person ?? '', known, subject);
  if (known !== undefined) return { id: known, isVouchedFor: true };
  const email = requireVerifiedEmail(identified);
  if (pending.code !== undefined) return openWithCode(deps, tx, row, pending.code, { identified, email });
  const [existing] = await listAccounts(tx, { email });
  if (existing === undefined) return makePerson(deps, tx, row, { identified, email });
  if (existing.organisation !== row.organisation)
    throw new Failure('identity.sign-on-other-organisation', 403);
  await link(deps, tx, existing.id, subject);
  return { id: existing.id, isVouchedFor: false };
}

async function linkOwn(
  deps: SignOnDeps,
  tx: Writer,
  person: string,
  known: string | undefined,
  subject: Subject,
): Promise<Found> {
  if (known !== undefined && known !== person) throw new Failure('identity.sign-on-linked-already', 409);
  if (known === undefined) await link(deps, tx, person, subject);
  return { id: person, isVouchedFor: true };
}

async function link(deps: SignOnDeps, tx: Writer, person: string, subject: Subject): Promise<void> {
  if ((await findLinkedAt(tx, person, subject.issuer)) !== undefined)
    throw new Failure('identity.sign-on-linked-already', 409);
  await linkPerson(tx, person, subject, deps.now());
  const account = await getAccount(tx, person);
  const { organisation } = account;
  await tellNews(deps, tx, { kind: 'sign-on-linked', organisation, person: account, by: null });
  await deps.record(tx, {
    actor: null,
    action: 'identity.sign-on-linked',
    subject: `person/${person}`,
    details: { issuer: subject.issuer },
  });
}

function requireVerifiedEmail({ claims }: Identified): string {
  const { email, email_verified: isVerified } = claims;
  if (typeof email !== 'string' || !/^[^\s@]+@[^\s@]+$/.test(email))
    throw new Failure('identity.sign-on-no-email', 422);
  if (isVerified !== true) throw new Failure('identity.sign-on-email-unverified', 422);
  return email.toLowerCase();
}

interface Newcomer {
  readonly identified: Identified;
  readonly email: string;
}

async function openWithCode(
  deps: SignOnDeps,
  tx: Writer,
  { organisation }: SignOnRow,
  hash: string,
  { identified, email }: Newcomer,
): Promise<Found> {
  const code = await requireOpenCode(deps, tx, { hash }, ['colleague']);
  if (code.organisation !== organisation) throw new Failure('identity.code-wrong', 401);
  if (code.email !== email) throw new Failure('identity.code-other-address', 409, { name: code.made_by });
  await markUsed(tx, code.id, deps.now());
  const roles = textToRoles(code.roles);
  const by = { id: code.made_by_id, name: code.made_by };
  return openAccount(deps, tx, { identified, email, organisation, roles, by });
}

async function makePerson(
  deps: SignOnDeps,
  tx: Writer,
  { organisation, makesPersons, domains }: SignOnRow,
  { identified, email }: Newcomer,
): Promise<Found> {
  if (!makesPersons || !domains.includes(domainOf(email)))
    throw new Failure('identity.sign-on-no-account', 403);
  return openAccount(deps, tx, { identified, email, organisation, roles: [], by: null });
}

interface Opened extends Newcomer {
  readonly organisation: string;
  readonly roles: readonly Role[];
  /** Who invited them. */
  readonly by: { readonly id: string; readonly name: string } | null;
}

async function openAccount(
  deps: SignOnDeps,
  tx: Writer,
  { identified, by, ...opened }: Opened,
): Promise<Found> {
  const name = nameOf(identified, opened.email);
  const person = {
    ...opened,
    name,
    madeById: by?.id ?? null,
    passwordHash: null,
    isConfirmedOfficer: false,
  };
  const taken = new Failure('identity.email-taken', 409);
  const id = await orWhenTaken(insertPerson(tx, person, deps.now()), taken);
  await linkPerson(tx, id, identified.subject, deps.now());
  const { organisation, email, roles } = opened;
  await tellNews(deps, tx, { kind: 'account-opened', organisation, person: { id, name, email }, by, roles });
  await deps.record(tx, {
    actor: accountToPerson(await getAccount(tx, id)),
    action: 'identity.account-opened',
    subject: `person/${id}`,
    details: { organisation, roles: roles.join(', ') },
  });
  return { id, isVouchedFor: true };
}

/** As the provider says it, when colleagues may be called so; else they are known by their address. */
function nameOf({ claims }: Identified, email: string): string {
  const told = typeof claims['name'] === 'string' ? claims['name'].toWellFormed() : '';
  const name = properName.safeParse(told.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, 120));
  return name.success ? name.data : email.slice(0, 120);
}

/** Where groups give the roles they give all of them, each time; else the administrator gave them, and they stay. */
async function renew(
  deps: SignOnDeps,
  tx: Writer,
  { organisation, groupsClaim, groupRoles }: SignOnRow,
  {
    account,
    identified,
    isVouchedFor,
  }: { account: AccountRow; identified: Identified; isVouchedFor: boolean },
): Promise<void> {
  const { id, heldRoles, isConfirmedOfficer } = account;
  const colleagues = await listAccounts(tx, { organisation });
  const groups = groupsClaim === null ? [] : groupsIn(identified, groupsClaim);
  const roles =
    groupsClaim === null
      ? heldRoles
      : renewRoles(rolesOfGroups(groups, groupRoles), {
          isLastAdministrator: isLastAdministrator(id, colleagues),
        });
  const wasOfficer = heldRoles.includes('privacy-officer') && isConfirmedOfficer;
  await setRoles(tx, id, roles, wasOfficer && isVouchedFor);
  await endWithRoles(deps, tx, accountToPerson(account), account, roles);
  if ([...roles].sort().join() === [...heldRoles].sort().join()) return;
  await tellNews(deps, tx, { kind: 'roles-changed', organisation, person: account, by: null, roles });
  await deps.record(tx, {
    actor: null,
    action: 'identity.roles-renewed',
    subject: `person/${id}`,
    details: { organisation, roles: roles.join(', ') },
  });
}

function groupsIn({ claims }: Identified, claim: string): string[] {
  const told = claims[claim];
  const list: readonly unknown[] = Array.isArray(told) ? told : [told];
  return list.filter((group) => typeof group === 'string');
}

async function getAccount(tx: Writer, id: string): Promise<AccountRow> {
  const [account] = await listAccounts(tx, { id });
  if (account === undefined) throw new Failure('identity.sign-on-no-account', 403);
  return account;
}
