import { scryptSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { createLogger } from '../../platform/log/logger.ts';
import { auditMigrations, createRecordEvent } from '../audit/audit.api.ts';
import { createIdentity, identityMigrations } from './identity.api.ts';
import { ownTables } from './identity.tables.ts';
import { appOf, cookieOf, openSecretsDirectory } from './identity.testing.ts';

const password = 'paard batterij nietje';
let database: Database;
beforeAll(async () => {
  database = await openTestDatabase([auditMigrations, identityMigrations]);
});
afterAll(() => database.close());

test('without another setting a password is kept as scrypt of 32 MB with a salt of its own, and lets its person in', async () => {
  const now = () => new Date();
  const identity = createIdentity({
    db: database.db,
    record: createRecordEvent(now),
    deliveringEnded: async () => {},
    tellNews: async () => {},
    mailCode: async () => false,
    sendsMail: async () => false,
    askReset: async () => {},
    now,
    logger: createLogger(() => {}),
    secret: 'p3FnQ0xkqvB1k7mZJ2s9eYtR4uWcHdLa',
    secretsDirectory: openSecretsDirectory(),
    readStartUp: () => ({
      ready: true,
      complete: true,
      demo: false,
      steps: [],
      startedAt: now().toISOString(),
    }),
  });
  const app = appOf(identity);
  const post = (path: string, body: object) =>
    app.request(`/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const email = 'lotte@example.org';
  const organisation = { slug: 'town', name: { nl: 'Gemeente', en: 'Town' }, kind: 'municipality' };
  const code = await identity.renewSetUpCode();
  const first = { code, organisation, name: 'Lotte', email, password };
  expect((await post('/first-person', first)).status).toBe(201);

  const [kept] = await ownTables(database.db).selectFrom('account').select('password').execute();
  const [salt = '', key = ''] = kept?.password?.split(':') ?? [];
  expect(Buffer.from(salt, 'hex').length).toBe(16);
  const strong = { N: 16_384, r: 16, p: 1, maxmem: 64 * 1024 * 1024 };
  expect(key).toBe(scryptSync(password, salt, 64, strong).toString('hex'));

  expect(cookieOf(await post('/session', { email, password }))).not.toBe('');
  expect((await post('/session', { email, password: `${password}.` })).ok).toBe(false);
});
