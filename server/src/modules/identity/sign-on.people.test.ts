import { describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import {
  clientId,
  clientSecret,
  openBrowser,
  type ProviderPerson,
  signOutAt,
  startProvider,
} from '../../platform/http/openid-provider.testing.ts';
import { ownTables } from './identity.tables.ts';
import { type Browser, type Json, minute, openSignOnStage, password } from './sign-on.testing.ts';

describe.each(engines)('on $name', ({ open: openDatabase }) => {
  const stage = openSignOnStage(openDatabase);
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
    settings,
  } = stage;

  describe('who comes in, and with which roles', () => {
    const groups = {
      groupsClaim: 'groups',
      groupRoles: [
        { group: 'data', roles: ['steward', 'engineer'] },
        { group: 'officers', roles: ['privacy-officer'] },
        { group: 'leaders', roles: ['facilitator'] },
        { group: 'ict', roles: ['administrator'] },
      ],
    };
    const inGroups = (...held: string[]): Partial<ProviderPerson> & { claims: Json } => ({
      claims: { groups: held },
    });

    test('a stranger gets no account, unless the organisation wants that for its own addresses', async () => {
      atProvider('nina');
      stage.lines.length = 0;
      expect(await signIn()).toBe('identity.sign-on-no-account');
      const [line = '{}'] = stage.lines;
      expect(JSON.parse(line)).toMatchObject({
        level: 'warn',
        event: 'identity.sign-on-refused',
        caller: '127.0.0.1',
        organisation: 'town',
        problem: 'identity.sign-on-no-account',
      });
      expect(stage.lines).toHaveLength(1);
      expect(line).not.toContain('nina');
      await configure({ makesPersons: true });
      const browser = openBrowser();
      expect(await signIn(browser)).toBe('identity.sign-on-no-roles');
      expect(await personIn(browser)).toMatchObject({ name: 'nina', organisation: 'town', roles: [] });
      // The second letter is Cyrillic.
      atProvider('nora', { claims: { name: 'N\u043Era' } });
      const other = openBrowser();
      await signIn(other);
      expect(await personIn(other)).toMatchObject({ name: 'nora@town.example' });
      const { json } = await ask('GET', '/session/proof', browser.cookieFor(stage.hub.url));
      expect(json['ways']).toEqual(['organisation']);
      atProvider('guest', { claims: { email: 'guest@elsewhere.example' } });
      expect(await signIn()).toBe('identity.sign-on-no-account');
    });

    test('roles follow the groups at each sign-in; a group of another organisation gives none, and the page says so', async () => {
      await configure(groups);
      await ownTables(stage.database.db)
        .updateTable('organization')
        .set({ confirmedAt: new Date() })
        .where('slug', '=', 'police')
        .execute();
      const { status } = await ask('PUT', '/organisations/police/sign-on', stage.police, {
        ...settings,
        ...groups,
        issuer: stage.provider.issuer,
        domains: ['police.example'],
        groupRoles: [{ group: 'police-officers', roles: ['facilitator'] }],
      });
      expect(status).toBe(200);
      atProvider('sanne', inGroups('data', 'police-officers'));
      const browser = openBrowser();
      expect(await signIn(browser)).toBe('/done');
      expect(await personIn(browser)).toMatchObject({ roles: ['steward', 'engineer'], waitingRoles: [] });
      atProvider('sanne', inGroups('police-officers', 'Data'));
      expect(await signIn(browser)).toBe('identity.sign-on-no-roles');
      expect(await personIn(browser)).toMatchObject({ roles: [], waitingRoles: [] });
      atProvider('sanne', inGroups('data', 'ict'));
      await signIn(browser);
      expect((await personIn(browser))?.['roles']).toEqual(['steward', 'engineer', 'administrator']);
      expect((await ask('DELETE', '/organisations/police/sign-on', stage.police)).status).toBe(200);
      await configure();
      atProvider('sanne', inGroups());
      await signIn(browser);
      expect((await personIn(browser))?.['roles']).toEqual(['steward', 'engineer', 'administrator']);
    });

    test('a privacy officer by group waits for confirmation as everybody, and is never a facilitator as well', async () => {
      await configure(groups);
      atProvider('sanne', inGroups('officers'));
      const browser = openBrowser();
      await signIn(browser);
      expect(await personIn(browser)).toMatchObject({ roles: [], waitingRoles: ['privacy-officer'] });
      const { json } = await ask('GET', '/session', browser.cookieFor(stage.hub.url));
      const { id } = json['person'] as { id: string };
      expect((await ask('POST', `/persons/${id}/confirmation`, stage.pim, { spoken: true })).status).toBe(
        200,
      );
      await signIn(browser);
      expect(await personIn(browser)).toMatchObject({ roles: ['privacy-officer'], waitingRoles: [] });
      atProvider('sanne', inGroups('officers', 'leaders'));
      await signIn(browser);
      expect(await personIn(browser)).toMatchObject({ roles: ['facilitator'], waitingRoles: [] });
      atProvider('sanne', inGroups('officers'));
      await signIn(browser);
      expect(await personIn(browser)).toMatchObject({ roles: [], waitingRoles: ['privacy-officer'] });
    });

    test('the last administrator stays one, whatever the groups say', async () => {
      await configure(groups);
      atProvider('lotte', inGroups('leaders'));
      const browser = openBrowser();
      await signIn(browser);
      expect((await personIn(browser))?.['roles']).toEqual(['facilitator', 'administrator']);
    });

    test('an officer whose account the provider alone points out waits again for a person who confirms it', async () => {
      const cookie = await addPerson('fatma', ['privacy-officer']);
      const { json } = await ask('GET', '/session', cookie);
      const { id } = json['person'] as { id: string };
      await ownTables(stage.database.db)
        .updateTable('member')
        .set({ officerConfirmedAt: new Date() })
        .where('userId', '=', id)
        .execute();
      atProvider('fatma');
      const browser = openBrowser();
      await signIn(browser);
      expect(await personIn(browser)).toMatchObject({ id, roles: [], waitingRoles: ['privacy-officer'] });
      const told = await ask('GET', '/session/account', browser.cookieFor(stage.hub.url));
      expect(told.json['news']).toMatchObject([{ kind: 'sign-on-linked', person: 'fatma' }, {}]);
    });

    test('a code of an invitation opens the account of its address, and of no other', async () => {
      const invite = { name: 'Tom', email: 'tom@town.example', roles: ['analyst'] };
      const made = await ask('POST', '/organisations/town/persons', stage.lotte, invite);
      const read = async (): Promise<unknown> =>
        (await ask('POST', '/account-codes/reading', '', { code: made.json['code'] })).json['signOn'];
      expect(await read()).toBe(true);
      await ask('DELETE', '/organisations/town/sign-on', stage.lotte);
      expect(await read()).toBe(false);
      await stage.provider.register(stage.hub.url, 'town');
      await configure();
      const open = async (browser: Browser): Promise<string> => {
        const begun = await browser.send(`${stage.hub.url}/api/v1/accounts/sign-on`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ code: made.json['code'] }),
        });
        const { address } = (await begun.json()) as { address: string };
        return endOf(await browser.follow(address, isPage));
      };
      atProvider('mallory');
      expect(await open(openBrowser())).toBe('identity.code-other-address');
      atProvider('tom');
      const browser = openBrowser();
      expect(await open(browser)).toBe('/');
      expect(await personIn(browser)).toMatchObject({ email: 'tom@town.example', roles: ['analyst'] });
      const again = await ask('POST', '/accounts/sign-on', '', { code: made.json['code'] });
      expect(again.json).toMatchObject({ code: 'identity.code-used' });
    });

    test('a link of an administrator opens nothing once the groups give that role no more', async () => {
      await addPerson('ines', ['administrator']);
      const ines = await signInByPassword('ines@town.example');
      const invite = { name: 'Late', email: 'late@town.example', roles: ['manager'] };
      const made = await ask('POST', '/organisations/town/persons', ines, invite);
      expect(made.status).toBe(201);
      await configure(groups);
      atProvider('ines', inGroups('data'));
      await signIn();
      const opening = { code: made.json['code'], name: 'Late', email: invite.email, password };
      expect((await ask('POST', '/accounts', '', opening)).json).toMatchObject({
        code: 'identity.code-withdrawn',
      });
    });

    test('somebody who is blocked comes in no more, and is told', async () => {
      const cookie = await addPerson('bas', ['participant']);
      atProvider('bas');
      expect(await signIn()).toBe('/done');
      const { json } = await ask('GET', '/session', cookie);
      const { id } = json['person'] as { id: string };
      await ask('POST', `/persons/${id}/block`, stage.lotte, { reason: 'Works elsewhere' });
      expect(await signIn()).toBe('identity.blocked');
    });

    test('a password lets in nobody whose address goes through the provider, except an administrator', async () => {
      await configure({ domainsOnly: true });
      const sent = { email: 'pim@town.example', password };
      const refused = await ask('POST', '/session', '', sent);
      expect([refused.status, refused.json['code']]).toEqual([403, 'identity.sign-on-required']);
      expect(refused.response.headers.getSetCookie()).toEqual([]);
      const wrong = await ask('POST', '/session', '', { ...sent, password: 'something else entirely' });
      expect(wrong.json).toMatchObject({ code: 'identity.wrong-credentials' });
      expect((await ask('POST', '/session', '', { ...sent, email: 'lotte@town.example' })).status).toBe(200);
      expect((await ask('POST', '/session', '', { ...sent, email: 'karim@police.example' })).status).toBe(
        200,
      );
    });
  });

  describe('somebody who is signed in', () => {
    const provenAt = async (browser: Browser): Promise<Date | undefined> => {
      const { json } = await ask('GET', '/session', browser.cookieFor(stage.hub.url));
      const { id } = json['person'] as { id: string };
      const row = await ownTables(stage.database.db)
        .selectFrom('session')
        .select('provenAt')
        .where('userId', '=', id)
        .orderBy('provenAt', 'desc')
        .executeTakeFirst();
      return row?.provenAt;
    };

    test('proves again at the provider who they are, and nobody else does it for them', async () => {
      atProvider('sanne');
      const browser = openBrowser();
      await signIn(browser);
      const { json } = await ask('GET', '/session', browser.cookieFor(stage.hub.url));
      const { id: sanne } = json['person'] as { id: string };
      const tables = ownTables(stage.database.db);
      await tables
        .updateTable('session')
        .set({ provenAt: new Date(Date.now() - 60 * minute) })
        .where('userId', '=', sanne)
        .execute();
      const { json: proof } = await ask('GET', '/session/proof', browser.cookieFor(stage.hub.url));
      expect(proof).toEqual({ fresh: false, ways: ['password', 'organisation'] });
      const way = await browser.follow(`${stage.hub.url}/api/v1/sign-on/town/proof?to=/editions`, isPage);
      expect(way[1]?.searchParams.get('prompt')).toBe('login');
      expect(way[1]?.searchParams.get('max_age')).toBe('0');
      expect(endOf(way)).toBe('/editions');
      expect(Date.now() - ((await provenAt(browser))?.getTime() ?? 0)).toBeLessThan(minute);

      await tables
        .updateTable('session')
        .set({ provenAt: new Date(Date.now() - 60 * minute) })
        .where('userId', '=', sanne)
        .execute();
      browser.forget(stage.provider.issuer);
      atProvider('mo');
      expect(await signIn(browser, '/sign-on/town/proof')).toBe('identity.sign-on-other-person');
      browser.forget(stage.provider.issuer);
      atProvider('sanne');
      stage.provider.claim = (claims) => ({ ...claims, auth_time: (claims['iat'] as number) - 3600 });
      expect(await signIn(browser, '/sign-on/town/proof')).toBe('identity.sign-on-old-proof');
      expect(Date.now() - ((await provenAt(browser))?.getTime() ?? 0)).toBeGreaterThan(59 * minute);
      expect(await signIn(openBrowser(), '/sign-on/town/proof')).toBe('session.required');
      expect(await signIn(browser, '/sign-on/police/proof')).toBe('identity.sign-on-other-organisation');
    });

    test('links the provider to their account after a fresh proof, and to no second account', async () => {
      const cookie = await addPerson('els', ['participant']);
      const [name = '', value = ''] = cookie.split('=');
      const browser = openBrowser();
      browser.setCookie(stage.hub.url, name, value);
      atProvider('els', { claims: { email: undefined } });
      const own = async (): Promise<unknown> => (await ask('GET', '/session/sign-on', cookie)).json;
      const ways = async (): Promise<unknown> => (await ask('GET', '/session/proof', cookie)).json['ways'];
      expect([await own(), await ways()]).toEqual([
        { issuer: stage.provider.issuer, linkedAt: null },
        ['password'],
      ]);
      expect(await signIn(browser, '/sign-on/town/link')).toBe('/done');
      expect([await own(), await ways()]).toEqual([
        { issuer: stage.provider.issuer, linkedAt: expect.any(String) },
        ['password', 'organisation'],
      ]);
      expect((await ask('GET', '/session/sign-on', stage.police)).json).toBeNull();
      expect(await signIn(openBrowser())).toBe('/done');

      const other = openBrowser();
      const [, second = ''] = (await addPerson('ed', ['participant'])).split('=');
      other.setCookie(stage.hub.url, name, second);
      expect(await signIn(other, '/sign-on/town/link')).toBe('identity.sign-on-linked-already');
      const hour = new Date(Date.now() - 60 * minute);
      const { json } = await ask('GET', '/session', other.cookieFor(stage.hub.url));
      const { id: ed } = json['person'] as { id: string };
      await ownTables(stage.database.db)
        .updateTable('session')
        .set({ provenAt: hour })
        .where('userId', '=', ed)
        .execute();
      expect(await signIn(other, '/sign-on/town/link')).toBe('session.prove-again');
    });
  });

  describe('a session that ended at the provider', () => {
    test('ends here too, and others go on', async () => {
      atProvider('sanne');
      const [browser, other] = [openBrowser(), openBrowser()];
      await signIn(browser);
      await signIn(other);
      await signOutAt(stage.provider, browser);
      expect(await personIn(browser)).toBeNull();
      expect(await personIn(other)).toMatchObject({ name: 'sanne' });
      const byPassword = await signInByPassword('sanne@town.example');
      const claims = logoutOf('sub-sanne');
      expect((await sendLogout(await stage.provider.sign(claims, 'logout+jwt'))).status).toBe(200);
      expect(await personIn(other)).toBeNull();
      expect((await ask('GET', '/session', byPassword)).json['person']).toMatchObject({ name: 'sanne' });
    });

    test('is not ended by a token that is not right, or that was used before', async () => {
      atProvider('sanne');
      const browser = openBrowser();
      await signIn(browser);
      const good = logoutOf('sub-sanne');
      const { events: _, ...noEvent } = good;
      const { jti: __, ...noId } = good;
      const { sub: ___, ...ofNobody } = good;
      const at = Math.floor(Date.now() / 1000);
      const wrong = [
        { ...good, iss: 'https://x.example' },
        { ...good, aud: 'another-client' },
        { ...good, nonce: 'as in an ID token' },
        { ...good, iat: at - 3600, exp: at - 3000 },
        { ...good, events: { [logoutEvent]: 'yes' } },
        noEvent,
        noId,
        ofNobody,
      ];
      for (const claims of wrong) {
        const answer = await sendLogout(await stage.provider.sign(claims, 'logout+jwt'));
        expect([claims, answer.status]).toEqual([claims, 400]);
      }
      const other = await startProvider();
      await other.register(stage.hub.url, 'town');
      expect((await sendLogout(await other.sign(good, 'logout+jwt'))).status).toBe(400);
      await other.close();
      expect((await sendLogout('not.a.token')).status).toBe(400);
      expect(await personIn(browser)).toMatchObject({ name: 'sanne' });

      const token = await stage.provider.sign(good, 'logout+jwt');
      expect((await sendLogout(token)).status).toBe(200);
      await signIn(browser);
      expect((await sendLogout(token)).status).toBe(400);
      expect(await personIn(browser)).toMatchObject({ name: 'sanne' });
    });
  });

  const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';

  function logoutOf(sub: string) {
    const at = Math.floor(Date.now() / 1000);
    const events = { [logoutEvent]: {} };
    const jti = crypto.randomUUID();
    return { iss: stage.provider.issuer, aud: clientId, sub, jti, iat: at, exp: at + 120, events };
  }

  async function sendLogout(token: string): Promise<Response> {
    return fetch(`${stage.hub.url}/api/v1/sign-on/town/logout`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ logout_token: token }),
    });
  }

  test('the log says who came in through which provider, and what the provider changed', async () => {
    expect((await ask('DELETE', '/organisations/town/sign-on', stage.lotte)).status).toBe(200);
    const rows = await stage.database
      .tables<{ audit_events: { action: string; details: Json } }>()
      .selectFrom('audit_events')
      .select(['action', 'details'])
      .where('action', 'like', 'identity.%')
      .execute();
    const told = new Set(rows.map(({ action }) => action));
    for (const action of ['changed', 'removed', 'linked'])
      expect(told).toContain(`identity.sign-on-${action}`);
    expect(told).toContain('identity.roles-renewed');
    expect(told).toContain('identity.signed-out-by-provider');
    const through = rows.filter(
      ({ action, details }) => action === 'identity.signed-in' && 'through' in details,
    );
    expect(through.length).toBeGreaterThan(10);
    expect(JSON.stringify(rows)).not.toContain(clientSecret);
  });
});
