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
import type { Session } from './identity.contract.ts';
import type { IdentityTables } from './identity.tables.ts';
import { appOf, cookieOf } from './identity.testing.ts';
import type { Network } from './network.contract.ts';
import type { OwnAccount, ReadCode } from './own-account.contract.ts';

const next = 'groene fiets in de regen';
const used = [409, 'identity.code-used'];

describe.each(engines)('the life of an account on $name', ({ open }) => {
  let bench: AccountsBench;
  beforeAll(async () => {
    bench = await openAccountsBench(open);
    await bench.addColleague('Lotte', 'town', 'Ada', 'administrator');
    await bench.addColleague('Lotte', 'town', 'Noor', 'analyst');
    await bench.addColleague('Lotte', 'town', 'Willem', 'manager');
  });
  afterAll(() => bench.database.close());

  const pathOf = async (name: string, rest: string) => `/persons/${await bench.idOf(name)}/${rest}`;
  const setRoles = async (by: string, name: string, ...roles: string[]) =>
    bench.answerOf(by, 'PUT', await pathOf(name, 'roles'), { roles });
  const signInAs = async (name: string, secret: string, email = emailOf(name)) =>
    bench.answerOf('', 'POST', '/session', { email, password: secret });

  test('an administrator changes roles, which count at the next request', async () => {
    expect(await setRoles('Lotte', 'Noor', 'analyst', 'manager')).toBe(200);
    expect((await bench.ask<Session>('Noor', 'GET', '/session')).person?.roles).toEqual([
      'analyst',
      'manager',
    ]);
    const intention = { themes: ['safety'] };
    expect(await bench.answerOf('Noor', 'PUT', '/organisations/town/intention', intention)).toBe(200);
    expect(await setRoles('Lotte', 'Noor', 'analyst')).toBe(200);
    expect(await bench.answerOf('Noor', 'PUT', '/organisations/town/intention', intention)).toEqual([
      403,
      'identity.speaker-only',
    ]);
    expect(bench.state.news.at(-1)).toMatchObject({
      kind: 'roles-changed',
      by: 'Lotte',
      roles: ['analyst'],
      self: { name: 'Noor' },
      watchers: [{ name: 'Ada' }],
    });
  });

  test('nobody else changes roles, and nobody makes themselves privacy officer', async () => {
    expect(await setRoles('Noor', 'Willem', 'steward')).toEqual([403, 'identity.administrator-only']);
    expect(await setRoles('Ada', 'Ada', 'administrator', 'privacy-officer')).toEqual([
      403,
      'identity.own-officer',
    ]);
    expect(await setRoles('Lotte', 'Noor', 'facilitator', 'privacy-officer')).toEqual([
      403,
      'identity.roles-apart',
    ]);
    await bench.openWith((await bench.firstCode('police')).code, 'Pim');
    expect(await setRoles('Pim', 'Noor', 'analyst')).toEqual([403, 'identity.other-organisation']);
  });

  test('a privacy officer by a later role waits for somebody other than who gave it', async () => {
    expect(await setRoles('Ada', 'Noor', 'analyst', 'privacy-officer')).toBe(200);
    const { person } = await bench.ask<Session>('Noor', 'GET', '/session');
    expect(person).toMatchObject({ roles: ['analyst'], waitingRoles: ['privacy-officer'] });
    const path = await pathOf('Noor', 'confirmation');
    const spoken = { spoken: true };
    expect(await bench.answerOf('Ada', 'POST', path, spoken)).toEqual([403, 'identity.maker-confirms-not']);
    expect(await bench.answerOf('Lotte', 'POST', path, spoken)).toEqual([403, 'identity.maker-confirms-not']);
    expect(await setRoles('Ada', 'Noor', 'analyst')).toBe(200);
    await bench.addColleague('Ada', 'town', 'Fatma', 'participant');
    expect(await setRoles('Ada', 'Fatma', 'privacy-officer')).toBe(200);
    const fatma = await pathOf('Fatma', 'confirmation');
    expect(await bench.answerOf('Willem', 'POST', fatma, spoken)).toBe(200);
    expect(await setRoles('Ada', 'Fatma', 'participant')).toBe(200);
    expect(await setRoles('Ada', 'Fatma', 'privacy-officer')).toBe(200);
    const again = await bench.ask<Session>('Fatma', 'GET', '/session');
    expect(again.person?.waitingRoles).toEqual(['privacy-officer']);
    expect(await bench.answerOf('Willem', 'POST', fatma, spoken)).toBe(200);
  });

  test('what an administrator made opens nothing once the role is taken away', async () => {
    const body = { name: 'Late', email: emailOf('Late'), roles: ['manager'] };
    const { code } = await bench.ask<ShownCode>('Ada', 'POST', '/organisations/town/persons', body);
    expect(await setRoles('Lotte', 'Ada', 'manager')).toBe(200);
    expect(await bench.answerOf('', 'POST', '/accounts', { ...body, code, password })).toEqual([
      409,
      'identity.code-withdrawn',
    ]);
    expect(await setRoles('Lotte', 'Lotte', 'facilitator')).toEqual([409, 'identity.last-administrator']);
    expect(await setRoles('Lotte', 'Ada', 'administrator')).toBe(200);
  });

  test('somebody who is removed leaves a name, and an address that is free', async () => {
    await bench.addColleague('Lotte', 'town', 'Isa', 'manager');
    const isa = await bench.idOf('Isa');
    const why = { reason: 'Works elsewhere now' };
    expect(await bench.answerOf('Noor', 'POST', `/persons/${isa}/removal`, why)).toEqual([
      403,
      'identity.administrator-only',
    ]);
    expect(await bench.answerOf('Lotte', 'POST', await pathOf('Lotte', 'removal'), why)).toEqual([
      403,
      'identity.not-yourself',
    ]);
    expect(await bench.answerOf('Lotte', 'POST', `/persons/${isa}/removal`, why)).toBe(200);
    expect(bench.state.blocked.at(-1)).toEqual([isa, 'Lotte']);
    expect(await bench.answerOf('Isa', 'GET', '/organisations')).toEqual([401, 'session.required']);
    expect(await signInAs('Isa', password)).toEqual([401, 'identity.wrong-credentials']);
    expect(await findPersonName(bench.database.db, isa)).toBe('Isa');
    const rest = JSON.stringify([
      await bench.database.tables<IdentityTables>().selectFrom('user').selectAll().execute(),
      await bench.database
        .tables<IdentityTables>()
        .selectFrom('account')
        .selectAll()
        .where('userId', '=', isa)
        .execute(),
    ]);
    expect(rest).not.toContain(emailOf('Isa'));
    const seen = await bench.ask<Accounts>('Lotte', 'GET', '/organisations/town/accounts');
    expect(seen.persons.map(({ name }) => name)).not.toContain('Isa');
    expect(seen.removed).toMatchObject([{ name: 'Isa', by: 'Lotte', ...why }]);
    expect(await bench.answerOf('Lotte', 'PUT', `/persons/${isa}/roles`, { roles: ['manager'] })).toEqual([
      404,
      'identity.person-unknown',
    ]);
    await bench.addColleague('Lotte', 'town', 'Isa', 'analyst');
    expect(await bench.idOf('Isa')).not.toBe(isa);
  });

  test('of two administrators who remove each other at once, one stays', async () => {
    const ways = [
      ['Lotte', await pathOf('Ada', 'removal')],
      ['Ada', await pathOf('Lotte', 'removal')],
    ] as const;
    let open = (): void => {};
    const bothAreIn = new Promise<void>((resolve) => {
      open = resolve;
    });
    let inside = 0;
    const together = appOf({
      ...bench.identity,
      resolveActor: async (headers) => {
        const actor = await bench.identity.resolveActor(headers);
        inside += 1;
        if (inside === ways.length) open();
        await bothAreIn;
        return actor;
      },
    });
    const answers = await Promise.all(
      ways.map(([who, path]) => bench.answerOf(who, 'POST', path, { reason: 'Left' }, together)),
    );
    expect(answers.filter((answer) => answer === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer !== 200)).toEqual([[403, 'identity.administrator-only']]);
    const [stays, gone] = answers[0] === 200 ? ['Lotte', 'Ada'] : ['Ada', 'Lotte'];
    expect(await bench.actorOf(gone)).toBe(null);
    expect((await bench.actorOf(stays))?.roles).toContain('administrator');
    bench.cookies.set('Lotte', bench.cookies.get(stays) ?? '');
    await bench.addColleague('Lotte', 'town', 'Bea', 'administrator');
  });

  test('a code that goes by mail is known to nobody but its reader, and says what it is for', async () => {
    bench.state.sendsMail = true;
    const body = { name: 'Mees', email: emailOf('Mees'), roles: ['analyst'] };
    const made = await bench.ask<ShownCode>('Lotte', 'POST', '/organisations/town/persons', body);
    expect(made).toMatchObject({ code: null, mailedTo: emailOf('Mees') });
    const letter = bench.state.letters.at(-1);
    expect(letter).toMatchObject({ kind: 'colleague', to: { name: 'Mees', email: emailOf('Mees') } });
    const code = letter?.code ?? '';
    const read = await bench.ask<ReadCode>('', 'POST', '/account-codes/reading', { code });
    expect(read).toMatchObject({ kind: 'colleague', organisation: { slug: 'town' } });
    expect(JSON.stringify(read)).not.toContain(emailOf('Mees'));
    await bench.openWith(code, 'Mees');
    expect(await bench.answerOf('', 'POST', '/account-codes/reading', { code })).toEqual(used);
    const again = { ...body, email: emailOf('Moos') };
    const moos = await bench.ask<ShownCode>('Lotte', 'POST', '/organisations/town/persons', again);
    const byHand = await bench.ask<ShownCode>('Lotte', 'POST', `/account-codes/${moos.id}/renewal`, {
      byHand: true,
    });
    expect(byHand).toMatchObject({ mailedTo: null, code: expect.stringMatching(/^([A-Z2-9]{4}-){3}/) });
    bench.state.sendsMail = false;
  });

  test('a forgotten password: the same answer for every address, a link for one hour, and out everywhere', async () => {
    bench.state.sendsMail = true;
    const forgot = (email: string) => bench.ask('', 'POST', '/password-resets', { email });
    const known = await forgot(emailOf('Noor'));
    expect(await forgot('nobody@example.org')).toEqual(known);
    expect(bench.state.resets.slice(-2)).toEqual([emailOf('Noor'), 'nobody@example.org']);
    const before = bench.state.letters.length;
    for (const email of bench.state.resets) await bench.identity.sendReset(email);
    expect(bench.state.letters.slice(before)).toMatchObject([{ kind: 'reset', to: { name: 'Noor' } }]);
    const first = bench.state.letters.at(-1)?.code ?? '';
    await bench.identity.sendReset(emailOf('Noor'));
    const code = bench.state.letters.at(-1)?.code ?? '';
    const choose = (wanted: string, by = code) =>
      bench.answerOf('', 'PUT', '/password-resets/password', { code: by, password: wanted });
    expect(await choose(next, first)).toEqual([409, 'identity.code-withdrawn']);
    expect(await choose('noor12345678')).toEqual([400, 'identity.password-obvious']);
    expect(await choose(next)).toBe(200);
    expect(await choose(next)).toEqual(used);
    expect(await bench.answerOf('Noor', 'GET', '/organisations')).toEqual([401, 'session.required']);
    expect(await signInAs('Noor', password)).toEqual([401, 'identity.wrong-credentials']);
    expect(await signInAs('Noor', next)).toBe(200);
    expect(bench.state.news.at(-1)).toMatchObject({ kind: 'password-reset', self: { name: 'Noor' } });
    await bench.identity.sendReset(emailOf('Noor'));
    const late = bench.state.letters.at(-1)?.code ?? '';
    bench.state.now += 3_600_000;
    expect(await choose(next, late)).toEqual([409, 'identity.code-expired']);
    bench.state.sendsMail = false;
  });

  test('asking for a link is limited for each address, known or not', async () => {
    for (const email of [emailOf('Willem'), 'stranger@example.org']) {
      const statuses: number[] = [];
      for (let n = 0; n < 4; n += 1) {
        statuses.push((await bench.send('', 'POST', '/password-resets', { email })).status);
      }
      expect(statuses).toEqual([202, 202, 202, 429]);
    }
  });

  test('where no mail goes out an administrator makes the link, not for themselves, and others are told', async () => {
    await bench.identity.sendReset(emailOf('Willem'));
    const path = await pathOf('Willem', 'password-reset');
    expect(await bench.answerOf('Noor', 'POST', path)).not.toBe(201);
    const own = `/persons/${(await bench.actorOf('Lotte'))?.id}/password-reset`;
    expect(await bench.answerOf('Lotte', 'POST', own)).toEqual([403, 'identity.not-yourself']);
    const { code } = await bench.ask<ShownCode>('Lotte', 'POST', path);
    expect(bench.state.news.at(-1)).toMatchObject({
      kind: 'reset-made',
      self: { name: 'Willem' },
      watchers: expect.arrayContaining([expect.objectContaining({ name: 'Bea' })]),
    });
    const seen = await bench.ask<OwnAccount>('Willem', 'GET', '/session/account');
    expect(seen.news.at(0)).toMatchObject({ kind: 'reset-made', person: 'Willem' });
    expect(
      await bench.answerOf('', 'POST', '/accounts', { code, name: 'X', email: 'x@example.org', password }),
    ).toEqual([401, 'identity.code-wrong']);
    const choice = { code, password: next };
    expect(await bench.answerOf('', 'PUT', '/password-resets/password', choice)).toBe(200);
    bench.cookies.set(
      'Willem',
      cookieOf(await bench.send('', 'POST', '/session', { email: emailOf('Willem'), password: next })),
    );
  });

  test('an e-mail address changes with the password and the link sent to the new one; the old one is told', async () => {
    bench.state.sendsMail = true;
    const change = (email: string, secret = next) =>
      bench.answerOf('Willem', 'PUT', '/session/email', { email, password: secret });
    expect(await change('w.jansen@example.org', 'not my password')).toEqual([403, 'identity.password-wrong']);
    expect(await change(emailOf('Willem'))).toEqual([409, 'identity.email-same']);
    expect(await change('w.jansen@example.org')).toBe(202);
    expect(await signInAs('Willem', next)).toBe(200);
    const letter = bench.state.letters.at(-1);
    expect(letter).toMatchObject({ kind: 'email', to: { email: 'w.jansen@example.org' } });
    const confirm = { code: letter?.code };
    expect(await bench.answerOf('', 'POST', '/email-confirmations', confirm)).toBe(200);
    expect(await bench.answerOf('', 'POST', '/email-confirmations', confirm)).toEqual(used);
    expect(await signInAs('Willem', next, 'w.jansen@example.org')).toBe(200);
    expect(bench.state.news.at(-1)).toMatchObject({
      kind: 'email-changed',
      self: { email: emailOf('Willem') },
    });
    expect(await change(emailOf('Mees'))).toBe(202);
    const taken = { code: bench.state.letters.at(-1)?.code };
    expect(await bench.answerOf('', 'POST', '/email-confirmations', taken)).toEqual([
      409,
      'identity.email-taken',
    ]);
    bench.state.sendsMail = false;
  });

  test('where no mail goes out an administrator confirms the new address', async () => {
    const body = { email: 'willem.j@example.org', password: next };
    const asked = await bench.ask('Willem', 'PUT', '/session/email', body);
    expect(asked).toEqual({ by: 'administrator' });
    const seen = await bench.ask<Accounts>('Lotte', 'GET', '/organisations/town/accounts');
    const willem = seen.persons.find(({ name }) => name === 'Willem');
    expect(willem?.newEmail?.email).toBe('willem.j@example.org');
    const path = `/persons/${willem?.id}/email-confirmation`;
    const code = { code: willem?.newEmail?.code };
    expect(await bench.answerOf('Willem', 'POST', path, code)).toEqual([403, 'identity.administrator-only']);
    expect(await bench.answerOf('Lotte', 'POST', path, code)).toBe(200);
    expect(await signInAs('Willem', next, 'willem.j@example.org')).toBe(200);
  });

  test('somebody sees where they are signed in, and ends one or all others', async () => {
    const enter = async (name: string) => {
      const answer = await bench.send('', 'POST', '/session', {
        email: 'willem.j@example.org',
        password: next,
      });
      bench.cookies.set(name, cookieOf(answer));
    };
    for (const name of ['Willem', 'phone', 'laptop']) await enter(name);
    const { signIns } = await bench.ask<OwnAccount>('Willem', 'GET', '/session/account');
    expect(signIns.filter(({ current }) => current)).toHaveLength(1);
    const phone = (await bench.ask<OwnAccount>('phone', 'GET', '/session/account')).signIns.find(
      ({ current }) => current,
    );
    expect(await bench.answerOf('Mees', 'DELETE', `/session/sign-ins/${phone?.id}`)).toEqual([
      404,
      'identity.sign-in-unknown',
    ]);
    expect(await bench.answerOf('Willem', 'DELETE', `/session/sign-ins/${phone?.id}`)).toBe(200);
    expect(await bench.answerOf('phone', 'GET', '/organisations')).toEqual([401, 'session.required']);
    expect(await bench.answerOf('laptop', 'GET', '/organisations')).toBe(200);
    expect(await bench.answerOf('Willem', 'DELETE', '/session/sign-ins')).toBe(200);
    expect(await bench.answerOf('laptop', 'GET', '/organisations')).toEqual([401, 'session.required']);
    expect(await bench.answerOf('Willem', 'GET', '/organisations')).toBe(200);
  });

  test('an organisation that is confirmed invites another in one step, and one that waits does not', async () => {
    const partner = { slug: 'school', name: { nl: 'School', en: 'School' }, kind: 'school' };
    expect(await bench.answerOf('Pim', 'POST', '/network/invitations', partner)).toEqual([
      403,
      'session.organisation-waits',
    ]);
    const { made } = await bench.ask<{ made: ShownCode }>('Lotte', 'POST', '/network/invitations', partner);
    expect(await bench.openWith(made.code, 'Sofie', 'anyone@school.example')).toMatchObject({
      organisation: 'school',
      roles: ['administrator', 'facilitator'],
    });
    expect(await bench.answerOf('Lotte', 'POST', '/network/invitations', partner)).toEqual([
      409,
      'identity.organisation-taken',
    ]);
    const spoken = { spoken: true };
    expect(await bench.answerOf('Fatma', 'POST', '/organisations/police/confirmation', spoken)).toBe(200);
    const library = { slug: 'library', name: { nl: 'Bieb', en: 'Library' }, kind: 'library' };
    expect(await bench.answerOf('Pim', 'POST', '/network/invitations', library)).toBe(201);
  });

  test('an organisation tells the network what it intends, and takes it back', async () => {
    const path = '/organisations/police/intention';
    const declare = (who: string, themes: string[]) => bench.answerOf(who, 'PUT', path, { themes });
    expect(await declare('Lotte', ['safety'])).toEqual([403, 'identity.other-organisation']);
    expect(
      await bench.answerOf('Sofie', 'PUT', '/organisations/school/intention', { themes: ['education'] }),
    ).toEqual([403, 'session.organisation-waits']);
    expect(await declare('Pim', ['housing', 'safety'])).toBe(200);
    expect(await declare('Pim', ['safety'])).toBe(200);
    const { organisations } = await bench.ask<Network>('Lotte', 'GET', '/network');
    const seen = organisations.find(({ organisation }) => organisation.slug === 'police');
    expect(seen?.intention).toMatchObject({ themes: ['safety'], by: 'Pim' });
    expect(await bench.answerOf('Pim', 'DELETE', path)).toBe(200);
    expect(await bench.answerOf('Pim', 'DELETE', path)).toEqual([409, 'identity.no-intention']);
  });

  test('what changed is for administrators and privacy officers, and for the person it is about', async () => {
    const kindsOf = async (who: string) =>
      (await bench.ask<Accounts>(who, 'GET', '/organisations/town/accounts')).news.map(({ kind }) => kind);
    expect(await kindsOf('Lotte')).toContain('email-changed');
    expect(await kindsOf('Fatma')).toContain('email-changed');
    expect(await kindsOf('Mees')).toEqual([]);
    const own = await bench.ask<OwnAccount>('Mees', 'GET', '/session/account');
    expect(own.news.map(({ kind, person }) => [kind, person])).toEqual([['account-opened', 'Mees']]);
  });

  test('all of it stands in the log, without a code, a password or an address', async () => {
    const events = await bench.database
      .tables<{ audit_events: { action: string; details: unknown } }>()
      .selectFrom('audit_events')
      .selectAll()
      .execute();
    const actions = new Set(events.map(({ action }) => action));
    for (const action of [
      ...['roles-changed', 'person-removed', 'reset-asked', 'reset-made', 'password-reset'],
      ...[
        'email-asked',
        'email-changed',
        'signed-out-elsewhere',
        'intention-declared',
        'intention-withdrawn',
      ],
    ]) {
      expect(actions).toContain(`identity.${action}`);
    }
    const text = JSON.stringify(events);
    expect(text).not.toContain(next);
    expect(text).not.toContain('w.jansen@');
    expect(text).not.toMatch(/([A-Z2-9]{4}-){3}[A-Z2-9]{4}/);
  });
});
