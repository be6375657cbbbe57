import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles } from '../modules/identity/identity.contract.ts';
import { openDatabase } from '../platform/db/open-database.ts';
import type { RouteBinding } from '../platform/http/binding.ts';
import type { RouteDefinition } from '../platform/http/route.ts';
import { exampleOfElsewhere, fileThatFits, oneArea, publicTask, whatFits } from './fitting-body.testing.ts';
import { makesNew, readableOutside, whileInvited } from './foreign.lists.testing.ts';
import { type Answer, type Hub, openHub } from './hub.testing.ts';
import { type Party, playEdition } from './played-edition.testing.ts';
import { makeValidBody, type Referred } from './valid-body.testing.ts';

const organisations = ['town', 'police', 'care', 'housing', 'school', 'library'].map((slug) => ({
  ...{ slug, kind: 'business' as const, colour: 0 as const },
  name: { nl: slug, en: slug },
}));
const together = roles.filter((role) => role !== 'privacy-officer');
const people = organisations.flatMap(({ slug: organisation }) => {
  const hold = (name: string, held: readonly (typeof roles)[number][]) => ({
    ...{ organisation, roles: held },
    ...{ name: `${name} of ${organisation}`, email: `${name}@${organisation}.example` },
  });
  const single = organisation === 'school' ? together : [];
  return [
    hold('all', together),
    hold('privacy-officer', ['privacy-officer']),
    ...single.map((role) => hold(role, [role])),
  ];
});

/** Stands in every text of the editions of the town and the police. */
const word = 'Zilvermeeuw';
let hub: Hub;
/** What there is in an edition that goes on, in one that others are invited to, and in one of the strangers. */
let played: Referred;
let invitedTo: Referred;
let own: Referred;
/** What tells of the editions of the town and the police. */
let secrets: readonly string[];
const sessions = new Map<string, string>();
const of = (name: string, organisation: string): string => sessions.get(`${name}@${organisation}`) ?? '';
const party = (organisation: string): Party => ({
  organisation,
  session: of('all', organisation),
  officer: of('privacy-officer', organisation),
});

beforeAll(async () => {
  hub = await openHub({ organisations, people });
  for (const { email } of people) sessions.set(email.replace('.example', ''), await hub.signIn(email));
  await hub.act(of('all', 'town'), 'registerAreas', { params: { year: '2024' }, body: { geojson: oneArea } });
  await hub.act(of('all', 'town'), 'addLegalBasis', { body: publicTask });
  const ofTown = {
    word,
    lead: party('town'),
    partner: party('police'),
  };
  played = await playEdition(hub, {
    ...ofTown,
    ...{ slug: 'quiet-streets', dataSet: 'noise', leaving: party('housing') },
  });
  invitedTo = await playEdition(hub, { ...ofTown, slug: 'calm-streets', dataSet: 'smoke', invited: 'care' });
  own = await playEdition(hub, {
    ...{ slug: 'other-streets', dataSet: 'litter', word: 'Kiekendief' },
    ...{ lead: party('school'), partner: party('library') },
  });
  await openWaitingOrganisation();
  secrets = [...secretsOf(played), ...secretsOf(invitedTo)];
  const beside = await makeBesideEditions('police');
  played = { ...played, ...beside };
  invitedTo = { ...invitedTo, ...beside };
});
afterAll(() => hub?.close());

/** Its first person opened an account and invited a colleague; no privacy officer confirmed it yet. */
async function openWaitingOrganisation(): Promise<void> {
  const lead = of('all', 'town');
  const name = { nl: 'Nieuw', en: 'New' };
  const invited = { slug: 'new', name, kind: 'business' };
  const { made } = await hub.act<{ made: { code: string } }>(lead, 'inviteToNetwork', { body: invited });
  const open = async (oneTime: string, who: string): Promise<void> => {
    const body = { code: oneTime, name: who, email: `${who}@new.example`, password: 'a-blue-heron-at-noon' };
    const { status, text, cookie } = await hub.ask('', 'openAccount', { body });
    expect([status, text]).toEqual([201, expect.anything()]);
    sessions.set(`${who}@new`, cookie);
  };
  await open(made.code, 'all');
  for (const held of [['privacy-officer'], ['steward', 'engineer', 'analyst', 'manager', 'participant']]) {
    const who = held[0] ?? '';
    const body = { name: who, email: `${who}@new.example`, roles: held };
    const params = { organisation: 'new' };
    await open((await hub.act<{ code: string }>(of('all', 'new'), 'addPerson', { params, body })).code, who);
  }
}

