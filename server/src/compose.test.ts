import { globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createServer, DemoRefused, type Server, type ServerConfig } from './compose.ts';
import { seedDataDirectory } from './platform/db/database.testing.ts';
import { integerMax } from './platform/http/common.contract.ts';
import type { RouteDefinition } from './platform/http/route.ts';
import { createLogger } from './platform/log/logger.ts';

const demo: NonNullable<ServerConfig['demo']> = {
  organisations: [
    { slug: 'town', name: { nl: 'Gemeente', en: 'Municipality' }, kind: 'municipality', colour: 0 },
  ],
  people: [
    { name: 'Lotte', email: 'lotte@town.example', organisation: 'town', roles: ['facilitator'] },
    { name: 'Fatma', email: 'fatma@town.example', organisation: 'town', roles: ['privacy-officer'] },
  ],
};

let dataDir: string;
let server: Server;
const lines: string[] = [];
let minutesAhead = 0;

function configure(): ServerConfig {
  return {
    ...{ dataDir, demo, checkResponses: true },
    logger: createLogger((line) => lines.push(line)),
    now: () => new Date(Date.now() + minutesAhead * 60_000),
  };
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'datalab-server-'));
  await seedDataDirectory(dataDir);
  server = await createServer(configure());
});
afterAll(async () => {
  await server.close();
  await rm(dataDir, { recursive: true });
});

