import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestDatabase } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { editionsMigrations } from '../editions/editions.api.ts';
import { identityMigrations } from '../identity/identity.api.ts';
import type { NewNotice } from '../notices/notices.api.ts';
import { createTellOwner } from './telling.ts';

const edition = '00000000-0000-4000-8000-000000000001';
const slug = 'quiet-streets';
const at = '2026-11-21T10:00:00Z';
const title = { nl: 'Stille straten', en: 'Quiet streets' };

let database: Database;
let queued: NewNotice[];
beforeAll(async () => {
  database = await openTestDatabase([identityMigrations, editionsMigrations]);
  await database.execute(
    `INSERT INTO organization (id, name, slug, "createdAt", kind, colour, "nameNl", "nameEn")
      VALUES ('o1', 'Politie', 'police', $1, 'police', 0, 'Politie', 'Police')`,
    [at],
  );
  await database.execute(
    `INSERT INTO "user" (id, name, email, "emailVerified") VALUES ('pia', 'Pia', 'pia@police.example', true)`,
  );
  await database.execute(
    `INSERT INTO member (id, "organizationId", "userId", role, "createdAt")
      VALUES ('m1', 'o1', 'pia', 'participant', $1)`,
    [at],
  );
  await database.execute(
    `INSERT INTO editions (id, slug, title, aim, theme, initiator, current_step, step_since, created_at)
      VALUES ($1, $2, $3, $3, $3, 'town', 'solve', $4, $4)`,
    [edition, slug, JSON.stringify(title), at],
  );
  await database.execute(
    `INSERT INTO edition_participations (edition_id, organisation, decision, invited_at, decided_at)
      VALUES ($1, 'police', 'in', $2, $2)`,
    [edition, at],
  );
}, 60_000);
afterAll(() => database.close());
beforeEach(async () => {
  queued = [];
  await database.execute(`UPDATE member SET "blockedAt" = null`);
  await database.execute(`UPDATE edition_participations SET decision = 'in'`);
});

function tell(owner: string, about = slug): Promise<void> {
  const notifyOwner = createTellOwner(async (_tx, notice) => {
    queued.push(notice);
    return { id: 'n1', isSent: false };
  });
  return database.db.transaction().execute((tx) => notifyOwner(tx, { edition: about, owner }));
}

test('the owner of an indicator is told by name, with the edition and the page to look at', async () => {
  await tell('pia');
  expect(queued).toEqual([
    {
      kind: 'measured',
      to: { name: 'Pia', email: 'pia@police.example', person: 'pia' },
      params: { edition: title },
      link: '/editions/quiet-streets/impact',
      edition: slug,
    },
  ]);
});

test('an owner who may not come in any more is not written to', async () => {
  await database.execute(`UPDATE member SET "blockedAt" = $1`, [at]);
  await tell('pia');
  await tell('somebody who left');
  expect(queued).toEqual([]);
});

test('an owner whose organisation stepped out is not written to', async () => {
  await database.execute(`UPDATE edition_participations SET decision = 'out'`);
  await tell('pia');
  expect(queued).toEqual([]);
});
