import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Accounts } from './accounts.contract.ts';
import {
  type AccountsBench,
  emailOf,
  openAccountsBench,
  password,
  type ShownCode,
} from './accounts.testing.ts';
import { findPersonName } from './identity.api.ts';
import type { Role, Session } from './identity.contract.ts';
import type { IdentityTables } from './identity.tables.ts';
import { cookieOf } from './identity.testing.ts';
import type { Network } from './network.contract.ts';

const dayMs = 86_400_000;

describe.each(engines)('accounts on $name', ({ open }) => {
  let bench: AccountsBench;
  beforeAll(async () => {
    bench = await openAccountsBench(open);
  });
  afterAll(() => bench.database.close());

  const send = (...asked: Parameters<AccountsBench['send']>) => bench.send(...asked);
  const ask = <T>(...asked: Parameters<AccountsBench['ask']>) => bench.ask<T>(...asked);
  const answerOf = (...asked: Parameters<AccountsBench['answerOf']>) => bench.answerOf(...asked);
  const openWith = (...asked: Parameters<AccountsBench['openWith']>) => bench.openWith(...asked);
  const addColleague = (...asked: Parameters<AccountsBench['addColleague']>) => bench.addColleague(...asked);
  const idOf = (name: string) => bench.idOf(name);
  const actorOf = (name: string) => bench.actorOf(name);
  const firstCode = (organisation: string, roles?: Role[]) => bench.firstCode(organisation, roles);

  const spoken = { spoken: true };

  test('the founding administrator makes no accounts of a partner', async () => {
    const body = { name: 'Not of them', email: 'not@example.org', roles: ['steward'] };
    expect(await answerOf('Lotte', 'POST', '/organisations/police/persons', body)).toEqual([
      403,
      'identity.other-organisation',
    ]);
  });

  test('a code opens one account, with a password that nobody else knows', async () => {
    const { code, expiresAt } = await firstCode('police');
    expect(code).toMatch(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/);
    expect(Date.parse(expiresAt) - bench.state.now).toBeCloseTo(7 * dayMs, -4);
    const tables = JSON.stringify(
      await bench.database.tables<IdentityTables>().selectFrom('account_codes').selectAll().execute(),
    );
    expect(tables).not.toContain(code);
    expect(tables).not.toContain(code.replaceAll('-', ''));
    const opened = await openWith(code.toLowerCase().replaceAll('-', ' '), 'Pim');
    expect(opened).toMatchObject({
      organisation: 'police',
      roles: ['administrator', 'facilitator'],
      waitingRoles: ['steward'],
    });
    const again = { code, name: 'Second', email: 'second@example.org', password };
    expect(await answerOf('', 'POST', '/accounts', again)).toEqual([409, 'identity.code-used']);
  });

  test('of two who use one code at once, one gets in', async () => {
    const { code } = await firstCode('care');
    const opening = (name: string) =>
      send('', 'POST', '/accounts', { code, name, email: emailOf(name), password });
    const answers = await Promise.all([opening('Cas'), opening('Cis')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const [winner] = answers.filter(({ ok }) => ok);
    if (winner !== undefined) bench.cookies.set('Care', cookieOf(winner));
  });

  test('a code that is withdrawn, renewed or a week old opens nothing', async () => {
    const body = { name: 'Slow', email: emailOf('Slow'), roles: ['analyst'] };
    const add = () => ask<ShownCode>('Lotte', 'POST', '/organisations/town/persons', body);
    const withdrawn = await add();
    expect(await answerOf('Lotte', 'DELETE', `/account-codes/${withdrawn.id}`)).toBe(200);
    const old = await add();
    const byMail = { byHand: false };
    const fresh = await ask<ShownCode>('Lotte', 'POST', `/account-codes/${old.id}/renewal`, byMail);
    const opened = ({ code }: ShownCode) => answerOf('', 'POST', '/accounts', { ...body, code, password });
    for (const code of [withdrawn, old]) {
      expect(await opened(code)).toEqual([409, 'identity.code-withdrawn']);
    }
    bench.state.now += 7 * dayMs;
    expect(await opened(fresh)).toEqual([409, 'identity.code-expired']);
    expect(await answerOf('Lotte', 'DELETE', `/account-codes/${fresh.id}`)).toBe(200);
  });

  test('a code of a colleague opens nothing for another address', async () => {
    const body = { name: 'Noor', email: emailOf('Noor'), roles: ['analyst'] };
    const { code } = await ask<ShownCode>('Lotte', 'POST', '/organisations/town/persons', body);
    const other = { code, name: 'Noor', email: 'other@example.org', password };
    expect(await answerOf('', 'POST', '/accounts', other)).toEqual([409, 'identity.code-other-address']);
    expect(await openWith(code, 'Noor')).toMatchObject({ roles: ['analyst'], waitingRoles: [] });
  });

  test('guessing codes is slowed down', async () => {
    const guess = { code: 'AAAA-AAAA-AAAA-AAAA', name: 'G', email: 'guess@example.org', password };
    const statuses: number[] = [];
    for (let n = 0; n < 61; n += 1) statuses.push((await send('', 'POST', '/accounts', guess)).status);
    expect([statuses.at(-2), statuses.at(-1)]).toEqual([401, 429]);
    bench.state.now += 16 * 60_000;
  });

  test('an obvious password is refused, and the code stays good', async () => {
    const body = { name: 'Willem', email: emailOf('Willem'), roles: ['manager'] };
    const { code } = await ask<ShownCode>('Lotte', 'POST', '/organisations/town/persons', body);
    const weak = { code, name: 'Willem', email: emailOf('Willem'), password: 'willem123456' };
    expect(await answerOf('', 'POST', '/accounts', weak)).toEqual([400, 'identity.password-obvious']);
    await openWith(code, 'Willem');
  });

  test('a partner that has an account gets no first code any more', async () => {
    const again = await answerOf('Lotte', 'POST', '/organisations/police/first-account-code', { roles: [] });
    expect(again).toEqual([409, 'identity.has-accounts']);
  });

  test('nobody is facilitator and privacy officer at once', async () => {
    const both = { name: 'Both', email: 'both@example.org', roles: ['facilitator', 'privacy-officer'] };
    const apart = [409, 'identity.roles-apart'];
    expect(await answerOf('Lotte', 'POST', '/organisations/town/persons', both)).toEqual(apart);
    const partner = { slug: 'school', name: { nl: 'School', en: 'School' }, kind: 'school' };
    await send('Lotte', 'POST', '/organisations', partner);
    const officer = { roles: ['privacy-officer'] };
    expect(await answerOf('Lotte', 'POST', '/organisations/school/first-account-code', officer)).toEqual(
      apart,
    );
  });

  test('a facilitator who makes a privacy officer gets nothing by it until a colleague confirmed', async () => {
    const fatma = await addColleague('Lotte', 'town', 'Fatma', 'privacy-officer');
    expect(fatma).toMatchObject({ roles: [], waitingRoles: ['privacy-officer'] });
    expect(await answerOf('Fatma', 'POST', '/organisations/police/confirmation', spoken)).toEqual([
      403,
      'session.role-waits',
    ]);
    const path = `/persons/${await idOf('Fatma')}/confirmation`;
    expect(await answerOf('Lotte', 'POST', path, spoken)).toEqual([403, 'identity.maker-confirms-not']);
    expect(await answerOf('Fatma', 'POST', path, spoken)).toEqual([403, 'identity.not-yourself']);
    expect(await answerOf('Pim', 'POST', path, spoken)).toEqual([403, 'identity.privacy-officer-only']);
    expect(await answerOf('Willem', 'POST', path, { spoken: false })).toEqual([400, 'request.invalid']);
    expect(await answerOf('Willem', 'POST', path, spoken)).toBe(200);
    expect(await answerOf('Noor', 'POST', path, spoken)).toEqual([409, 'identity.already-confirmed']);
    expect((await ask<Session>('Fatma', 'GET', '/session')).person?.roles).toEqual(['privacy-officer']);
  });

  test('everybody of an organisation that is not confirmed waits, and comes in by one confirmation', async () => {
    await addColleague('Pim', 'police', 'Sanne', 'steward', 'participant');
    const before = await ask<Session>('Sanne', 'GET', '/session');
    expect(before.person).toMatchObject({ roles: ['participant'], waitingRoles: ['steward'] });
    expect(await actorOf('Pim')).toMatchObject({
      roles: ['administrator', 'facilitator'],
      organisationWaits: true,
    });
    const path = '/organisations/police/confirmation';
    expect(await answerOf('Lotte', 'POST', path, spoken)).toEqual([403, 'identity.privacy-officer-only']);
    const seen = await ask<Network>('Fatma', 'GET', '/network');
    const police = seen.organisations.find(({ organisation }) => organisation.slug === 'police');
    expect(police).toMatchObject({
      people: 2,
      confirmed: null,
      waits: { name: 'Pim', email: emailOf('Pim'), may: { confirm: { allowed: true } } },
    });
    expect(await answerOf('Fatma', 'POST', path, spoken)).toBe(200);
    expect(await answerOf('Fatma', 'POST', path, spoken)).toEqual([409, 'identity.already-confirmed']);
    for (const [name, held] of [
      ['Sanne', ['steward', 'participant']],
      ['Pim', ['administrator', 'facilitator', 'steward']],
    ] as const) {
      const { person } = await ask<Session>(name, 'GET', '/session');
      expect(person).toMatchObject({ roles: held, waitingRoles: [] });
      expect(await actorOf(name)).toMatchObject({ organisationWaits: false });
    }
  });

  test('an account that is not of its organisation is refused, and the first one can be made anew', async () => {
    const path = '/organisations/care/refusal';
    const refused = await idOf('Care');
    expect(await answerOf('Fatma', 'POST', path, { reason: 'They know of nothing.' })).toBe(200);
    expect(bench.state.blocked).toEqual([[refused, 'Fatma']]);
    expect(await answerOf('Care', 'GET', '/organisations')).toEqual([401, 'session.required']);
    const { code } = await firstCode('care', []);
    expect(await openWith(code, 'Anna')).toMatchObject({
      organisation: 'care',
      roles: ['administrator', 'facilitator'],
    });
    const network = await ask<Network>('Fatma', 'GET', '/network');
    const care = network.organisations.find(({ organisation }) => organisation.slug === 'care');
    expect(care).toMatchObject({ people: 1, confirmed: null, waits: { name: 'Anna' } });
  });

  test('somebody who is blocked is out at once, and stays out with the right password', async () => {
    const sanne = await idOf('Sanne');
    const path = `/persons/${sanne}/block`;
    const why = { reason: 'Works elsewhere now' };
    expect(await answerOf('Lotte', 'POST', path, why)).toEqual([403, 'identity.other-organisation']);
    expect(await answerOf('Pim', 'POST', `/persons/${await idOf('Pim')}/block`, why)).toEqual([
      403,
      'identity.not-yourself',
    ]);
    expect(await answerOf('Pim', 'POST', path, why)).toBe(200);
    expect(bench.state.blocked.at(-1)).toEqual([sanne, 'Pim']);
    expect(await answerOf('Sanne', 'GET', '/organisations')).toEqual([401, 'session.required']);
    const knock = { email: emailOf('Sanne'), password };
    expect(await answerOf('', 'POST', '/session', knock)).toEqual([403, 'identity.blocked']);
    expect(await answerOf('', 'POST', '/session', { ...knock, password: 'x' })).toEqual([
      401,
      'identity.wrong-credentials',
    ]);
    expect(await findPersonName(bench.database.db, sanne)).toBe('Sanne');
    const seen = await ask<Accounts>('Pim', 'GET', '/organisations/police/accounts');
    const blocked = seen.persons.find(({ id }) => id === sanne);
    expect(blocked?.blocked).toMatchObject({ by: 'Pim', reason: 'Works elsewhere now' });
    expect(await answerOf('Pim', 'DELETE', path)).toBe(200);
    expect(await answerOf('', 'POST', '/session', knock)).toBe(200);
  });

  test('the codes of an administrator who is blocked open nothing', async () => {
    await addColleague('Lotte', 'town', 'Mees', 'administrator');
    const body = { name: 'Late', email: emailOf('Late'), roles: ['manager'] };
    const { code } = await ask<ShownCode>('Mees', 'POST', '/organisations/town/persons', body);
    await send('Lotte', 'POST', `/persons/${await idOf('Mees')}/block`, { reason: 'Left' });
    expect(await answerOf('', 'POST', '/accounts', { ...body, code, password })).toEqual([
      409,
      'identity.code-withdrawn',
    ]);
  });

  test('a session that a block ended does not come back with the account', async () => {
    await addColleague('Lotte', 'town', 'Isa', 'manager');
    const path = `/persons/${await idOf('Isa')}/block`;
    expect(await answerOf('Lotte', 'POST', path, { reason: 'By mistake' })).toBe(200);
    expect(await answerOf('Lotte', 'DELETE', path)).toBe(200);
    expect(await answerOf('Isa', 'GET', '/organisations')).toEqual([401, 'session.required']);
  });

  test('the accounts of an organisation are for its own people', async () => {
    expect(await answerOf('Lotte', 'GET', '/organisations/police/accounts')).toEqual([
      403,
      'identity.other-organisation',
    ]);
    const own = await ask<Accounts>('Noor', 'GET', '/organisations/town/accounts');
    expect(own.persons.map(({ name }) => name)).toContain('Fatma');
    expect(own.may.addPerson).toMatchObject({ allowed: false });
  });

  test('somebody who changes the password stays in, and is out everywhere else', async () => {
    const elsewhere = cookieOf(await send('', 'POST', '/session', { email: emailOf('Noor'), password }));
    bench.cookies.set('Noor elsewhere', elsewhere);
    const next = 'groene fiets in de regen';
    const change = (current: string, wanted: string) =>
      answerOf('Noor', 'PUT', '/session/password', { current, next: wanted });
    expect(await change('not this one at all', next)).toEqual([403, 'identity.password-wrong']);
    expect(await change(password, 'password1234')).toEqual([400, 'identity.password-obvious']);
    expect(await change(password, next)).toBe(200);
    expect(await answerOf('Noor', 'GET', '/organisations')).toBe(200);
    expect(await answerOf('Noor elsewhere', 'GET', '/organisations')).toEqual([401, 'session.required']);
    expect(await answerOf('', 'POST', '/session', { email: emailOf('Noor'), password })).toEqual([
      401,
      'identity.wrong-credentials',
    ]);
    expect(await answerOf('', 'POST', '/session', { email: emailOf('Noor'), password: next })).toBe(200);
  });

  test('all of it stands in the log, without a code or a password', async () => {
    const events = await bench.database
      .tables<{ audit_events: { action: string } }>()
      .selectFrom('audit_events')
      .selectAll()
      .execute();
    const actions = new Set(events.map(({ action }) => action));
    for (const action of [
      'account-opened',
      'code-made',
      'code-renewed',
      'code-withdrawn',
      'officer-confirmed',
      'organisation-confirmed',
      'organisation-refused',
      'password-changed',
      'person-blocked',
      'person-unblocked',
    ]) {
      expect(actions).toContain(`identity.${action}`);
    }
    const text = JSON.stringify(events);
    expect(text).not.toContain(password);
    expect(text).not.toMatch(/([A-Z2-9]{4}-){3}[A-Z2-9]{4}/);
  });
});
