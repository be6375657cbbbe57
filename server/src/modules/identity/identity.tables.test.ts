import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openTestDatabase } from '../../platform/db/database.testing.ts';
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
    { name: 'Fatma', roles: ['privacy-officer', 'steward'], waitingRoles: [] },
  ]);
  const waiting = await db
    .selectFrom('organization')
    .select('slug')
    .where('confirmedAt', 'is', null)
    .execute();
  expect(waiting).toEqual([{ slug: 'care' }]);
  await database.close();
});
