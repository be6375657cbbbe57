import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import type { createApi } from '../../platform/http/api.ts';
import { createLogger } from '../../platform/log/logger.ts';
import { auditMigrations } from '../audit/audit.api.ts';
import { identityMigrations } from './identity.api.ts';
import { appOf, cookieOf, identityOf } from './identity.testing.ts';

const password = 'paard batterij nietje';
const organisation = { slug: 'town', name: { nl: 'Gemeente', en: 'Town' }, kind: 'municipality' };
const lotte = { name: 'Lotte', email: 'lotte@town.example', password };

let database: Database;
let app: ReturnType<typeof createApi>;
const lines: string[] = [];

beforeAll(async () => {
  database = await openTestDatabase([auditMigrations, identityMigrations]);
  const identity = identityOf(database, { logger: createLogger((line) => lines.push(line)) });
  app = appOf(identity);
  const code = await identity.renewSetUpCode();
  await send('POST', '/first-person', { code, organisation, ...lotte });
});
afterAll(() => database.close());

async function send(
  method: string,
  path: string,
  body: object | undefined,
  cookie = '',
  caller = '203.0.113.9',
) {
  return app.request(
    `/api/v1${path}`,
    {
      method,
      headers: { 'content-type': 'application/json', cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    },
    { incoming: { socket: { remoteAddress: caller } } },
  );
}

const tryOf = (email: string, typed: string) => ({ email, password: typed });

async function guess(email: string, caller: string): Promise<number[]> {
  const statuses: number[] = [];
  for (let n = 0; n < 11; n += 1) {
    statuses.push((await send('POST', '/session', tryOf(email, 'wrong'), '', caller)).status);
  }
  return statuses;
}

async function eventsOf(action: string) {
  return database
    .tables<{ audit_events: { action: string; subject: string; details: object; actor_id: string | null } }>()
    .selectFrom('audit_events')
    .select(['subject', 'details', 'actor_id'])
    .where('action', '=', action)
    .execute();
}

describe('signing in while strangers guess', () => {
  test('goes on for the owner on a device of before, and from elsewhere, and not for who guesses', async () => {
    const before = await send('POST', '/session', lotte);
    const device = cookieOf(before);
    expect(device).toContain('datalab.device=');

    const statuses = await guess(lotte.email, '203.0.113.9');
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    const shut = await send('POST', '/session', lotte);
    expect([shut.status, await shut.json()]).toMatchObject([
      429,
      { code: 'request.too-many', params: { minutes: 15 } },
    ]);

    const own = await send('POST', '/session', lotte, device);
    const elsewhere = await send('POST', '/session', lotte, '', '198.51.100.1');
    expect([own.status, elsewhere.status]).toEqual([200, 200]);
  });

  test('is slowed the same for an address that nobody has', async () => {
    expect(await guess('nobody@town.example', '198.51.100.7')).toEqual([
      ...Array.from({ length: 10 }, () => 401),
      429,
    ]);
  });

  test('leaves one line in the log of its organisation, and each try in that of the server, without a name', async () => {
    await expect.poll(() => eventsOf('identity.sign-in-refused')).toHaveLength(1);
    const [event] = await eventsOf('identity.sign-in-refused');
    expect(event).toMatchObject({ actor_id: null, details: { organisation: 'town' } });
    const refused = lines.filter((line) => line.includes('"identity.refused"'));
    expect(refused).toHaveLength(20);
    expect(refused[0]).toContain('"caller":"203.0.113.9"');
    expect(lines.filter((line) => line.includes('"identity.slowed"'))).toHaveLength(3);
    expect(lines.join('')).not.toMatch(/lotte|nobody/i);
  });
});

describe('the cookies', () => {
  test('are of this host only over https, and the session goes by them', async () => {
    const secure = appOf(
      identityOf(database, { publicUrl: 'https://datalab.town.example' }),
      'https://datalab.town.example',
    );
    const sendSecure = (path: string, init: RequestInit) =>
      secure.request(`https://datalab.town.example/api/v1${path}`, init);
    const answer = await sendSecure('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(lotte),
    });
    const set = answer.headers.getSetCookie();
    expect(set.map((cookie) => cookie.split('=')[0]).sort()).toEqual([
      '__Host-datalab.device',
      '__Host-datalab.session',
    ]);
    for (const cookie of set) {
      expect(cookie).toMatch(/; Path=\//);
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; Secure/);
      expect(cookie).not.toMatch(/Domain=/i);
    }
    const me = await sendSecure('/session', { headers: { cookie: cookieOf(answer) } });
    expect(await me.json()).toMatchObject({ person: { name: 'Lotte' } });
  });

  test('end at signing out, with what pages kept in the browser', async () => {
    const cookie = cookieOf(await send('POST', '/session', lotte, '', '198.51.100.2'));
    const out = await send('DELETE', '/session', undefined, cookie);
    expect(out.headers.get('clear-site-data')).toBe('"storage"');
    expect(out.headers.getSetCookie().find((set) => set.startsWith('datalab.session_token='))).toMatch(
      /Max-Age=0/,
    );
    expect(out.headers.getSetCookie().some((set) => set.startsWith('datalab.device='))).toBe(false);
  });
});