/** What an organisation has that is in no edition. */
async function makeBesideEditions(organisation: string): Promise<Referred> {
  const by = of('all', organisation);
  const params = { organisation };
  const colleague = { name: 'Mees', email: `mees@${organisation}.example`, roles: ['manager'] };
  const { id: code } = await hub.act(by, 'addPerson', { params, body: colleague });
  const { person } = await hub.act<{ person: { id: string } }>(by, 'getSession');
  const script = { name: 'Nightly', owner: person.id, scopes: [{ kind: 'read-catalogue' }], days: 30 };
  const { id: account } = await hub.act(by, 'makeServiceAccount', { params, body: script });
  const { signIns } = await hub.act<{ signIns: { id: string }[] }>(by, 'getOwnAccount');
  const { id: example } = await hub.act(by, 'addExample', { body: exampleOfElsewhere });
  return { code, account, example, signIn: signIns[0]?.id ?? '' };
}

/** Asks everything that a caller could ask, with what `ids` names in the address and the body. */
async function askAll(
  cookie: string,
  ids: Referred,
  bindings: readonly RouteBinding[],
): Promise<{ readonly operation: string; readonly answer: Answer }[]> {
  const ask = async ({ route }: RouteBinding) => ({
    operation: route.operationId,
    answer: await hub.ask(cookie, route.operationId, {
      params: ids,
      query: queryOf(route),
      body: bodyOf(route, ids),
      file: route.upload && fileThatFits(route.operationId),
    }),
  });
  const answers: Awaited<ReturnType<typeof ask>>[] = [];
  for (let at = 0; at < bindings.length; at += 8) {
    answers.push(...(await Promise.all(bindings.slice(at, at + 8).map(ask))));
  }
  return answers;
}

/** A note is named in addresses; in a body that is the name of a text. */
function bodyOf({ operationId, body }: RouteDefinition, { note: _, ...ids }: Referred): object | undefined {
  return body && { ...(makeValidBody(body, ids, word).body as object), ...whatFits(operationId, ids, word) };
}

function queryOf({ query }: RouteDefinition): Record<string, string> {
  return query === undefined ? {} : (makeValidBody(query, {}, word).body as Record<string, string>);
}

const isForPeople = ({ policy }: RouteBinding): boolean => policy.needsActor;
/** About the caller: it names nobody and nothing. */
const isOfOneself = ({ route }: RouteBinding): boolean => /^\/(session|me)(\/[a-z-]+)*$/.test(route.path);
const isRefused = ({ status }: Answer): boolean => [401, 403, 404].includes(status);

/** Refused for what they name, before it is judged who asks. */
const otherwise: Readonly<Record<string, string>> = {
  makeFirstCode: 'identity.has-accounts',
  confirmPrivacyOfficer: 'identity.no-officer',
  confirmOrganisation: 'identity.already-confirmed',
  refuseOrganisation: 'identity.already-confirmed',
};

/** What an organisation did and was told of stays with its privacy officer. */
const kept = ['listAuditEvents', 'exportAuditEvents', 'listIncidents', 'getIncident'];
const outside = Object.values(readableOutside).flat();
const inTalks = Object.values(whileInvited).flat();

/** People are known to each other, and a demo shows everybody its outbox, with links to the incidents. */
const known = ['person', 'owner', 'incident'];

function secretsOf(ids: Referred): string[] {
  const named = Object.entries(ids).filter(([name, id]) => !known.includes(name) && isId(id));
  return [word, ids['edition'] ?? '', ...named.map(([, id]) => id)];
}

function isId(value: string): boolean {
  return value.length === 36;
}

/** Every operation that could name something of somebody else. */
function asked(besides: readonly string[]): RouteBinding[] {
  return hub
    .bindings()
    .filter((one) => isForPeople(one) && !isOfOneself(one) && !besides.includes(one.route.operationId));
}

