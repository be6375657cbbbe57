import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import {
  type AccountsBench,
  emailOf,
  openAccountsBench,
  password,
  type ShownCode,
} from './accounts.testing.ts';
import type { IdentityTables } from './identity.tables.ts';
import { appOf } from './identity.testing.ts';

const why = { reason: 'Works elsewhere now' };
const spoken = { spoken: true };

describe.each(engines)('what an account gave on $name', ({ open }) => {
  let bench: AccountsBench;
  beforeAll(async () => {
    bench = await openAccountsBench(open);
    await bench.addColleague('Lotte', 'town', 'Ada', 'administrator', 'facilitator');
    await bench.addColleague('Lotte', 'town', 'Willem', 'manager');
    await bench.addColleague('Ada', 'town', 'Noor', 'steward', 'engineer');
  });
  afterAll(() => bench.database.close());

  const setRoles = async (by: string, name: string, ...roles: string[]) =>
    bench.answerOf(by, 'PUT', `/persons/${await bench.idOf(name)}/roles`, { roles });

  /** Asks as a person who is let through, and then something else happens before it is their turn. */
  const askTooLate = (who: string, path: string, body: object, meanwhile: () => Promise<unknown>) => {
    const late = appOf({
      ...bench.identity,
      resolveActor: async (headers) => {
        const actor = await bench.identity.resolveActor(headers);
        expect(await meanwhile()).toBe(200);
        return actor;
      },
    });
    return bench.answerOf(who, 'POST', path, body, late);
  };

  test('tokens to deliver with end with the last role that delivers, and not before', async () => {
    const noor = await bench.idOf('Noor');
    expect(await setRoles('Lotte', 'Noor', 'engineer', 'manager')).toBe(200);
    expect(bench.state.blocked).toEqual([]);
    expect(await setRoles('Lotte', 'Noor', 'manager')).toBe(200);
    expect(bench.state.blocked).toEqual([[noor, 'Lotte']]);
    expect(await setRoles('Lotte', 'Noor', 'participant')).toBe(200);
    expect(bench.state.blocked).toHaveLength(1);
  });

  test('an administrator who loses the role in between makes no link any more', async () => {
    const colleague = { name: 'Late', email: emailOf('Late'), roles: ['manager'] };
    const invited = { slug: 'school', name: { nl: 'School', en: 'School' }, kind: 'school' };
    const open = await bench.ask<ShownCode>('Lotte', 'POST', '/organisations/town/persons', {
      ...colleague,
      email: emailOf('Open'),
    });
    for (const [path, body, reason] of [
      ['/organisations/town/persons', colleague, 'identity.administrator-only'],
      ['/organisations/police/first-account-code', { roles: [] }, 'identity.leader-only'],
      ['/network/invitations', invited, 'identity.leader-only'],
      [`/account-codes/${open.id}/renewal`, { byHand: true }, 'identity.administrator-only'],
    ] as const) {
      const late = await askTooLate('Ada', path, body, () => setRoles('Lotte', 'Ada', 'manager'));
      expect([path, late]).toEqual([path, [403, reason]]);
      expect(await setRoles('Lotte', 'Ada', 'administrator', 'facilitator')).toBe(200);
    }
    const opened = { code: open.code, name: 'Open', email: emailOf('Open'), password };
    expect(await bench.answerOf('', 'POST', '/accounts', opened)).toBe(201);
  });

  test('a role of privacy officer that is given anew in between is not confirmed by who gave it', async () => {
    await bench.addColleague('Lotte', 'town', 'Fatma', 'privacy-officer');
    const fatma = await bench.idOf('Fatma');
    const late = await askTooLate('Ada', `/persons/${fatma}/confirmation`, spoken, async () => {
      expect(await setRoles('Ada', 'Fatma', 'manager')).toBe(200);
      return setRoles('Ada', 'Fatma', 'privacy-officer');
    });
    expect(late).toEqual([403, 'identity.maker-confirms-not']);
    const removed = await askTooLate('Willem', `/persons/${fatma}/confirmation`, spoken, () =>
      bench.answerOf('Lotte', 'POST', `/persons/${fatma}/removal`, why),
    );
    expect(removed).toEqual([404, 'identity.person-unknown']);
  });

  test('nobody gets a link for a password where there is none to replace', async () => {
    const noor = await bench.idOf('Noor');
    const accounts = bench.database.tables<IdentityTables>();
    await accounts.deleteFrom('account').where('userId', '=', noor).execute();
    expect(await bench.answerOf('Lotte', 'POST', `/persons/${noor}/password-reset`)).toEqual([
      409,
      'identity.no-password',
    ]);
  });

  test('a link of somebody who is removed opens nothing, and neither does their own', async () => {
    const late = { name: 'Later', email: emailOf('Later'), roles: ['manager'] };
    const made = await bench.ask<ShownCode>('Ada', 'POST', '/organisations/town/persons', late);
    const ada = await bench.idOf('Ada');
    const reset = await bench.ask<ShownCode>('Lotte', 'POST', `/persons/${ada}/password-reset`);
    expect(await bench.answerOf('Lotte', 'POST', `/persons/${ada}/removal`, why)).toBe(200);
    const withdrawn = [409, 'identity.code-withdrawn'];
    const opening = { ...late, code: made.code, password };
    expect(await bench.answerOf('', 'POST', '/accounts', opening)).toEqual(withdrawn);
    const choice = { code: reset.code, password: 'groene fiets in de regen' };
    expect(await bench.answerOf('', 'PUT', '/password-resets/password', choice)).toEqual(withdrawn);
  });
});

/** Embedded there is one connection, so nobody waits for anybody. */
const servers = engines.filter(({ name }) => name === 'PostgreSQL');
describe.skipIf(servers.length === 0).each(servers)(
  'two who need what the other has on $name',
  ({ open }) => {
    let bench: AccountsBench;
    beforeAll(async () => {
      bench = await openAccountsBench(open);
    });
    afterAll(() => bench.database.close());

    async function untilWaiting(count: number): Promise<void> {
      const { db } = bench.database;
      for (;;) {
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
        if (rows[0]?.n === count) return;
      }
    }

    /** Begins each when the one before it waits for an organisation, and then lets them all go on. */
    async function askWhileLocked(organisations: string[], asks: (() => Promise<unknown>)[]) {
      const begun: Promise<unknown>[] = [];
      await bench.database
        .tables<IdentityTables>()
        .transaction()
        .execute(async (tx) => {
          await tx
            .selectFrom('organization')
            .selectAll()
            .where('slug', 'in', organisations)
            .forUpdate()
            .execute();
          for (const ask of asks) {
            begun.push(ask());
            await untilWaiting(begun.length);
          }
        });
      return Promise.all(begun);
    }

    test('do not wait for each other for ever: a link is used while another takes its place', async () => {
      const { code } = await bench.firstCode('police');
      const opening = { code, name: 'Pim', email: emailOf('Pim'), password };
      const answers = await askWhileLocked(
        ['police'],
        [
          () => bench.answerOf('Lotte', 'POST', '/organisations/police/first-account-code', { roles: [] }),
          () => bench.answerOf('', 'POST', '/accounts', opening),
        ],
      );
      expect(answers).toEqual([201, [409, 'identity.code-withdrawn']]);
    });
  },
);
