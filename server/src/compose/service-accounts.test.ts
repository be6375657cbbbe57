import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServer, type Server } from '../compose.ts';
import type { MadeServiceAccount, ServiceAccounts } from '../modules/identity/service-accounts.contract.ts';
import { operationsOfScopes, scopeToOperations } from '../modules/identity/service-accounts.scopes.ts';
import { seedDataDirectory } from '../platform/db/database.testing.ts';
import { person, verdictOf } from '../platform/http/actor.testing.ts';
import { requireScope } from '../platform/http/actor.ts';
import { createLogger } from '../platform/log/logger.ts';

const dayMs = 24 * 3600 * 1000;
const town = { slug: 'town', name: { nl: 'Gemeente', en: 'Town' }, kind: 'municipality', colour: 0 } as const;
const police = { ...town, slug: 'police', kind: 'police' } as const;
const of = (
  name: string,
  roles: readonly ('administrator' | 'steward' | 'analyst')[],
  organisation = 'town',
) => ({
  name,
  email: `${name.toLowerCase()}@${organisation}.example`,
  organisation,
  roles,
});
const people = [
  of('Lotte', ['administrator']),
  of('Sanne', ['steward']),
  of('Tom', ['steward', 'analyst']),
  of('Ruben', ['analyst']),
  of('Karim', ['administrator', 'steward'], 'police'),
];
const clock = { off: 0 };
const lines: string[] = [];
let dataDir: string;
let server: Server;
let lotte = '';
const ids = new Map<string, string>();

