import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import type { createApi } from '../../platform/http/api.ts';
import { auditMigrations } from '../audit/audit.api.ts';
import type { Accounts } from './accounts.contract.ts';
import type { MadeCode } from './codes.contract.ts';
import type { Factors, PasskeyRequest, ProofState, SignInRules } from './factors.contract.ts';
import { createAuthenticator, type Slips } from './factors.testing.ts';
import { identityMigrations } from './identity.api.ts';
import type { Session } from './identity.contract.ts';
import type { IdentityTables } from './identity.tables.ts';
import { appOf, cookieOf, identityOf } from './identity.testing.ts';

const password = 'paard batterij nietje';
const minuteMs = 60_000;
const rpId = 'localhost';
const origin = 'http://localhost:4100';

describe.each(engines)('second factors on $name', ({ open }) => {
  let database: Database;
  let app: ReturnType<typeof createApi>;
  let now = Date.parse('2026-12-01T09:00:00Z');
  let ann = '';

  beforeAll(async () => {
    database = await open([auditMigrations, identityMigrations]);
    const identity = identityOf(database, { now: () => new Date(now) });
    app = appOf(identity);
    const organisation = { slug: 'town', name: { nl: 'Gemeente', en: 'Town' }, kind: 'municipality' };
    const code = await identity.renewSetUpCode();
    const first = { code, organisation, name: 'Ann', email: 'ann@example.org', password };
    expect((await send('', 'POST', '/first-person', first)).status).toBe(201);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    now += 20 * minuteMs;
    await removeFactors();
    ann = cookieOf(await signIn());
  });

  /** As the tests find Ann: with a password and nothing else. */
  async function removeFactors(): Promise<void> {
    const db = database.tables<IdentityTables>();
    for (const table of ['totp_factors', 'backup_codes', 'passkeys'] as const) {
      await db.deleteFrom(table).execute();
    }
    await db.updateTable('organization').set({ secondFactorSince: null }).execute();
  }

  async function send(cookie: string, method: string, path: string, body?: object): Promise<Response> {
    return app.request(`/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', host: 'localhost:4100', cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async function ask<T>(cookie: string, method: string, path: string, body?: object): Promise<T> {
    const response = await send(cookie, method, path, body);
    const answer = await response.json();
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer as T;
  }

  async function codeOf(response: Promise<Response>): Promise<unknown> {
    const answer = await response;
    return answer.ok ? answer.status : ((await answer.json()) as { code: string }).code;
  }

  const signIn = (email = 'ann@example.org') => send('', 'POST', '/session', { email, password });

  function appCode(secret: string, stepsOff = 0): string {
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    return totp.generate({ timestamp: now + stepsOff * 30_000 });
  }

  async function setUpTotp(): Promise<{ secret: string; backupCodes: string[] }> {
    const { secret } = await ask<{ secret: string }>(ann, 'POST', '/session/factors/totp');
    const body = { code: appCode(secret) };
    const backupCodes = await ask<string[]>(ann, 'PUT', '/session/factors/totp', body);
    now += minuteMs;
    return { secret, backupCodes };
  }

  const secondStep = (cookie: string, code: string) => send(cookie, 'POST', '/session/second-step', { code });

  async function addPasskey(slips: Slips = {}) {
    const key = createAuthenticator(rpId, origin);
    const options = await ask<{ challenge: string }>(ann, 'POST', '/session/factors/passkey-challenges');
    const body = { name: 'Key', passkey: key.create(options, slips) };
    return { key, body, response: await send(ann, 'POST', '/session/factors/passkeys', body) };
  }

  const signInChallenge = () => ask<PasskeyRequest>('', 'POST', '/session/passkey-challenges');
  const signInWith = (passkey: object) => send('', 'POST', '/session/passkey', { passkey });

  test('after a right password there is no session before the code, and one after it', async () => {
    const { secret } = await setUpTotp();
    const first = await signIn();
    const pending = cookieOf(first);
    expect(pending).not.toContain('session_token');
    expect((await first.json()) as Session).toMatchObject({ person: null, secondStep: ['code'] });
    expect(await ask<Session>(pending, 'GET', '/session')).toMatchObject({
      person: null,
      secondStep: ['code'],
    });
    expect(await codeOf(send(pending, 'GET', '/session/factors'))).toBe('session.required');

    const second = await secondStep(pending, appCode(secret));
    expect((await second.json()) as Session).toMatchObject({ person: { name: 'Ann' }, secondStep: null });
    expect(await codeOf(send(cookieOf(second), 'GET', '/session/factors'))).toBe(200);
  });

  test('a wrong password gets the same answer with a second factor as without', async () => {
    await setUpTotp();
    const wrong = { email: 'ann@example.org', password: 'something else' };
    const answer = await send('', 'POST', '/session', wrong);
    expect([await codeOf(Promise.resolve(answer)), cookieOf(answer)]).toEqual([
      'identity.wrong-credentials',
      '',
    ]);
  });

  test('the second step is over after five minutes, and a cookie of somebody else begins none', async () => {
    const { secret } = await setUpTotp();
    const pending = cookieOf(await signIn());
    expect(await codeOf(secondStep(`${pending}0`, appCode(secret)))).toBe('identity.second-step-over');
    expect(await codeOf(secondStep('', appCode(secret)))).toBe('identity.second-step-over');
    now += 5 * minuteMs;
    expect(await codeOf(secondStep(pending, appCode(secret)))).toBe('identity.second-step-over');
  });

  test('a code counts once, also for what was typed while setting up', async () => {
    const { secret } = await ask<{ secret: string }>(ann, 'POST', '/session/factors/totp');
    const code = appCode(secret);
    expect(await codeOf(send(ann, 'PUT', '/session/factors/totp', { code }))).toBe(200);
    expect(await codeOf(secondStep(cookieOf(await signIn()), code))).toBe('identity.factor-code-used');
    now += minuteMs;
    const next = appCode(secret);
    expect(await codeOf(secondStep(cookieOf(await signIn()), next))).toBe(200);
    expect(await codeOf(secondStep(cookieOf(await signIn()), next))).toBe('identity.factor-code-used');
  });

  test.each([
    [-2, 200],
    [2, 200],
    [-3, 'identity.factor-code-clock'],
    [-20, 'identity.factor-code-clock'],
    [3, 'identity.factor-code-wrong'],
    [20, 'identity.factor-code-wrong'],
    [100, 'identity.factor-code-wrong'],
  ])('a code of a clock %i half minutes off: %s', async (stepsOff, answer) => {
    const { secret } = await setUpTotp();
    now += 5 * minuteMs;
    expect(await codeOf(secondStep(cookieOf(await signIn()), appCode(secret, stepsOff)))).toBe(answer);
  });

  test('a clock that is ahead is told only to who sets the app up, for a guess would be right a moment later', async () => {
    const { secret } = await ask<{ secret: string }>(ann, 'POST', '/session/factors/totp');
    const body = { code: appCode(secret, 20) };
    expect(await codeOf(send(ann, 'PUT', '/session/factors/totp', body))).toBe('identity.factor-code-clock');
  });

  test('a wrong code after the right password is in the log, once a quarter of an hour', async () => {
    const { secret } = await setUpTotp();
    const refusals = async () =>
      database
        .tables<{ audit_events: { action: string } }>()
        .selectFrom('audit_events')
        .select('action')
        .where('action', '=', 'identity.sign-in-refused')
        .execute();
    const before = (await refusals()).length;
    const pending = cookieOf(await signIn());
    for (let tries = 0; tries < 2; tries += 1) await secondStep(pending, appCode(secret, 500));
    await expect.poll(async () => (await refusals()).length).toBe(before + 1);
    await secondStep(pending, appCode(secret));
    expect((await refusals()).length).toBe(before + 1);
  });

  test('after five wrong codes the right one waits too, wherever the codes were typed', async () => {
    const { secret } = await setUpTotp();
    const wrong = String((Number(appCode(secret, 500)) + 1) % 1_000_000).padStart(6, '0');
    const pending = cookieOf(await signIn());
    for (let tries = 0; tries < 3; tries += 1) {
      expect(await codeOf(secondStep(pending, wrong))).toBe('identity.factor-code-wrong');
    }
    for (let tries = 0; tries < 2; tries += 1) {
      expect(await codeOf(send(ann, 'POST', '/session/proof', { way: 'code', code: wrong }))).toBe(
        'identity.factor-code-wrong',
      );
    }
    expect(await codeOf(secondStep(pending, appCode(secret)))).toBe('request.too-many');
    now += 15 * minuteMs;
    expect(await codeOf(secondStep(cookieOf(await signIn()), appCode(secret)))).toBe(200);
  });

  test('a backup code opens once, also of two who type it at once, and new ones replace the old', async () => {
    const { backupCodes } = await setUpTotp();
    expect(new Set(backupCodes).size).toBe(10);
    const [first = '', second = ''] = backupCodes;
    const pending = cookieOf(await signIn());
    const both = [secondStep(pending, first.toLowerCase()), secondStep(pending, first)];
    expect((await Promise.all(both.map(codeOf))).sort()).toEqual([200, 'identity.factor-code-wrong']);
    expect(await ask<Factors>(ann, 'GET', '/session/factors')).toMatchObject({ backupCodesLeft: 9 });
    expect(await ask<string[]>(ann, 'POST', '/session/factors/backup-codes')).toHaveLength(10);
    expect(await codeOf(secondStep(pending, second))).toBe('identity.factor-code-wrong');
  });

  test('neither the secret of the app nor a backup code stands in the database', async () => {
    const { secret, backupCodes } = await setUpTotp();
    const db = database.tables<IdentityTables>();
    const kept = [
      ...(await db.selectFrom('totp_factors').selectAll().execute()),
      ...(await db.selectFrom('backup_codes').selectAll().execute()),
    ];
    const text = JSON.stringify(kept);
    for (const known of [secret, ...backupCodes]) {
      expect(text).not.toContain(known);
      expect(text).not.toContain(known.replaceAll('-', ''));
    }
  });

  test('a first factor ends the sessions that have not shown it', async () => {
    const elsewhere = cookieOf(await signIn());
    await setUpTotp();
    expect(await codeOf(send(elsewhere, 'GET', '/session/factors'))).toBe('session.required');
    expect(await codeOf(send(ann, 'GET', '/session/factors'))).toBe(200);
  });

  test('a passkey signs in by itself, and each of its answers counts once', async () => {
    const { key, response } = await addPasskey();
    expect([response.status, ((await response.json()) as string[]).length]).toEqual([201, 10]);
    const answer = key.get(await signInChallenge());
    const entered = await signInWith(answer);
    expect((await entered.json()) as Session).toMatchObject({ person: { name: 'Ann' } });
    expect(await codeOf(signInWith(answer))).toBe('identity.passkey-refused');
    expect(((await (await signIn()).json()) as Session).secondStep).toEqual(['passkey', 'code']);
  });

  test.each<[string, Slips]>([
    ['of another site', { origin: 'http://localhost.example.org' }],
    ['that did not check its user', { unverified: true }],
  ])('an answer %s is refused', async (_, slips) => {
    expect(await codeOf(Promise.resolve((await addPasskey(slips)).response))).toBe(
      'identity.passkey-refused',
    );
    const { key } = await addPasskey();
    expect(await codeOf(signInWith(key.get(await signInChallenge(), slips)))).toBe(
      'identity.passkey-refused',
    );
  });

  test('a passkey is refused when it answers late, counts back, is unknown, or answers for something else', async () => {
    const { key } = await addPasskey({ counter: 5 });
    expect(await codeOf(signInWith(key.get(await signInChallenge(), { counter: 4 })))).toBe(
      'identity.passkey-refused',
    );
    const unknown = createAuthenticator(rpId, origin);
    expect(await codeOf(signInWith(unknown.get(await signInChallenge())))).toBe('identity.passkey-refused');
    const toProve = await ask<PasskeyRequest>(ann, 'POST', '/session/proof/passkey-challenges');
    expect(await codeOf(signInWith(key.get(toProve, { counter: 6 })))).toBe('identity.passkey-refused');
    const late = await signInChallenge();
    now += 6 * minuteMs;
    expect(await codeOf(signInWith(key.get(late, { counter: 7 })))).toBe('identity.passkey-refused');
    expect(await codeOf(signInWith(key.get(await signInChallenge(), { counter: 8 })))).toBe(200);
  });

  test('a passkey of a colleague is added by nobody else', async () => {
    const { key } = await addPasskey();
    const eve = await addColleague('Eef');
    const options = await ask<{ challenge: string }>(eve, 'POST', '/session/factors/passkey-challenges');
    const body = { name: 'Key', passkey: key.create(options) };
    expect(await codeOf(send(eve, 'POST', '/session/factors/passkeys', body))).toBe(
      'identity.passkey-refused',
    );
  });

  test('a passkey of a colleague proves nothing', async () => {
    const { key } = await addPasskey();
    const eve = await addColleague('Eve');
    const options = await ask<PasskeyRequest>(eve, 'POST', '/session/proof/passkey-challenges');
    const body = { way: 'passkey', passkey: key.get(options) };
    expect(await codeOf(send(eve, 'POST', '/session/proof', body))).toBe('identity.proof-refused');
  });

  test('at an address that no passkey can be made for it says so', async () => {
    const headers = { cookie: ann, host: '127.0.0.1:4100' };
    const request = { method: 'POST', headers };
    const answer = app.request('/api/v1/session/factors/passkey-challenges', request);
    expect(await codeOf(Promise.resolve(answer))).toBe('identity.passkeys-need-address');
  });

  async function addColleague(name: string): Promise<string> {
    const email = `${name.toLowerCase()}@example.org`;
    const made = await ask<MadeCode>(ann, 'POST', '/organisations/town/persons', {
      name,
      email,
      roles: ['manager'],
    });
    return cookieOf(await send('', 'POST', '/accounts', { code: made.code, name, email, password }));
  }

  test('an organisation that demands a second factor holds its people to it at their next request', async () => {
    const dee = await addColleague('Dee');
    await setUpTotp();
    expect(await codeOf(send(dee, 'PUT', '/organisations/town/sign-in-rules', { secondFactor: true }))).toBe(
      'identity.administrator-only',
    );
    expect(await codeOf(send(dee, 'GET', '/organisations'))).toBe(200);
    const rules = await ask<SignInRules>(ann, 'PUT', '/organisations/town/sign-in-rules', {
      secondFactor: true,
    });
    expect(rules.withoutFactor).toBeGreaterThan(0);

    expect(await codeOf(send(dee, 'GET', '/organisations'))).toBe('session.second-factor-first');
    expect(await ask<Session>(dee, 'GET', '/session')).toMatchObject({ lacksSecondFactor: true });
    expect((await (await signIn('dee@example.org')).json()) as Session).toMatchObject({
      lacksSecondFactor: true,
    });
    expect(await codeOf(send(ann, 'GET', '/organisations'))).toBe(200);

    const { secret } = await ask<{ secret: string }>(dee, 'POST', '/session/factors/totp');
    const code = appCode(secret);
    expect(await codeOf(send(dee, 'PUT', '/session/factors/totp', { code }))).toBe(200);
    expect(await codeOf(send(dee, 'GET', '/organisations'))).toBe(200);
    expect(await codeOf(send(dee, 'DELETE', '/session/factors/totp'))).toBe('identity.factor-demanded');
  });

  test('who takes away the last factor signs in with the password again', async () => {
    await setUpTotp();
    expect(await ask<Factors>(ann, 'DELETE', '/session/factors/totp')).toMatchObject({
      ...{ totpSince: null, backupCodesLeft: 0 },
    });
    expect((await (await signIn()).json()) as Session).toMatchObject({ person: { name: 'Ann' } });
    await ask(ann, 'PUT', '/organisations/town/sign-in-rules', { secondFactor: true });
    expect(await codeOf(send(ann, 'GET', '/organisations'))).toBe('session.second-factor-first');
  });

  test('a proof lasts a quarter of an hour, and a password proves nothing where a second factor does', async () => {
    now += 16 * minuteMs;
    const start = () => send(ann, 'POST', '/session/factors/totp');
    expect(await codeOf(start())).toBe('session.prove-again');
    expect(await ask<ProofState>(ann, 'GET', '/session/proof')).toEqual({ fresh: false, ways: ['password'] });
    const prove = (body: object) => codeOf(send(ann, 'POST', '/session/proof', body));
    expect(await prove({ way: 'password', password: 'something else' })).toBe('identity.password-wrong');
    expect(await prove({ way: 'demo' })).toBe('identity.proof-refused');
    expect(await codeOf(start())).toBe('session.prove-again');
    expect(await prove({ way: 'password', password })).toBe(200);
    const { secret } = await setUpTotp();
    now += 16 * minuteMs;
    expect(await prove({ way: 'password', password })).toBe('identity.proof-refused');
    expect(await prove({ way: 'code', code: appCode(secret) })).toBe(200);
    const { key } = await addPasskey();
    now += 16 * minuteMs;
    const options = await ask<PasskeyRequest>(ann, 'POST', '/session/proof/passkey-challenges');
    expect(await prove({ way: 'passkey', passkey: key.get(options) })).toBe(200);
    expect(await codeOf(send(ann, 'POST', '/session/factors/backup-codes'))).toBe(201);
  });

  test.each([
    ['POST', '/session/factors/totp', undefined],
    ['PUT', '/session/factors/totp', { code: '123456' }],
    ['DELETE', '/session/factors/totp', undefined],
    ['POST', '/session/factors/backup-codes', undefined],
    ['POST', '/session/factors/passkey-challenges', undefined],
    ['DELETE', '/session/factors/passkeys/x', undefined],
    ['PUT', '/organisations/town/sign-in-rules', { secondFactor: true }],
    ['DELETE', '/persons/x/factors', undefined],
    ['POST', '/organisations/town/persons', { name: 'X', email: 'x@example.org', roles: ['analyst'] }],
    ['POST', '/organisations/town/first-account-code', { roles: [] }],
    ['POST', '/persons/x/block', { reason: 'Works elsewhere' }],
    ['POST', '/persons/x/confirmation', { spoken: true }],
  ])('%s %s asks who did not prove it just now to do so', async (method, path, body) => {
    now += 16 * minuteMs;
    expect(await codeOf(send(ann, method, path, body))).toBe('session.prove-again');
  });

  test('an administrator helps a colleague who lost everything, who is out at once', async () => {
    const fay = await addColleague('Fay');
    const { secret } = await ask<{ secret: string }>(fay, 'POST', '/session/factors/totp');
    await ask(fay, 'PUT', '/session/factors/totp', { code: appCode(secret) });
    const id = (await ask<Session>(fay, 'GET', '/session')).person?.id ?? '';
    expect(await codeOf(send(ann, 'DELETE', `/persons/${id}/factors`))).toBe(200);
    expect(await codeOf(send(fay, 'GET', '/session/factors'))).toBe('session.required');
    expect((await (await signIn('fay@example.org')).json()) as Session).toMatchObject({
      person: { name: 'Fay' },
    });
    const { news } = await ask<Accounts>(ann, 'GET', '/organisations/town/accounts');
    expect(news).toContainEqual(expect.objectContaining({ kind: 'factors-reset', by: 'Ann' }));
    expect(await codeOf(send(ann, 'DELETE', `/persons/${id}/factors`))).toBe('identity.no-factor');
    const own = (await ask<Session>(ann, 'GET', '/session')).person?.id ?? '';
    expect(await codeOf(send(ann, 'DELETE', `/persons/${own}/factors`))).toBe('identity.not-yourself');
  });
});
