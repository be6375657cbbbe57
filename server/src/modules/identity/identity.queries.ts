import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import { type Organisation, type Person, type Role, roles } from './identity.contract.ts';
import type { IdentityTables } from './identity.tables.ts';

type Reader = Db<IdentityTables>;
type Writer = Tx<IdentityTables>;

export async function listOrganisations(db: Reader): Promise<Organisation[]> {
  const rows = await db.selectFrom('organization').selectAll().orderBy('createdAt').orderBy('slug').execute();
  return rows.map(rowToOrganisation);
}

export async function findOrganisation(db: Reader, slug: string): Promise<Organisation | undefined> {
  const row = await db.selectFrom('organization').selectAll().where('slug', '=', slug).executeTakeFirst();
  return row === undefined ? undefined : rowToOrganisation(row);
}

/** Who set the platform up: the first organisation there was. */
export async function findFoundingOrganisation(db: Reader): Promise<string | undefined> {
  const row = await db
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
  organisation: Omit<Organisation, 'colour'> & { colour?: number },
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
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return rowToOrganisation(row);
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

export async function listPersons(db: Reader, filter: PersonFilter): Promise<Person[]> {
  let query = db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .innerJoin('organization', 'organization.id', 'member.organizationId')
    .select(['user.id', 'user.name', 'user.email', 'organization.slug', 'member.role'])
    .orderBy('user.createdAt')
    .orderBy('user.name');
  if (filter.id !== undefined) query = query.where('user.id', '=', filter.id);
  if (filter.email !== undefined) query = query.where('user.email', '=', filter.email);
  if (filter.organisation !== undefined) query = query.where('organization.slug', '=', filter.organisation);
  const rows = await query.execute();
  return rows.map(({ id, name, email, slug, role }) => ({
    id,
    name,
    email,
    organisation: slug,
    roles: role.split(',').filter((held): held is Role => (roles as readonly string[]).includes(held)),
  }));
}

export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
  readonly passwordHash: string;
}

export async function insertPerson(tx: Writer, person: NewPerson, at: Date): Promise<Person> {
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
  await tx
    .insertInto('account')
    .values({
      id: randomUUID(),
      accountId: id,
      providerId: 'credential',
      userId: id,
      password: person.passwordHash,
      ...times,
    })
    .execute();
  await tx
    .insertInto('member')
    .values({ id: randomUUID(), organizationId, userId: id, role: person.roles.join(','), createdAt: at })
    .execute();
  return { id, name: person.name, email, organisation: person.organisation, roles: [...person.roles] };
}

function rowToOrganisation(row: Selectable<IdentityTables['organization']>): Organisation {
  return { slug: row.slug, name: { nl: row.nameNl, en: row.nameEn }, kind: row.kind, colour: row.colour };
}
