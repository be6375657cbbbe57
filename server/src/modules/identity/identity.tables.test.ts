import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { engines, openTestDatabase } from '../../platform/db/database.testing.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { identityMigrations } from './identity.api.ts';
import { listPersons } from './identity.queries.ts';
import type { IdentityTables } from './identity.tables.ts';

const [first = '', ...later] = Object.keys(identityMigrations).sort();

test('an installation that is in use goes on: its organisations and privacy officers count as confirmed', async () => {
  const before = Object.fromEntries(Object.entries(identityMigrations).filter(([name]) => name === first));
  const database = await openTestDatabase([before]);
  await sql`insert into "organization" ("id", "name", "slug", "createdAt", "kind", "colour", "nameNl", "nameEn")
    values ('o1', 'Town', 'town', now(), 'municipality', 0, 'Town', 'Town'),
           ('o2', 'Care', 'care', now(), 'care-provider', 1, 'Care', 'Care')`.execute(database.db);
  await sql`insert into "user" ("id", "name", "email", "emailVerified")
    values ('p1', 'Fatma', 'fatma@town.example', true)`.execute(database.db);
  await sql`insert into "member" ("id", "organizationId", "userId", "role", "createdAt")
    values ('m1', 'o1', 'p1', 'privacy-officer,steward', now())`.execute(database.db);

  expect(await migrate(database.db, [identityMigrations])).toEqual(later);
  const db = database.tables<IdentityTables>();
  expect(await listPersons(db, {})).toMatchObject([
    { name: 'Fatma', roles: ['privacy-officer', 'steward', 'administrator'], waitingRoles: [] },
  ]);
  const waiting = await db
    .selectFrom('organization')
    .select('slug')
    .where('confirmedAt', 'is', null)
    .execute();
  expect(waiting).toEqual([{ slug: 'care' }]);
  await database.close();
});

test.each(engines)('whoever led an organisation until now administers it, on $name', async ({ open }) => {
  const before = Object.fromEntries(
    Object.entries(identityMigrations).filter(([name]) => name < '2026-12-01-identity-3'),
  );
  const database = await open([before]);
  const organisations = ['led', 'watched', 'unvouched', 'abandoned'];
  for (const slug of organisations) {
    await sql`insert into "organization" ("id", "name", "slug", "createdAt", "kind", "colour", "nameNl", "nameEn")
      values (${slug}, ${slug}, ${slug}, now(), 'police', 0, ${slug}, ${slug})`.execute(database.db);
  }
  const people = [
    ['lotte', 'led', 'facilitator'],
    ['lars', 'led', 'participant,facilitator'],
    ['gone', 'led', 'facilitator'],
    ['fatma', 'led', 'privacy-officer'],
    ['ines', 'watched', 'privacy-officer'],
    ['sanne', 'watched', 'steward'],
    ['otto', 'unvouched', 'privacy-officer'],
    ['stef', 'unvouched', 'analyst,steward'],
    ['left', 'abandoned', 'facilitator'],
    ['mona', 'abandoned', 'manager'],
  ] as const;
  for (const [id, organisation, role] of people) {
    const blockedAt = id === 'gone' || id === 'left' ? new Date() : null;
    const confirmedAt = id === 'otto' ? null : new Date();
    await sql`insert into "user" ("id", "name", "email", "emailVerified")
      values (${id}, ${id}, ${`${id}@example.org`}, true)`.execute(database.db);
    await sql`insert into "member"
      ("id", "organizationId", "userId", "role", "createdAt", "officerConfirmedAt", "blockedAt")
      values (${id}, ${organisation}, ${id}, ${role}, now(), ${confirmedAt}, ${blockedAt})`.execute(
      database.db,
    );
  }
  await sql`insert into account_codes (id, code_hash, organisation, roles, made_by_id, made_by, made_at, expires_at)
    values ('c', 'h', 'watched', 'facilitator', 'lotte', 'Lotte', now(), now())`.execute(database.db);

  await migrate(database.db, [identityMigrations]);
  const db = database.tables<IdentityTables>();
  const accounts = await db.selectFrom('member').select(['userId', 'role']).execute();
  const administrators = accounts.filter(({ role }) => role.split(',').includes('administrator'));
  expect(administrators.map(({ userId }) => userId).sort()).toEqual(['ines', 'lars', 'lotte', 'stef']);
  expect(await db.selectFrom('account_codes').select('made_by_organisation').execute()).toEqual([
    { made_by_organisation: 'led' },
  ]);
  await database.close();
});
