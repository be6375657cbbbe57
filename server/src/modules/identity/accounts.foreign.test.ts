import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../platform/db/database.testing.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import { type AccountsBench, emailOf, openAccountsBench } from './accounts.testing.ts';
import { roles } from './identity.contract.ts';
import { appOf } from './identity.testing.ts';

const bodies: Readonly<Record<string, object>> = {
  addPerson: { name: 'X', email: 'x@example.org', roles: ['steward'] },
  makeFirstCode: { roles: [] },
  blockPerson: { reason: 'X' },
  removePerson: { reason: 'X' },
  changeRoles: { roles: ['steward'] },
  confirmPrivacyOfficer: { spoken: true },
  confirmOrganisation: { spoken: true },
  refuseOrganisation: { reason: 'X' },
  declareIntention: { themes: ['safety'] },
  confirmEmailOf: { code: '6f1d1a5e-9c1b-4a5e-8f55-2f6a1e3b0c11' },
  renewAccountCode: { byHand: true },
};

/** What is meant for people of another organisation, by the operation and the role. */
const meant = new Set(['confirmOrganisation privacy-officer', 'refuseOrganisation privacy-officer']);

let bench: AccountsBench;
beforeAll(async () => {
  bench = await openAccountsBench(openTestDatabase);
  await bench.addColleague('Lotte', 'town', 'Noor', 'analyst');
  await bench.openWith((await bench.firstCode('police')).code, 'Pim');
});
afterAll(() => bench.database.close());

function isAboutOthers({ route, policy }: RouteBinding): boolean {
  return (
    policy.needsActor &&
    /\{(organisation|person|code)\}/.test(route.path) &&
    route.operationId !== 'listPersons'
  );
}

describe('of another organisation', () => {
  test.each(roles)('a %s changes no account, link or intention, and reads no accounts', async (role) => {
    const body = { name: 'Mees', email: emailOf(`mees-${role}`), roles: ['manager'] };
    const { id: code } = await bench.ask<{ id: string }>(
      'Lotte',
      'POST',
      '/organisations/town/persons',
      body,
    );
    const stranger = { id: 's', name: 'S', email: 's@example.org', organisation: 'care', roles: [role] };
    const app = appOf({ ...bench.identity, resolveActor: async () => stranger });
    const values = { person: await bench.idOf('Noor'), organisation: 'town', code };
    const done: string[] = [];
    const asked = bench.identity.bindings.filter(isAboutOthers);
    expect(asked.length).toBeGreaterThan(12);
    for (const { route } of asked) {
      if (meant.has(`${route.operationId} ${role}`)) continue;
      const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: keyof typeof values) => values[name]);
      const sent = bodies[route.operationId];
      const response = await bench.send('', route.method.toUpperCase(), path, sent, app);
      const { code: reason } = (await response.json()) as { code?: string };
      const isRefused = [403, 409].includes(response.status) && reason !== 'request.invalid';
      if (!isRefused) done.push(`${route.operationId} ${response.status} ${reason}`);
    }
    expect(done).toEqual([]);
  });
});
