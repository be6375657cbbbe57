import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { openTestDatabase } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import type { Listening } from '../../platform/http/listen.ts';
import {
  clientId,
  openBrowser,
  type ProviderPerson,
  startProvider,
  type TestProvider,
} from '../../platform/http/openid-provider.testing.ts';
import { serveBindings } from '../../platform/http/serve.testing.ts';
import { createLogger } from '../../platform/log/logger.ts';
import { auditMigrations } from '../audit/audit.api.ts';
import { identityMigrations } from './identity.api.ts';
import { cookieOf, identityOf } from './identity.testing.ts';

export type Json = Record<string, unknown>;
export type Browser = ReturnType<typeof openBrowser>;

export const password = 'paard batterij nietje';
export const minute = 60_000;

interface Opened {
  readonly database: Database;
  readonly secretsDirectory: string;
  readonly hub: Listening;
  readonly provider: TestProvider;
}

const settings = {
  issuer: '',
  clientId,
  authentication: 'private-key',
  acrValues: [],
  requiredAcr: null,
  groupsClaim: null,
  groupRoles: [],
  domains: ['town.example'],
  domainsOnly: false,
  makesPersons: false,
  isNamed: false,
};

/**
 * A hub with two organisations and a real provider of the first, for the tests of a file. Before each test the provider is
 * set up anew by `lotte`; `pim` was there before the others.
 */
export function openSignOnStage(openDatabase: typeof openTestDatabase = openTestDatabase) {
  const clock = { off: 0 };
  const cookies: Cookies = { lotte: '', police: '', pim: '' };
  /** What the hub logged. */
  const lines: string[] = [];
  let opened: Opened | undefined;
  const here = (): Opened => {
    if (opened === undefined) throw new Error('the stage opens with the first test');
    return opened;
  };
  const acts = createActs(here, cookies);
  beforeAll(async () => {
    const database = await openDatabase([auditMigrations, identityMigrations]);
    const secretsDirectory = await mkdtemp(join(tmpdir(), 'datalab-sign-on-'));
    const now = (): Date => new Date(Date.now() + clock.off);
    const identity = identityOf(database, {
      now,
      secretsDirectory,
      logger: createLogger((line) => lines.push(line)),
    });
    const hub = await serveBindings(identity);
    const provider = await startProvider();
    await provider.register(hub.url, 'town');
    opened = { database, secretsDirectory, hub, provider };
    const town = { slug: 'town', name: { nl: 'Gemeente', en: 'Town' }, kind: 'municipality' };
    const code = await identity.renewSetUpCode();
    const first = { code, organisation: town, name: 'lotte', email: 'lotte@town.example', password };
    cookies.lotte = cookieOf((await acts.ask('POST', '/first-person', '', first)).response);
    const police = { slug: 'police', name: { nl: 'Politie', en: 'Police' }, kind: 'police' };
    await acts.ask('POST', '/organisations', cookies.lotte, police);
    const made = await acts.ask('POST', '/organisations/police/first-account-code', cookies.lotte, {
      roles: [],
    });
    const opening = { code: made.json['code'], name: 'karim', email: 'karim@police.example', password };
    cookies.police = cookieOf((await acts.ask('POST', '/accounts', '', opening)).response);
    cookies.pim = await acts.addPerson('pim', ['participant']);
    await acts.addPerson('sanne', ['steward']);
  });
  afterAll(async () => {
    const { provider, hub, database, secretsDirectory } = here();
    await provider.close();
    await hub.close();
    await database.close();
    await rm(secretsDirectory, { recursive: true });
  });
  beforeEach(async () => {
    expect((await acts.configure()).json).toHaveProperty('settings.clientId', clientId);
  });
  afterEach(() => {
    clock.off = 0;
    Object.assign(here().provider, { describe: (about: Json) => about, claim: undefined, broken: undefined });
  });
  return {
    ...acts,
    clock,
    lines,
    settings,
    get lotte() {
      return cookies.lotte;
    },
    get police() {
      return cookies.police;
    },
    get pim() {
      return cookies.pim;
    },
    get hub() {
      return here().hub;
    },
    get provider() {
      return here().provider;
    },
    get database() {
      return here().database;
    },
    get secretsDirectory() {
      return here().secretsDirectory;
    },
  };
}

interface Cookies {
  lotte: string;
  police: string;
  pim: string;
}

function createActs(here: () => Opened, cookies: Cookies) {
  async function ask(method: string, path: string, as = '', body?: object) {
    const response = await fetch(`${here().hub.url}/api/v1${path}`, {
      method,
      headers: { cookie: as, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, json: (text === '' ? {} : JSON.parse(text)) as Json, response };
  }

  async function signInByPassword(email: string): Promise<string> {
    return cookieOf((await ask('POST', '/session', '', { email, password })).response);
  }

  /** A colleague with a password, who was invited. */
  async function addPerson(
    name: string,
    roles: string[],
    organisation = 'town',
    by = cookies.lotte,
  ): Promise<string> {
    const email = `${name}@${organisation}.example`;
    const made = await ask('POST', `/organisations/${organisation}/persons`, by, { name, email, roles });
    const opened = await ask('POST', '/accounts', '', { code: made.json['code'], name, email, password });
    expect([name, opened.status]).toEqual([name, 201]);
    return cookieOf(opened.response);
  }

  async function configure(change: object = {}) {
    return ask('PUT', '/organisations/town/sign-on', cookies.lotte, {
      ...settings,
      issuer: here().provider.issuer,
      ...change,
    });
  }

  function atProvider(name: string, about: Partial<ProviderPerson> & { claims?: Json } = {}): void {
    const claims = { name, email: `${name}@town.example`, email_verified: true, ...about.claims };
    here().provider.people.set(name, { sub: `sub-${name}`, ...about, claims });
    here().provider.signsInAs = name;
  }

  /** Where a sign-in ends: `/`, or the code of what went wrong. */
  async function signIn(
    browser: Browser = openBrowser(),
    path = '/sign-on/town',
    to = '/done',
  ): Promise<string> {
    const address = `${here().hub.url}/api/v1${path}${path.includes('?') ? '' : `?to=${to}`}`;
    return endOf(await browser.follow(address, isPage));
  }

  const isPage = (url: URL): boolean => url.origin === here().hub.url && !url.pathname.startsWith('/api/');

  function endOf(way: readonly URL[]): string {
    const end = way.at(-1);
    return end?.searchParams.get('problem') ?? end?.pathname ?? '';
  }

  /** The person of the session of this browser. */
  async function personIn(browser: Browser): Promise<Json | null> {
    const { json } = await ask('GET', '/session', browser.cookieFor(here().hub.url));
    return json['person'] as Json | null;
  }

  /** A browser that stands before the address with which the provider sends it back. */
  async function comeBackTo(browser: Browser): Promise<URL> {
    const isBack = (url: URL): boolean => url.pathname.endsWith('/callback');
    const way = await browser.follow(`${here().hub.url}/api/v1/sign-on/town?to=/done`, isBack);
    return way.at(-1) ?? new URL(here().hub.url);
  }
  return {
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
  };
}