async function send(method: string, path: string, headers: Record<string, string> = {}, body?: object) {
  const response = await server.fetch(
    new Request(`http://localhost/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  const json = (text === '' || text === 'null' ? {} : JSON.parse(text)) as Record<string, unknown>;
  return { status: response.status, json, code: json['code'], response };
}

async function enter(name: string, organisation = 'town'): Promise<string> {
  const { response } = await send('POST', '/session/demo', {}, { email: `${name}@${organisation}.example` });
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

const byToken = (token: string) => ({ authorization: `Bearer ${token}` });

async function make(change: object = {}): Promise<MadeServiceAccount> {
  const scopes = [{ kind: 'read-catalogue' }];
  const wanted = { name: 'Nightly', owner: ids.get('Sanne'), scopes, days: 30, ...change };
  const { status, json } = await send(
    'POST',
    '/organisations/town/service-accounts',
    { cookie: lotte },
    wanted,
  );
  expect([json, status]).toEqual([json, 201]);
  return json as unknown as MadeServiceAccount;
}

async function list(cookie: string): Promise<ServiceAccounts> {
  return (await send('GET', '/organisations/town/service-accounts', { cookie }))
    .json as unknown as ServiceAccounts;
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'datalab-service-accounts-'));
  await seedDataDirectory(dataDir);
  server = await createServer({
    dataDir,
    demo: { organisations: [town, police], people },
    checkResponses: true,
    logger: createLogger((line) => lines.push(line)),
    now: () => new Date(Date.now() + clock.off),
  });
  lotte = await enter('Lotte');
  const { json } = await send('GET', '/session');
  for (const { id, name } of json['demoPersons'] as { id: string; name: string }[]) ids.set(name, id);
});
afterAll(async () => {
  await server.close();
  await rm(dataDir, { recursive: true });
});

describe('a service account', () => {
  test('is made by an administrator of the own organisation, who proved a moment ago who they are', async () => {
    const wanted = { name: 'N', owner: ids.get('Sanne'), scopes: [{ kind: 'read-catalogue' }], days: 30 };
    const path = '/organisations/town/service-accounts';
    const refusals = [
      await send('POST', path, { cookie: await enter('Sanne') }, wanted),
      await send('POST', path, { cookie: await enter('Karim', 'police') }, wanted),
      await send('POST', path, { cookie: lotte }, { ...wanted, owner: ids.get('Ruben') }),
      await send('POST', path, { cookie: lotte }, { ...wanted, owner: ids.get('Karim') }),
      await send('POST', path, { cookie: lotte }, { ...wanted, days: 366 }),
      await send('POST', path, { cookie: lotte }, { ...wanted, scopes: [] }),
    ];
    expect(refusals.map(({ code }) => code)).toEqual([
      'identity.administrator-only',
      'identity.other-organisation',
      'identity.service-owner-unfit',
      'identity.service-owner-unfit',
      'request.invalid',
      'request.invalid',
    ]);
    clock.off = 16 * 60_000;
    expect((await send('POST', path, { cookie: lotte }, wanted)).code).toBe('session.prove-again');
    clock.off = 0;
  });

  test('has a token that is shown once and kept as a hash, and is in no log', async () => {
    const { token, id } = await make();
    expect(token).toMatch(/^dlb_[\w-]{43}$/);
    const shown = await list(lotte);
    expect(shown.accounts.find((account) => account.id === id)).toMatchObject({
      name: 'Nightly',
      owner: { name: 'Sanne' },
      madeBy: 'Lotte',
      state: 'in-use',
      lastUsedAt: null,
    });
    expect(shown.owners.map(({ name }) => name)).toEqual(['Sanne', 'Tom']);
    await send('GET', '/data-sets', byToken(token));
    expect((await list(lotte)).accounts.find((account) => account.id === id)?.lastUsedAt).not.toBeNull();
    expect(JSON.stringify([await list(lotte), lines])).not.toContain(token);
  });

  test('is for its administrators and its owner to see', async () => {
    await make({ name: 'Of Tom', owner: ids.get('Tom') });
    const names = async (name: string): Promise<string[]> =>
      (await list(await enter(name))).accounts.map((account) => account.name);
    expect(await names('Tom')).toEqual(['Of Tom']);
    expect(await names('Ruben')).toEqual([]);
    expect(await names('Lotte')).toContain('Of Tom');
    const elsewhere = { cookie: await enter('Karim', 'police') };
    expect((await send('GET', '/organisations/town/service-accounts', elsewhere)).code).toBe(
      'identity.other-organisation',
    );
  });

  test('does what its scopes name, and nothing else of all operations there are', async () => {
    const { token } = await make();
    expect((await send('GET', '/data-sets', byToken(token))).status).toBe(200);
    const allowed = operationsOfScopes['read-catalogue'];
    const outside = server.bindings.filter(({ route }) => !allowed.includes(route.operationId));
    expect(outside.length).toBeGreaterThan(100);
    for (const { route } of outside) {
      const path = route.path.replaceAll(/\{\w+\}/g, 'x');
      const answer = await send(route.method.toUpperCase(), path, byToken(token));
      expect([route.operationId, answer.status]).toEqual([route.operationId, 403]);
    }
    const answer = await send('GET', '/session', { ...byToken(token), cookie: lotte });
    expect(answer.code).toBe('session.outside-scope');
  });

  test('delivers one data set in one edition only', () => {
    const scope = scopeToOperations({ kind: 'deliver', edition: 'care', dataSet: 'reports' });
    const script = { ...person('town', 'steward'), scopes: [scope] };
    const verdict = (operation: string, params: Record<string, string>): string =>
      verdictOf(requireScope(script, operation, params));
    expect(verdict('deliver', { edition: 'care', dataSet: 'reports' })).toBe('allowed');
    expect(verdict('deliver', { edition: 'care', dataSet: 'others' })).toBe('session.outside-scope');
    expect(verdict('deliver', { edition: 'safety', dataSet: 'reports' })).toBe('session.outside-scope');
    expect(verdict('deliver', {})).toBe('session.outside-scope');
    expect(verdict('getDelivery', { edition: 'care' })).toBe('session.outside-scope');
    expect(verdictOf(requireScope(person('town', 'steward'), 'deliver', {}))).toBe('allowed');
    expect(verdictOf(requireScope({ ...script, scopes: [] }, 'deliver', {}))).toBe('session.outside-scope');
  });

  test('names in its scopes only operations that there are', () => {
    const known = new Set(server.bindings.map(({ route }) => route.operationId));
    expect(
      Object.values(operationsOfScopes)
        .flat()
        .filter((name) => !known.has(name)),
    ).toEqual([]);
  });

  test('stops when it is revoked, at its last day, and with its owner', async () => {
    const works = async (token: string): Promise<unknown> =>
      (await send('GET', '/data-sets', byToken(token))).code ?? 'works';
    const revoked = await make();
    expect(await works(revoked.token)).toBe('works');
    const path = `/service-accounts/${revoked.id}`;
    expect((await send('DELETE', path, { cookie: await enter('Sanne') })).code).toBe(
      'identity.administrator-only',
    );
    expect((await send('DELETE', path, { cookie: await enter('Karim', 'police') })).code).toBe(
      'identity.other-organisation',
    );
    expect((await send('DELETE', path, { cookie: lotte })).status).toBe(200);
    expect(await works(revoked.token)).toBe('session.token-refused');
    expect((await send('DELETE', path, { cookie: lotte })).code).toBe('identity.service-account-revoked');

    const short = await make({ days: 1 });
    clock.off = dayMs - 60_000;
    expect(await works(short.token)).toBe('works');
    clock.off = dayMs + 60_000;
    expect(await works(short.token)).toBe('session.token-refused');
    clock.off = 0;

    const ofTom = await make({ owner: ids.get('Tom') });
    const block = `/persons/${ids.get('Tom')}/block`;
    expect((await send('POST', block, { cookie: lotte }, { reason: 'Works elsewhere' })).status).toBe(200);
    expect(await works(ofTom.token)).toBe('session.token-refused');
    const states = (await list(lotte)).accounts.map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['in-use', 'revoked', 'owner-unfit']));
    expect((await send('DELETE', block, { cookie: lotte })).status).toBe(200);
    expect(await works(ofTom.token)).toBe('works');
  });

  test('is not told apart from one that never was, and no cookie helps it', async () => {
    const strangers = ['dlb_x', `dlb_${'A'.repeat(43)}`, 'x'];
    for (const token of strangers) {
      const answer = await send('GET', '/data-sets', { ...byToken(token), cookie: lotte });
      expect([token, answer.status, answer.code]).toEqual([token, 401, 'session.token-refused']);
    }
  });
});
