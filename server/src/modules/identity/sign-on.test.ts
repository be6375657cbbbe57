import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  clientId,
  clientSecret,
  levels,
  openBrowser,
  startProvider,
  type TestProvider,
} from '../../platform/http/openid-provider.testing.ts';
import { ownTables } from './identity.tables.ts';
import { keepPending } from './sign-on.cookie.ts';
import { type Json, minute, openSignOnStage } from './sign-on.testing.ts';

const stage = openSignOnStage();
const {
  ask,
  signInByPassword,
  addPerson,
  configure,
  atProvider,
  signIn,
  isPage,
  endOf,
  personIn,
  comeBackTo,
  settings,
} = stage;

describe('the settings of an organisation', () => {
  test('are its administrator’s, and name what to register at the provider', async () => {
    const shown = await ask('GET', '/organisations/town/sign-on', stage.lotte);
    expect(shown.json).toMatchObject({
      settings: { issuer: stage.provider.issuer, hasSecret: false, saysPkce: true, changedBy: 'lotte' },
      addresses: {
        redirect: `${stage.hub.url}/api/v1/sign-on/town/callback`,
        keys: `${stage.hub.url}/api/v1/sign-on/town/jwks`,
        logout: `${stage.hub.url}/api/v1/sign-on/town/logout`,
      },
      may: { change: { allowed: true } },
    });
    const sanne = await signInByPassword('sanne@town.example');
    const change = { ...settings, issuer: stage.provider.issuer };
    const refusals = [
      await ask('GET', '/organisations/town/sign-on', stage.police),
      await ask('PUT', '/organisations/town/sign-on', sanne, change),
      await ask('PUT', '/organisations/town/sign-on', stage.police, change),
      await ask('DELETE', '/organisations/town/sign-on', sanne),
      await ask('DELETE', '/organisations/town/sign-on', stage.police),
      await ask('PUT', '/organisations/police/sign-on', stage.police, change),
    ];
    expect(refusals.map(({ json }) => json['code'])).toEqual([
      'identity.other-organisation',
      'identity.administrator-only',
      'identity.other-organisation',
      'identity.administrator-only',
      'identity.other-organisation',
      'session.organisation-waits',
    ]);
  });

  test.each<[string, object, Partial<TestProvider>]>([
    ['identity.sign-on-address-insecure', { issuer: 'http://provider.example' }, {}],
    ['identity.sign-on-address-private', { issuer: 'https://169.254.169.254' }, {}],
    ['identity.sign-on-address-private', { issuer: 'https://[fd00::1]' }, {}],
    ['identity.sign-on-unreachable', { issuer: 'http://127.0.0.1:9' }, {}],
    ['identity.sign-on-unreachable', {}, { broken: 503 }],
    ['identity.sign-on-not-a-provider', {}, { broken: 404 }],
    ['identity.sign-on-wrong-issuer', {}, { describe: (it) => ({ ...it, issuer: 'https://x.example' }) }],
    ['identity.sign-on-not-a-provider', {}, { describe: ({ jwks_uri: _, ...it }) => it }],
    [
      'identity.sign-on-no-pkce',
      {},
      { describe: (it) => ({ ...it, code_challenge_methods_supported: ['plain'] }) },
    ],
    [
      'identity.sign-on-no-private-key',
      {},
      { describe: (it) => ({ ...it, token_endpoint_auth_methods_supported: ['client_secret_post'] }) },
    ],
    ['identity.sign-on-no-secret', { authentication: 'client-secret' }, {}],
    ['identity.sign-on-unknown-acr', { requiredAcr: 'urn:unheard-of' }, {}],
    ['identity.sign-on-domain-taken', { domains: ['police.example'] }, {}],
  ])('are refused as %s when they cannot work: %j', async (code, change, behaviour) => {
    Object.assign(stage.provider, behaviour);
    expect((await configure(change)).json).toMatchObject({ code });
  });

  test('keep the key and the secret in files for the owner only, and give the secret to nobody', async () => {
    const saved = await configure({ authentication: 'client-secret', clientSecret });
    expect(saved.json).toHaveProperty('settings.hasSecret', true);
    const shown = await ask('GET', '/organisations/town/sign-on', stage.lotte);
    expect(JSON.stringify([saved.json, shown.json])).not.toContain(clientSecret);
    const file = join(stage.secretsDirectory, 'sign-on-town.secret');
    expect(await readFile(file, 'utf8')).toBe(clientSecret);
    for (const path of [file, join(stage.secretsDirectory, 'sign-on-town.key.json')])
      expect((await stat(path)).mode & 0o777).toBe(0o600);
    const { keys } = (await ask('GET', '/sign-on/town/jwks')).json as { keys: Json[] };
    expect(keys.map((key) => Object.keys(key).sort())).toEqual([['e', 'kid', 'kty', 'n', 'use']]);
    await configure();
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  test('name the organisation to strangers only where its administrator wants it, or by a domain of its own', async () => {
    expect((await ask('GET', '/sign-on')).json).toEqual([]);
    const town = { organisation: 'town', name: { nl: 'Gemeente', en: 'Town' } };
    expect((await ask('POST', '/sign-on', '', { email: 'nobody@town.example' })).json).toEqual(town);
    expect((await ask('POST', '/sign-on', '', { email: 'sanne@elsewhere.example' })).json).toBeNull();
    await configure({ isNamed: true });
    expect((await ask('GET', '/sign-on')).json).toEqual([town]);
  });

  test('that are removed let nobody in this way, and nobody stays in who came in so', async () => {
    atProvider('sanne');
    const browser = openBrowser();
    expect(await signIn(browser)).toBe('/done');
    const byPassword = await signInByPassword('sanne@town.example');
    expect((await ask('DELETE', '/organisations/town/sign-on', stage.lotte)).status).toBe(200);
    expect(await signIn()).toBe('identity.sign-on-off');
    expect(await personIn(browser)).toBeNull();
    expect((await ask('GET', '/session', byPassword)).json['person']).toMatchObject({ name: 'sanne' });
    await expect(stat(join(stage.secretsDirectory, 'sign-on-town.key.json'))).rejects.toThrow('ENOENT');
    await stage.provider.register(stage.hub.url, 'town');
  });
});

describe('a sign-in through the provider', () => {
  test('goes by PKCE, a nonce and a state, and ends in a session of this way on the page that was asked for', async () => {
    atProvider('sanne');
    const browser = openBrowser();
    const [, entrance] = await browser.follow(`${stage.hub.url}/api/v1/sign-on/town?to=/editions`, isPage);
    const asked = Object.fromEntries(entrance?.searchParams ?? []);
    expect(asked).toMatchObject({
      code_challenge_method: 'S256',
      response_type: 'code',
      client_id: clientId,
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked[name]).toMatch(/^[\w-]{43}$/);
    expect(await personIn(browser)).toMatchObject({ email: 'sanne@town.example', roles: ['steward'] });
    const [session] = await ownTables(stage.database.db)
      .selectFrom('session')
      .select(['method', 'signOnIssuer'])
      .where('signOnSid', 'is not', null)
      .execute();
    expect(session).toEqual({ method: 'organisation', signOnIssuer: stage.provider.issuer });
  });

  test('finds the same person again after their address changed there', async () => {
    atProvider('sanne', { claims: { email: 'sanne.de.boer@town.example' } });
    const browser = openBrowser();
    expect(await signIn(browser)).toBe('/done');
    expect(await personIn(browser)).toMatchObject({ name: 'sanne' });
  });

  test('works with a secret in the place of a key', async () => {
    await stage.provider.register(stage.hub.url, 'town', 'client-secret');
    await configure({ authentication: 'client-secret', clientSecret });
    atProvider('sanne');
    expect(await signIn()).toBe('/done');
    await configure({ authentication: 'client-secret', clientSecret: 'another one' });
    expect(await signIn()).toBe('identity.sign-on-client-refused');
    await stage.provider.register(stage.hub.url, 'town');
  });

  test('works again at once when the provider has changed its keys', async () => {
    atProvider('sanne');
    expect(await signIn()).toBe('/done');
    await stage.provider.register(stage.hub.url, 'town');
    expect(await signIn()).toBe('/done');
  });

  test.each<[string, Partial<TestProvider>]>([
    ['identity.sign-on-refused', { signsInAs: null }],
    ['identity.sign-on-untrusted', { claim: (it) => ({ ...it, nonce: 'of another sign-in' }) }],
    ['identity.sign-on-untrusted', { claim: (it) => ({ ...it, iss: 'https://x.example' }) }],
    ['identity.sign-on-untrusted', { claim: (it) => ({ ...it, aud: 'another-client' }) }],
    ['identity.sign-on-clock', { claim: (it) => ({ ...it, exp: Math.floor(Date.now() / 1000) - 600 }) }],
    ['identity.sign-on-clock', { claim: (it) => ({ ...it, iat: Math.floor(Date.now() / 1000) - 600 }) }],
    [
      'identity.sign-on-old-proof',
      { claim: (it) => ({ ...it, auth_time: (it['iat'] as number) - 13 * 3600 }) },
    ],
    ['identity.sign-on-old-proof', { claim: ({ auth_time: _, ...it }) => it }],
  ])('ends as %s when it is not right (%#)', async (code, behaviour) => {
    atProvider('sanne');
    Object.assign(stage.provider, behaviour);
    const browser = openBrowser();
    expect(await signIn(browser)).toBe(code);
    expect(await personIn(browser)).toBeNull();
  });

  test('with a token of another key lets nobody in', async () => {
    atProvider('sanne');
    const browser = openBrowser();
    const back = await comeBackTo(browser);
    const other = await startProvider();
    await other.register(stage.hub.url, 'town');
    stage.provider.describe = (about) => ({ ...about, jwks_uri: `${other.issuer}/jwks` });
    expect(endOf(await browser.follow(back.href, isPage))).toBe('identity.sign-on-untrusted');
    expect(await personIn(browser)).toBeNull();
    await other.close();
  });

  test('is refused without a verified e-mail address, also when the address is of an account', async () => {
    await addPerson('mo', ['participant']);
    atProvider('mo', { claims: { email: undefined } });
    expect(await signIn()).toBe('identity.sign-on-no-email');
    atProvider('mo', { claims: { email_verified: false } });
    expect(await signIn()).toBe('identity.sign-on-email-unverified');
    atProvider('mo', { claims: { email_verified: 'true' } });
    expect(await signIn()).toBe('identity.sign-on-email-unverified');
    atProvider('mo');
    expect(await signIn()).toBe('/done');
  });

  test('never opens an account of another organisation, whatever the provider says', async () => {
    atProvider('karim', { claims: { email: 'karim@police.example' } });
    const browser = openBrowser();
    expect(await signIn(browser)).toBe('identity.sign-on-other-organisation');
    expect(await personIn(browser)).toBeNull();
  });

  test('is refused below the level that the organisation asks for', async () => {
    const [low = '', high = ''] = levels;
    await configure({ acrValues: [low], requiredAcr: high });
    atProvider('sanne', { acr: low });
    expect(await signIn()).toBe('identity.sign-on-too-weak');
    atProvider('sanne', { acr: high });
    expect(await signIn()).toBe('/done');
  });

  test('takes a clock that is a minute off, and says so of one that is ten', async () => {
    atProvider('sanne');
    for (const off of [-minute, minute]) {
      stage.clock.off = off;
      expect([off, await signIn()]).toEqual([off, '/done']);
    }
    for (const off of [-10 * minute, 10 * minute]) {
      stage.clock.off = off;
      expect([off, await signIn()]).toEqual([off, 'identity.sign-on-clock']);
    }
  });

  test('is remembered over https in a cookie that no other host can lay there', async () => {
    const pending = {
      organisation: 'town',
      kind: 'sign-in',
      state: 's',
      nonce: 'n',
      verifier: 'v',
      to: '/',
    } as const;
    const deps = {
      secret: 'p3FnQ0xkqvB1k7mZ',
      publicUrl: 'https://datalab.town.example',
      now: () => new Date(),
    };
    const [kept = ''] = (await keepPending(deps, pending)).getSetCookie();
    expect(kept).toMatch(/^__Host-datalab\.sign_on=/);
    expect(kept).toContain('; Path=/;');
    expect(kept).toContain('; Secure');
    expect(kept).not.toContain('Domain');
  });

  test('says that the provider is down, before and after going there', async () => {
    atProvider('sanne');
    const browser = openBrowser();
    const back = await comeBackTo(browser);
    stage.provider.broken = 503;
    expect(await signIn()).toBe('identity.sign-on-unreachable');
    expect(endOf(await browser.follow(back.href, isPage))).toBe('identity.sign-on-unreachable');
  });

  test('cannot be finished with the state of another, twice, elsewhere, or too late', async () => {
    atProvider('sanne');
    const browser = openBrowser();
    const back = await comeBackTo(browser);
    const kept = browser.cookieFor(`${stage.hub.url}/`).split('datalab.sign_on=')[1] ?? '';
    const wrong = new URL(back);
    wrong.searchParams.set('state', 'of-another');
    expect(endOf(await browser.follow(wrong.href, isPage))).toBe('identity.sign-on-wrong-state');
    expect(endOf(await browser.follow(back.href, isPage))).toBe('identity.sign-on-expired');
    expect(endOf(await openBrowser().follow(back.href, isPage))).toBe('identity.sign-on-expired');

    browser.setCookie(stage.hub.url, 'datalab.sign_on', kept);
    expect(endOf(await browser.follow(back.href, isPage))).toBe('/done');
    browser.setCookie(stage.hub.url, 'datalab.sign_on', kept);
    expect(endOf(await browser.follow(back.href, isPage))).toBe('identity.sign-on-code-used');
    browser.setCookie(stage.hub.url, 'datalab.sign_on', `${kept.slice(0, -2)}AA`);
    expect(endOf(await browser.follow(back.href, isPage))).toBe('identity.sign-on-expired');

    const late = openBrowser();
    const lateBack = await comeBackTo(late);
    stage.clock.off = 11 * minute;
    expect(endOf(await late.follow(lateBack.href, isPage))).toBe('identity.sign-on-expired');
  });

  test.each(['https://x.example', '//x.example', '/\\x.example', '/%0d%0ax: y', '/\tx'])(
    'goes on to no other server: %j',
    async (to) => {
      const path = `${stage.hub.url}/api/v1/sign-on/town?${new URLSearchParams({ to })}`;
      const { status, headers } = await fetch(path, { redirect: 'manual' });
      const isOwn = status === 400 || new URL(headers.get('location') ?? '').origin === stage.provider.issuer;
      expect(isOwn).toBe(true);
      if (to !== '/%0d%0ax: y') expect(status).toBe(400);
    },
  );
});
