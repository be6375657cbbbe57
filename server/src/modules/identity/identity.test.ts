import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import type { createApi } from '../../platform/http/api.ts';
import { auditMigrations, verifyAudit } from '../audit/audit.api.ts';
import { type Identity, identityMigrations, personsWithRole } from './identity.api.ts';
import type { Organisation, Session } from './identity.contract.ts';
import type { IdentityTables } from './identity.tables.ts';
import { appOf, cookieOf, identityOf } from './identity.testing.ts';

const first = {
  organisation: { slug: 'town', name: { nl: 'Gemeente', en: 'Municipality' }, kind: 'municipality' },
  name: 'Lotte',
  email: 'Lotte@example.org',
  password: 'a long enough password',
};

describe.each(engines)('identity on $name', ({ open }) => {
  let database: Database;
  let app: ReturnType<typeof createApi>;
  let identity: Identity;
  let cookie = '';

  beforeAll(async () => {
    database = await open([auditMigrations, identityMigrations]);
    identity = identityOf(database);
    app = appOf(identity);
  });
  afterAll(() => database.close());

  async function send(method: string, path: string, body?: object, as = cookie): Promise<Response> {
    return app.request(`/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', cookie: as },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  test('nobody sets the platform up without the code of the last start', async () => {
    const old = await identity.renewSetUpCode();
    await identity.renewSetUpCode();
    for (const code of [old, 'AAAA-AAAA-AAAA-AAAA', ' ']) {
      const refused = await send('POST', '/first-person', { ...first, code });
      expect([code, refused.status]).toEqual([code, 401]);
      expect(await refused.json()).toMatchObject({ code: 'identity.set-up-code-wrong' });
    }
  });

  test('the first person sets the platform up with the code and is signed in as administrator and facilitator', async () => {
    expect(await (await send('GET', '/session')).json()).toMatchObject({
      needsFirstPerson: true,
      person: null,
    });
    const code = ((await identity.renewSetUpCode()) ?? '').toLowerCase().replaceAll('-', ' ');
    const response = await send('POST', '/first-person', { ...first, code });
    expect(response.status).toBe(201);
    const [set] = response.headers.getSetCookie();
    expect(set).toMatch(/HttpOnly/);
    expect(set).toMatch(/SameSite=Lax/);
    cookie = cookieOf(response);
    const session = (await (await send('GET', '/session')).json()) as Session;
    expect(session).toMatchObject({ needsFirstPerson: false, demo: false, demoPersons: [] });
    expect(session.person).toMatchObject({
      email: 'lotte@example.org',
      organisation: 'town',
      roles: ['administrator', 'facilitator'],
    });
  });

  test('a session ends twelve hours after the sign-in, however much it is used', async () => {
    const body = { email: first.email, password: first.password };
    const copied = cookieOf(await send('POST', '/session', body));
    const ageTo = async (minutes: number): Promise<void> => {
      await database
        .tables<IdentityTables>()
        .updateTable('session')
        .set({ createdAt: new Date(Date.now() - minutes * 60_000) })
        .where('token', '=', decodeURIComponent(copied).split(/[=.]/)[2] ?? '')
        .execute();
    };
    const person = async () =>
      ((await (await send('GET', '/session', undefined, copied)).json()) as Session).person;
    await ageTo(12 * 60 - 1);
    expect(await person()).toMatchObject({ name: 'Lotte' });
    await ageTo(12 * 60 + 1);
    expect(await person()).toBeNull();
  });

  test('nobody sets the platform up a second time, also not two at once', async () => {
    expect(await identity.renewSetUpCode()).toBeUndefined();
    const again = {
      ...first,
      code: 'AAAA-AAAA-AAAA-AAAA',
      email: 'x@example.org',
      organisation: { ...first.organisation, slug: 'other' },
    };
    const answers = await Promise.all([
      send('POST', '/first-person', again),
      send('POST', '/first-person', again),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([409, 409]);
  });

  test('a facilitator adds an organisation, and a colleague who opens the account with several roles', async () => {
    const police = { slug: 'police', name: { nl: 'Politie', en: 'Police' }, kind: 'police' };
    const added = await send('POST', '/organisations', police);
    expect(await added.json()).toEqual({ ...police, colour: 1 });
    expect(await (await send('POST', '/organisations', police)).json()).toMatchObject({
      code: 'identity.organisation-taken',
    });
    const person = { name: 'Sanne', email: 'sanne@example.org', roles: ['steward', 'participant'] };
    expect((await send('POST', '/organisations/nobody/persons', person)).status).toBe(404);
    const made = await send('POST', '/organisations/town/persons', person);
    const { code } = (await made.json()) as { code: string };
    const opening = { code, name: 'Sanne', email: 'Sanne@example.org', password: 'another long password' };
    expect((await send('POST', '/accounts', opening, '')).status).toBe(201);
    expect(await (await send('POST', '/organisations/town/persons', person)).json()).toMatchObject({
      code: 'identity.email-taken',
    });
    const stewards = await personsWithRole(database.db, 'town', 'steward');
    expect(stewards.map((steward) => steward.name)).toEqual(['Sanne']);
  });

  test('the network holds partners of every kind that has a part in social issues, and of no other kind (17)', async () => {
    const kinds = [
      ...['municipality', 'housing-association', 'care-provider', 'health-service', 'police'],
      ...[
        'benefits-agency',
        'school',
        'library',
        'hospital',
        'university',
        'business',
        'voluntary',
        'region',
      ],
    ];
    const partner = (kind: string) => ({ slug: `a-${kind}`, name: { nl: kind, en: kind }, kind });
    for (const kind of kinds) {
      expect([kind, (await send('POST', '/organisations', partner(kind))).status]).toEqual([kind, 201]);
    }
    const network = (await (await send('GET', '/organisations')).json()) as Organisation[];
    const added = network.filter(({ slug }) => slug.startsWith('a-'));
    expect(added.map(({ kind }) => kind)).toEqual(kinds);
    expect((await send('POST', '/organisations', partner('fan-club'))).status).toBe(400);
  });

  test('somebody without the role may not add anybody', async () => {
    const sanne = cookieOf(
      await send('POST', '/session', { email: 'sanne@example.org', password: 'another long password' }, ''),
    );
    const refused = await send('POST', '/organisations', { ...first.organisation, slug: 'mine' }, sanne);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'identity.leader-only' });
  });

  test('a wrong password and an unknown address get the same answer', async () => {
    const wrong = await send('POST', '/session', { email: 'sanne@example.org', password: 'wrong' }, '');
    const unknown = await send('POST', '/session', { email: 'nobody@example.org', password: 'wrong' }, '');
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(((await wrong.json()) as { code: string }).code).toBe(
      ((await unknown.json()) as { code: string }).code,
    );
  });

  test('somebody who knows their password may come in as often as they like', async () => {
    const statuses = new Set<number>();
    for (let n = 0; n < 12; n += 1) {
      statuses.add(
        (await send('POST', '/session', { email: 'lotte@example.org', password: first.password }, '')).status,
      );
    }
    expect([...statuses]).toEqual([200]);
  });

  test('a role taken away counts at the next request', async () => {
    const db = database.tables<IdentityTables>();
    const signedIn = await send(
      'POST',
      '/session',
      { email: 'lotte@example.org', password: first.password },
      '',
    );
    const lotte = cookieOf(signedIn);
    await db
      .updateTable('member')
      .set({ role: 'participant' })
      .where('role', '=', 'administrator,facilitator')
      .execute();
    const refused = await send('POST', '/organisations', { ...first.organisation, slug: 'late' }, lotte);
    expect(refused.status).toBe(403);
    await db
      .updateTable('member')
      .set({ role: 'administrator,facilitator' })
      .where('role', '=', 'participant')
      .execute();
  });

  test('after signing out the old cookie opens nothing', async () => {
    const old = cookieOf(
      await send('POST', '/session', { email: 'lotte@example.org', password: first.password }, ''),
    );
    expect((await send('GET', '/organisations', undefined, old)).status).toBe(200);
    expect((await send('DELETE', '/session', undefined, old)).status).toBe(200);
    expect((await send('GET', '/organisations', undefined, old)).status).toBe(401);
  });

  test('a cookie that was tampered with opens nothing', async () => {
    expect(
      (
        await send(
          'GET',
          '/organisations',
          undefined,
          cookie.replace(/(session_token=[^;]*)....(?=;|$)/, '$1AAA%3D'),
        )
      ).status,
    ).toBe(401);
  });

  test('outside the demo nobody is played', async () => {
    const refused = await send('POST', '/session/demo', { email: 'lotte@example.org' }, '');
    expect(await refused.json()).toMatchObject({ code: 'identity.demo-only' });
  });

  test('in the demo its persons are made once and can be played, and no others', async () => {
    const demo = identityOf(database, {
      demo: {
        organisations: [{ slug: 'town', name: first.organisation.name, kind: 'municipality', colour: 0 }],
        people: [{ name: 'Noor', email: 'noor@town.example', organisation: 'town', roles: ['analyst'] }],
      },
    });
    await demo.ensureDemo();
    await demo.ensureDemo();
    app = appOf(demo);
    const played = await send('POST', '/session/demo', { email: 'noor@town.example' }, '');
    const session = (await played.json()) as Session;
    expect(session.person).toMatchObject({ name: 'Noor', roles: ['analyst'] });
    expect(session.demoPersons.map((person) => person.name)).toEqual(['Noor']);
    expect((await send('GET', '/organisations', undefined, cookieOf(played))).status).toBe(200);
    expect((await send('POST', '/session/demo', { email: 'lotte@example.org' }, '')).status).toBe(403);
    const blocked = { blockedAt: new Date(), blockedBy: 'Lotte', blockedReason: 'Left' };
    const noor = session.person?.id ?? '';
    const tables = database.tables<IdentityTables>();
    await tables.updateTable('member').set(blocked).where('userId', '=', noor).execute();
    await demo.ensureDemo();
    expect((await send('POST', '/session/demo', { email: 'noor@town.example' }, '')).status).toBe(403);
  });

  test('what was done stands in the log without a password in it', async () => {
    const db = database.tables<{ audit_events: { action: string } }>();
    expect(await verifyAudit(db)).toMatchObject({ whole: true });
    const events = await db.selectFrom('audit_events').selectAll().execute();
    const actions = new Set(events.map((event) => event.action));
    expect([...actions].sort()).toEqual([
      'identity.account-opened',
      'identity.code-made',
      'identity.organisation-added',
      'identity.set-up',
      'identity.sign-in-refused',
      'identity.signed-in',
    ]);
    expect(JSON.stringify(events)).not.toContain('long password');
  });
});