/** What was answered, of what should be refused or tells something of the editions of the town and the police. */
async function findLeaks(cookie: string, ids: Referred, besides: readonly string[] = []): Promise<string[]> {
  const bindings = asked([...makesNew, ...besides]);
  expect(bindings.length).toBeGreaterThan(130);
  const answers = await askAll(cookie, ids, bindings);
  return answers.flatMap(({ operation, answer }) => {
    if (answer.status < 300) seen.add(operation);
    const told = besides.length > 0 ? [] : secrets.filter((secret) => answer.text.includes(secret));
    const isFine =
      isRefused(answer) ||
      (answer.status < 300 && outside.includes(operation)) ||
      (answer.code !== undefined && answer.code === otherwise[operation]);
    return isFine && told.length === 0 ? [] : [`${operation} ${answer.status} ${answer.code ?? told}`];
  });
}

/** What strangers were answered. */
const seen = new Set<string>();

/** Of every table the rows, and of every file its name; without the logs, sessions and jobs. */
async function fingerprint(): Promise<Readonly<Record<string, string>>> {
  const database = await openDatabase({ dataDir: hub.dataDir });
  try {
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(database.db);
    const found: Record<string, string> = {};
    for (const { name } of rows.filter((table) => !changing.includes(table.name))) {
      const { rows: hashes } = await sql<{ hash: string }>`
        select coalesce(md5(string_agg(row::text, E'\n' order by row::text)), '') as hash
        from ${sql.table(name)} as row`.execute(database.db);
      found[name] = hashes[0]?.hash ?? '';
    }
    for (const folder of ['lake', 'documents']) {
      found[folder] = (await readdir(join(hub.dataDir, folder), { recursive: true })).sort().join();
    }
    return found;
  } finally {
    await database.close();
  }
}

/** Who exports what they may read of the logs is in one, jobs end by themselves and write in the other, and sessions are prolonged. */
const changing = ['audit_events', 'audit_head', 'job_runs', 'processing_operations', 'session'];

describe('somebody with an account outside an edition', () => {
  let before: Readonly<Record<string, string>>;
  beforeAll(async () => {
    before = await hub.whileStopped(fingerprint);
  });

  test.each(roles)('as %s reads nothing of it and changes nothing', async (role) => {
    expect(await findLeaks(of(role, 'school'), played)).toEqual([]);
  });

  test.each(['all', 'privacy-officer', 'steward'])(
    'as %s of an organisation that waits for confirmation neither',
    async (who) => {
      expect(await findLeaks(of(who, 'new'), played)).toEqual([]);
    },
  );

  test.each(['all', 'privacy-officer'])('as %s of an organisation that stepped out neither', async (who) => {
    const left = await findLeaks(of(who, 'housing'), played);
    expect(left.filter((leak) => !kept.includes(leak.split(' ')[0] ?? ''))).toEqual([]);
  });

  test('nor does somebody who has none', async () => {
    expect(await findLeaks('', played)).toEqual([]);
  });

  test.each(['all', 'privacy-officer'])(
    'as %s of an invited organisation does no more than talk before it steps in',
    async (who) => {
      expect(await findLeaks(of(who, 'care'), invitedTo, inTalks)).toEqual([]);
    },
  );

  test('as privacy officer of an invited organisation reads nothing of what was done with its data', async () => {
    const readLog = (organisation: string) =>
      hub.act<{ total: number }>(of('privacy-officer', organisation), 'listProcessingOperations');
    expect((await readLog('town')).total).toBeGreaterThan(0);
    expect(await readLog('care')).toEqual({ operations: [], total: 0 });
  });

  test('reaches nothing of it through an address or a body of an edition of their own', async () => {
    const reached: string[] = [];
    const tried = new Set<string>();
    for (const binding of asked(makesNew).filter(({ route }) => route.path.includes('{edition}'))) {
      for (const name of foreignNamesIn(binding)) {
        tried.add(name);
        for (const session of [of('all', 'school'), of('privacy-officer', 'school')]) {
          const ids = { ...own, [name]: played[name] ?? '' };
          const [made] = await askAll(session, ids, [binding]);
          const { status = 0, code } = made?.answer ?? {};
          if (![401, 403, 404, 409, 422].includes(status)) {
            reached.push(`${binding.route.operationId} ${name} ${status} ${code}`);
          }
        }
      }
    }
    expect(reached).toEqual([]);
    expect(tried.size).toBeGreaterThan(15);
  });

  test.each(['school', 'housing', 'new'])(
    'of %s reads of others no more than the list says',
    async (organisation) => {
      const reads = hub
        .bindings()
        .filter(
          (one) => isForPeople(one) && one.route.method === 'get' && outside.includes(one.route.operationId),
        );
      const answers = await askAll(of('all', organisation), { ...played, organisation }, reads);
      const told = secrets.filter((secret) => answers.some(({ answer }) => answer.text.includes(secret)));
      expect(told).toEqual([]);
      for (const { operation, answer } of answers) if (!isRefused(answer)) seen.add(operation);
    },
  );

  test('left everything as it was', async () => {
    const after = await hub.whileStopped(fingerprint);
    expect(Object.keys(before).filter((name) => before[name] !== after[name])).toEqual([]);
    expect(Object.keys(before).length).toBeGreaterThan(60);
  });
});