async function send(method: string, path: string, cookie = '', body?: object): Promise<Response> {
  return server.fetch(
    new Request(`http://localhost/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
}

async function play(email: string): Promise<string> {
  const response = await send('POST', '/session/demo', '', { email });
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

describe('every operation of the server', () => {
  const forEveryone = [
    'askPasswordReset',
    'confirmEmail',
    'findSignOn',
    'finishSignOn',
    'getSession',
    'getSignOnKeys',
    'getStartUp',
    'linkSignOn',
    'listSignOns',
    'logOutBySignOn',
    'openAccount',
    'openAccountBySignOn',
    'proveBySignOn',
    'readAccountCode',
    'resetPassword',
    'setUp',
    'signIn',
    'signInAsDemoPerson',
    'signInWithPasskey',
    'signOut',
    'startPasskeySignIn',
    'startSignOn',
    'takeSecondStep',
  ];

  test('has a policy, and only these are for everyone', () => {
    const open = server.bindings.filter((binding) => !binding.policy.needsActor);
    expect(open.map((binding) => binding.route.operationId).sort()).toEqual(forEveryone);
  });

  test('asks for a fresh proof where something cannot be undone or shows people by name', () => {
    const asking = server.bindings.filter(({ policy }) => policy.name.endsWith('proven just now'));
    expect(asking.map(({ route }) => route.operationId).sort()).toEqual([
      ...[
        'addPasskey',
        'addPerson',
        'blockPerson',
        'changeRoles',
        'confirmEmailOf',
        'confirmOrganisation',
        'confirmPrivacyOfficer',
        'confirmTotp',
      ],
      ...[
        'decideGrouping',
        'endGrouping',
        'exceptQuestion',
        'grantKeyholder',
        'inviteToNetwork',
        'makeFirstCode',
        'makeResetCode',
      ],
      'makeServiceAccount',
      'narrowAgreement',
      ...[
        'putSignInRules',
        'refuseOrganisation',
        'removePasskey',
        'removePerson',
        'removeSignOnSettings',
        'removeTotp',
      ],
      ...[
        'renewAccountCode',
        'renewBackupCodes',
        'resetFactors',
        'resumeSharing',
        'setSignOnSettings',
        'signAgreement',
        'startPasskey',
        'startTotp',
      ],
      ...['unblockPerson', 'withdrawAccountCode'],
    ]);
  });

  test('an export with the names of people is for who proved just now that it is them', async () => {
    const lotte = await play('lotte@town.example');
    const codeOf = async (people: string) => {
      const response = await send('GET', `/editions/nowhere/export?people=${people}`, lotte);
      return ((await response.json()) as { code: string }).code;
    };
    expect(await codeOf('yes')).toBe('editions.unknown');
    minutesAhead = 16;
    expect([await codeOf('no'), await codeOf('yes')]).toEqual(['editions.unknown', 'session.prove-again']);
    expect((await send('POST', '/session/proof', lotte, { way: 'demo' })).status).toBe(200);
    expect(await codeOf('yes')).toBe('editions.unknown');
    minutesAhead = 0;
  });

  test('of every contract is bound, whichever module it is in', async () => {
    const modules = join(import.meta.dirname, 'modules');
    const described = await Promise.all(
      globSync('*/*.contract.ts', { cwd: modules }).map(async (path) => {
        const exported: Readonly<Record<string, object>> = await import(join(modules, path));
        return Object.entries(exported)
          .filter(([name]) => name.endsWith('Routes'))
          .flatMap(([, routes]) => Object.values(routes).map((route: RouteDefinition) => route.operationId));
      }),
    );
    expect(described.flat().length).toBeGreaterThan(100);
    const bound = new Set(server.bindings.map(({ route }) => route.operationId));
    expect(described.flat().filter((name) => !bound.has(name))).toEqual([]);
  });

  test('has an address and a name of its own', () => {
    const addresses = server.bindings.map(
      ({ route }) => `${route.method} ${route.path.replaceAll(/\{\w+\}/g, '{}')}`,
    );
    expect(new Set(addresses).size).toBe(addresses.length);
    const names = server.bindings.map(({ route }) => route.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  test('that is not for everyone answers 401 without a session', async () => {
    for (const { route, policy } of server.bindings) {
      if (!policy.needsActor) continue;
      const response = await send(route.method.toUpperCase(), route.path.replaceAll(/\{\w+\}/g, 'x'));
      expect([route.operationId, response.status]).toEqual([route.operationId, 401]);
      expect(((await response.json()) as { code: string }).code).toBe('session.required');
    }
  });

  test('takes no whole number that its column cannot hold', () => {
    const ofBigints = ['listAuditEvents query.before'];
    const tooLarge = server.bindings.flatMap(({ route }) =>
      (['params', 'query', 'body'] as const).flatMap((part) => {
        const schema = route[part];
        const places = schema === undefined ? [] : findUnbounded(z.toJSONSchema(schema), part);
        return places.map((place) => `${route.operationId} ${place}`);
      }),
    );
    expect(tooLarge.filter((place) => !ofBigints.includes(place))).toEqual([]);
  });

  test('stands in the published description, with problems in the form of RFC 9457', async () => {
    const description = (await (await send('GET', '/openapi.json')).json()) as {
      info: { version: string; contact: object };
      paths: Record<string, Record<string, Described>>;
    };
    const described = Object.values(description.paths).flatMap((path) => Object.values(path));
    const names = described.map((operation) => operation.operationId).sort();
    expect(names).toEqual(server.bindings.map(({ route }) => route.operationId).sort());
    for (const operation of described) {
      for (const [status, response] of Object.entries(operation.responses)) {
        expect(response.headers).toHaveProperty('API-Version');
        if (Number(status) >= 400)
          expect(Object.keys(response.content ?? {})).toEqual(['application/problem+json']);
      }
    }
    expect(JSON.stringify(description)).not.toMatch(/\$defs|"\$schema"/);
    for (const [, name] of JSON.stringify(description).matchAll(/#\/components\/schemas\/(\w+)/g)) {
      expect(description).toHaveProperty(['components', 'schemas', name ?? '']);
    }
  });
});

/** The places in a schema where a whole number may be larger than most columns hold. */
function findUnbounded(schema: unknown, place: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const isInteger = 'type' in schema && schema.type === 'integer';
  if (isInteger && !('maximum' in schema && Number(schema.maximum) <= integerMax)) return [place];
  return Object.entries(schema).flatMap(([key, value]) =>
    findUnbounded(value, key === 'properties' ? place : `${place}.${key}`),
  );
}

interface Described {
  readonly operationId: string;
  readonly responses: Record<string, { headers: object; content?: object }>;
}

describe('the demo', () => {
  test('lets a person in as one of its own and shows them their editions and the catalogue', async () => {
    const lotte = await play('lotte@town.example');
    for (const path of ['/editions', '/data-sets', '/waiting', '/organisations', '/area-divisions']) {
      expect([path, (await send('GET', path, lotte)).status]).toEqual([path, 200]);
    }
    const made = await send('POST', '/editions', lotte, {
      slug: 'care',
      title: { nl: 'Zorg', en: 'Zorg' },
      aim: { nl: 'Minder overlast', en: 'Minder overlast' },
      theme: { nl: 'Veilig', en: 'Veilig' },
    });
    expect(made.status).toBe(201);
    expect(await (await send('GET', '/editions', lotte)).json()).toMatchObject([{ slug: 'care' }]);
  });

  test('keeps a whole log that the privacy officer may read and the facilitator may not', async () => {
    const verified = await send('GET', '/audit-events/verification', await play('fatma@town.example'));
    expect(await verified.json()).toMatchObject({ whole: true });
    const refused = await send('GET', '/audit-events', await play('lotte@town.example'));
    expect(await refused.json()).toMatchObject({ code: 'audit.privacy-officer-only' });
  });

  test('is refused on a database that others may use', async () => {
    await expect(createServer({ ...configure(), databaseUrl: 'postgres://127.0.0.1/none' })).rejects.toThrow(
      DemoRefused,
    );
  });
});

test('the start-up is ready when every planned step is done, and says so to anybody', async () => {
  server.startUp.plan(['demo.town', 'demo.edition']);
  server.startUp.report('demo.town', 0.5);
  expect(await (await send('GET', '/start-up')).json()).toMatchObject({
    ready: false,
    demo: true,
    steps: [
      { code: 'demo.town', state: 'busy', progress: 0.5 },
      { code: 'demo.edition', state: 'waiting' },
    ],
  });
  server.startUp.report('demo.town', 1);
  server.startUp.report('demo.edition', 1);
  expect(await (await send('GET', '/start-up')).json()).toMatchObject({ ready: true, complete: true });
});

test('the start-up is ready before what goes on behind it, and complete after', async () => {
  server.startUp.plan(['demo.edition']);
  server.startUp.planBehind(['demo.older-edition']);
  const read = async () => (await send('GET', '/start-up')).json();
  server.startUp.report('demo.older-edition', 0.5);
  expect(await read()).toMatchObject({ ready: false, complete: false });
  server.startUp.report('demo.edition', 1);
  expect(await read()).toMatchObject({ ready: true, complete: false });
  server.startUp.fail('demo.older-edition');
  expect(await read()).toMatchObject({ ready: true, complete: false });
  server.startUp.report('demo.older-edition', 1);
  expect(await read()).toMatchObject({ ready: true, complete: true });
});

test('it listens, says that it is ready, stops, and starts again with what it had', async () => {
  const address = await server.listen(0);
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
  await server.close();
  await expect(fetch(`${address}/readyz`)).rejects.toThrow();
  server = await createServer(configure());
  expect(await (await send('GET', '/editions', await play('lotte@town.example'))).json()).toMatchObject([
    { slug: 'care' },
  ]);
});

test('the log of the server names no person and no e-mail address', () => {
  expect(lines.join('\n')).not.toMatch(/lotte|fatma|@/i);
});
