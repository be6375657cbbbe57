import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { AnyDb, Db, Tx } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { type HeldAccount, waitsForConfirmation } from './accounts.policy.ts';
import { type Organisation, type Person, type Role, roles } from './identity.contract.ts';
import { type IdentityTables, ownTables } from './identity.tables.ts';

type Reader = Db<IdentityTables>;
type Writer = Tx<IdentityTables>;

export async function listOrganisations(db: AnyDb): Promise<Organisation[]> {
  const rows = await ownTables(db)
    .selectFrom('organization')
    .selectAll()
    .orderBy('createdAt')
    .orderBy('slug')
    .execute();
  return rows.map(rowToOrganisation);
}

export async function findOrganisation(db: AnyDb, slug: string): Promise<Organisation | undefined> {
  const row = await ownTables(db)
    .selectFrom('organization')
    .selectAll()
    .where('slug', '=', slug)
    .executeTakeFirst();
  return row === undefined ? undefined : rowToOrganisation(row);
}

/** The first organisation there was: it runs the installation. */
export async function findFoundingOrganisation(db: AnyDb): Promise<string | undefined> {
  const row = await ownTables(db)
    .selectFrom('organization')
    .select('slug')
    .orderBy('createdAt')
    .orderBy('colour')
    .limit(1)
    .executeTakeFirst();
  return row?.slug;
}

export async function insertOrganisation(
  tx: Writer,
  organisation: Omit<Organisation, 'colour'> & { colour?: number; isConfirmed: boolean },
  at: Date,
): Promise<Organisation> {
  const { n } = await tx
    .selectFrom('organization')
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  const row = await tx
    .insertInto('organization')
    .values({
      id: randomUUID(),
      slug: organisation.slug,
      name: organisation.name.nl,
      nameNl: organisation.name.nl,
      nameEn: organisation.name.en,
      kind: organisation.kind,
      colour: organisation.colour ?? n % 8,
      createdAt: at,
      confirmedAt: organisation.isConfirmed ? at : null,
      confirmedBy: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return rowToOrganisation(row);
}

/** Nobody else opens an account until the transaction ends. */
export async function lockPersons(tx: Writer): Promise<void> {
  await sql`lock table "user" in exclusive mode`.execute(tx);
}

export async function countPersons(db: Reader): Promise<number> {
  const { n } = await db
    .selectFrom('user')
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

export interface PersonFilter {
  readonly id?: string;
  readonly email?: string;
  readonly organisation?: string;
}

/** An account as it is stored: with its confirmations, and whether it is blocked. */
export interface AccountRow extends HeldAccount {
  readonly name: string;
  readonly email: string;
  readonly organisationConfirmed: { readonly at: Date; readonly by: string | null } | null;
  readonly blocked: { readonly at: Date; readonly by: string; readonly reason: string } | null;
  /** Out for good: the name stays with what they did, and nothing else. */
  readonly removed: { readonly at: Date; readonly by: string; readonly reason: string } | null;
}

/** Blocked and removed accounts too, those that were there first at the top. */
export async function listAccounts(db: Reader, filter: PersonFilter): Promise<AccountRow[]> {
  let query = db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .innerJoin('organization', 'organization.id', 'member.organizationId')
    .select(['user.id', 'user.name', 'user.email', 'user.createdAt', 'organization.slug'])
    .select(['organization.confirmedAt', 'organization.confirmedBy', 'member.role', 'member.madeById'])
    .select(['member.officerConfirmedAt', 'member.blockedAt', 'member.blockedBy', 'member.blockedReason'])
    .select(['member.officerGivenById', 'member.removedAt', 'member.removedBy', 'member.removedReason'])
    .select((e) =>
      e
        .exists(
          e
            .selectFrom('account')
            .select('account.id')
            .whereRef('account.userId', '=', 'user.id')
            .where('account.providerId', '<>', 'credential'),
        )
        .as('hasSignOn'),
    )
    .orderBy('user.createdAt')
    .orderBy('user.name');
  if (filter.id !== undefined) query = query.where('user.id', '=', filter.id);
  if (filter.email !== undefined) query = query.where('user.email', '=', filter.email);
  if (filter.organisation !== undefined) query = query.where('organization.slug', '=', filter.organisation);
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    organisation: row.slug,
    heldRoles: textToRoles(row.role),
    since: row.createdAt,
    madeById: row.madeById,
    isConfirmedOrganisation: row.confirmedAt !== null,
    isConfirmedOfficer: row.officerConfirmedAt !== null,
    officerGivenById: row.officerGivenById,
    isBlocked: row.blockedAt !== null || row.removedAt !== null,
    hasSignOn: Boolean(row.hasSignOn),
    organisationConfirmed: row.confirmedAt === null ? null : { at: row.confirmedAt, by: row.confirmedBy },
    blocked: toDecision(row.blockedAt, row.blockedBy, row.blockedReason),
    removed: toDecision(row.removedAt, row.removedBy, row.removedReason),
  }));
}