function foreignNamesIn({ route }: RouteBinding): string[] {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const inBody = route.body === undefined ? [] : makeValidBody(route.body, own, word).refers;
  const known = new Set([...inPath, ...inBody.filter((name) => name !== 'note')]);
  if (route.operationId === 'noteInsight') known.add('analysis');
  return [...known].filter((name) => isId(played[name] ?? '') || name === 'dataSet');
}

describe('what is refused', () => {
  /** Of these the rightful call itself names something that is not there. */
  const notThere: Readonly<Record<string, string>> = {
    putComment: 'the note is a contribution',
    removePasskey: 'a demo has no passkeys',
    removeSignOnSettings: 'a demo has no provider',
    renamePasskey: 'a demo has no passkeys',
    startFromTemplate: 'there is no edition of elsewhere',
    startSharingFromEarlier: 'there is no earlier agreement',
    withdrawAccountCode: 'the link was renewed',
  };
  /** Ends what the others need. */
  const last = ['narrowAgreement', 'stopSharing', 'removePerson', 'endSignIn'];

  test('is taken from those it is for: the bodies are valid, and what the addresses name is there', async () => {
    const { person } = await hub.act<{ person: { id: string } }>(of('steward', 'school'), 'getSession');
    const beside = { ...(await makeBesideEditions('school')), person: person.id, organisation: 'school' };
    const methods = ['get', 'put', 'patch', 'post', 'delete'];
    const isOfEdition = ({ route }: RouteBinding): boolean => route.path.startsWith('/editions/');
    const rank = (one: RouteBinding): number =>
      methods.indexOf(one.route.method) +
      (isOfEdition(one) ? 0 : 10) +
      10 * (1 + last.indexOf(one.route.operationId));
    const rightful = [
      ...['school', 'library'].flatMap((one) => [of('all', one), of('privacy-officer', one)]),
      of('all', 'town'),
    ];
    const refused: string[] = [];
    for (const binding of asked(makesNew).toSorted((left, right) => rank(left) - rank(right))) {
      const inAnswers = binding.route.path.includes('/answers/') && { question: 'impact' };
      const ids = isOfEdition(binding)
        ? { ...beside, ...own, step: 'solve', ...inAnswers }
        : { ...own, ...beside };
      const { operationId } = binding.route;
      const tries: Answer[] = [];
      for (const who of rightful) {
        const [made] = await askAll(who, ids, [binding]);
        if (made !== undefined) tries.push(made.answer);
        if (tries.some(({ status }) => status < 400)) break;
      }
      if (tries.some(({ status }) => status < 400 || status === 409)) continue;
      if (operationId in notThere) expected.add(operationId);
      else refused.push(`${operationId} ${tries.map(({ status, code }) => `${status} ${code}`)}`);
    }
    expect(refused).toEqual([]);
    expect([...expected].sort()).toEqual(Object.keys(notThere).sort());
  });
  const expected = new Set<string>();
});

describe('SECURITY.md', () => {
  test.each([
    ['What people with an account read outside their editions', readableOutside],
    ['What an organisation that is invited sees before it steps in', whileInvited],
  ])('lists under "%s" what this test allows', async (head, allowed) => {
    const text = await readFile(join(import.meta.dirname, '..', '..', '..', 'SECURITY.md'), 'utf8');
    const [, after = ''] = text.split(`- **${head}.**`);
    const [list = ''] = after.split(/\n- /);
    const lines = list.split('\n  - ').slice(1);
    expect(lines.map((line) => line.replaceAll(/\s+/g, ' ').trim())).toEqual(Object.keys(allowed));
  });

  test('lists nothing that nobody reads', () => {
    expect(outside.filter((operation) => !seen.has(operation))).toEqual([]);
  });
});