function toDecision(at: Date | null, by: string | null, reason: string | null): AccountRow['blocked'] {
  return at === null ? null : { at, by: by ?? '', reason: reason ?? '' };
}

/** The people who can sign in. */
export async function listPersons(db: Reader, filter: PersonFilter): Promise<Person[]> {
  const accounts = await listAccounts(db, filter);
  return accounts.filter(({ isBlocked }) => !isBlocked).map(accountToPerson);
}

/** As `listPersons`, as they are on a request. */
export async function listActors(db: Reader, filter: PersonFilter): Promise<Actor[]> {
  const accounts = await listAccounts(db, filter);
  return accounts
    .filter(({ isBlocked }) => !isBlocked)
    .map((account) => ({
      ...accountToPerson(account),
      organisationWaits: !account.isConfirmedOrganisation,
    }));
}

export function accountToPerson(account: AccountRow): Person {
  const { id, name, email, organisation, heldRoles } = account;
  const waits = (held: Role): boolean => waitsForConfirmation(held, account);
  return {
    id,
    name,
    email,
    organisation,
    roles: heldRoles.filter((held) => !waits(held)),
    waitingRoles: heldRoles.filter(waits),
  };
}

export function textToRoles(text: string): Role[] {
  return text.split(',').filter((held): held is Role => (roles as readonly string[]).includes(held));
}

export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
  /** Null for a person who comes in through the organisation only. */
  readonly passwordHash: string | null;
  /** Who made the code the account is opened with; null where nobody did. */
  readonly madeById: string | null;
  readonly isConfirmedOfficer: boolean;
}

export async function insertPerson(tx: Writer, person: NewPerson, at: Date): Promise<string> {
  const { id: organizationId } = await tx
    .selectFrom('organization')
    .select('id')
    .where('slug', '=', person.organisation)
    .executeTakeFirstOrThrow();
  const id = randomUUID();
  const email = person.email.toLowerCase();
  const times = { createdAt: at, updatedAt: at };
  await tx
    .insertInto('user')
    .values({ id, name: person.name, email, emailVerified: true, image: null, ...times })
    .execute();
  if (person.passwordHash !== null) {
    const password = { accountId: id, providerId: 'credential', password: person.passwordHash };
    await tx
      .insertInto('account')
      .values({ id: randomUUID(), userId: id, ...password, ...times })
      .execute();
  }
  await tx
    .insertInto('member')
    .values({
      id: randomUUID(),
      organizationId,
      userId: id,
      role: person.roles.join(','),
      createdAt: at,
      madeById: person.madeById,
      officerConfirmedAt: person.isConfirmedOfficer ? at : null,
      blockedAt: null,
      blockedBy: null,
      blockedReason: null,
      officerGivenById: null,
      removedAt: null,
      removedBy: null,
      removedReason: null,
    })
    .execute();
  return id;
}

function rowToOrganisation(row: Selectable<IdentityTables['organization']>): Organisation {
  return { slug: row.slug, name: { nl: row.nameNl, en: row.nameEn }, kind: row.kind, colour: row.colour };
}
