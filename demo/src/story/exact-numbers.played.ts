import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from '@datalab/server/compose.ts';
import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import { questionsRoutes } from '@datalab/server/modules/analyses/questions.contract.ts';
import { assessmentsRoutes } from '@datalab/server/modules/assessments/assessments.contract.ts';
import { boxKeys } from '@datalab/server/modules/canvas/boxes.contract.ts';
import { catalogueRoutes } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { type Delivery, deliveriesRoutes } from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import { editionsRoutes } from '@datalab/server/modules/editions/editions.contract.ts';
import { type Role, roles } from '@datalab/server/modules/identity/identity.contract.ts';
import { incidentsRoutes } from '@datalab/server/modules/incidents/incidents.contract.ts';
import { pictureRoutes } from '@datalab/server/modules/picture/picture.contract.ts';
import { createLogger } from '@datalab/server/platform/log/logger.ts';
import { readAreas } from '@datalab/warehouse';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type DemoOrganisation, organisations } from '../organisations.ts';
import { people } from '../people.ts';
import { generateTown, type Town } from '../town.ts';
import { type Client, signIn } from './client.ts';
import { deliverFile } from './deliveries.ts';
import { olderEdition } from './older-edition-texts.ts';
import { type Fill, listReads, numberPattern, responseToText } from './reading-everything.testing.ts';
import { smallForm } from './small-form.testing.ts';

/** Organisation and roles of all readers. Police and municipality deliver the files, by their stewards only. */
type Reader = readonly [DemoOrganisation['slug'], readonly Role[]];
const senders: readonly Role[] = ['steward', 'engineer'];
const others = roles.filter((role) => !senders.includes(role));
const readers: readonly Reader[] = [
  ...roles.map((role): Reader => ['housing-association', [role]]),
  ['mental-health-care', roles],
  ['benefits-agency', roles],
  ['police', others],
  ['municipality', others],
];
const emailOf = ([organisation, held]: Reader): string => `${held.join('-')}@${organisation}.example`;

const care = 'care-at-home-and-nuisance';
const { signal } = new AbortController();
let directory: string;
let server: Server;
let hubUrl: string;
let town: Town;
let fills: Record<string, Fill>;
/** What only the stewards of the deliveries may read: numbers of five digits or more that are not round, and hashes. */
const secrets = { police: new Set<string>(), municipality: new Set<string>() };

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'datalab-exact-numbers-'));
  await cp(inject('preparedDemo').dataDirectory, directory, { recursive: true });
  const along = readers.map((reader) => ({
    name: `Reader of ${reader[0]}`,
    email: emailOf(reader),
    organisation: reader[0],
    roles: reader[1],
  }));
  server = await createServer({
    dataDir: directory,
    demo: { organisations, people: [...people, ...along] },
    logger: createLogger(() => {}),
  });
  hubUrl = await server.listen(0);
  town = await generateTown({ outDir: join(directory, 'town') });
  const police = await signInAs('police', 'steward');
  const municipality = await signInAs('municipality', 'steward');
  await deliverNuisance(police);
  await deliverLitter(municipality);
  await collect(police, 'police', care, secrets.police);
  await collect(municipality, 'municipality', olderEdition.slug, secrets.municipality);
  const facilitator = await signInAs('municipality', 'facilitator');
  await bringMore(facilitator);
  fills = await findFills([police, municipality, facilitator]);
});

afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

function signInAs(organisation: string, role: Role): Promise<Client> {
  const person = people.find((one) => one.organisation === organisation && one.roles.includes(role));
  if (person === undefined) throw new Error(`no person of ${organisation} is ${role}`);
  return signIn(hubUrl, person.email, signal);
}

const added = { good: 23_117, wrong: 11_259 } as const;
const numbered = (count: number, toLine: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => `${toLine(index)}\n`).join('');

/** Many more reports without a person or place, and many that do not agree with the contract. */
async function deliverNuisance(police: Client): Promise<void> {
  const file = town.files.find(({ dataset }) => dataset === 'nuisance-reports');
  if (file === undefined) throw new Error('the town has no reports of nuisance');
  const text = await readFile(file.path, 'utf8');
  const [, , , , reportedBy, followUp] = (text.split('\n')[1] ?? '').split(',');
  const line = (kind: string) => (index: number) =>
    `PL-${kind}-${index},2026-01,,${kind},${reportedBy},${followUp},,,,`;
  const again = join(directory, 'nuisance-again.csv');
  await writeFile(again, text + numbered(added.good, line('noise')) + numbered(added.wrong, line('weather')));
  const areas = await readAreas(JSON.parse(await readFile(town.areasFile, 'utf8')) as object, town.areaYear);
  const at = { edition: care, town, areas, directory: join(directory, 'again'), signal };
  await deliverFile(police, { ...file, path: again }, { ...at, onProgress: () => {} });
}

/** No row that agrees with the contract, and then a file with many that do and many that do not. */
async function deliverLitter(municipality: Client): Promise<void> {
  const first = join(directory, 'demo', 'partners', 'litter', 'litter-reports-second.csv');
  const text = await readFile(first, 'utf8');
  const [, month, neighbourhood] = (text.split('\n')[1] ?? '').split(';');
  const line = (kind: string) => (index: number) => `ZA-${kind}-${index};${month};${neighbourhood};${kind}`;
  const wrong = `${text.split('\n')[0]}\n${numbered(31_847, line('weather'))}`;
  await deliver(municipality, wrong, 'refused');
  await deliver(
    municipality,
    text + numbered(added.good, line('street')) + numbered(added.wrong, line('weather')),
    'landed',
  );
}

async function deliver(client: Client, content: string, state: Delivery['state']): Promise<void> {
  const file = join(directory, 'litter-again.csv');
  await writeFile(file, content);
  const params = { edition: olderEdition.slug, dataSet: 'litter-reports' };
  const { id } = await client.upload<Delivery>(deliveriesRoutes.deliver, params, file);
  for (;;) {
    const at = { edition: olderEdition.slug, delivery: id };
    const seen = await client.call(deliveriesRoutes.getDelivery, { params: at });
    if (seen.finishedAt === null) await new Promise((resolve) => setTimeout(resolve, 200));
    else return expect(seen.state).toBe(state);
  }
}

/** Everything exact that the steward reads of the own deliveries, and could not be read by chance. */
async function collect(client: Client, owner: string, edition: string, found: Set<string>): Promise<void> {
  const slots = await client.call(deliveriesRoutes.listDeliverySlots, { params: { edition } });
  for (const delivery of slots.filter((slot) => slot.owner === owner).flatMap(deliveriesOf)) {
    found.add(delivery.sha256 ?? '');
    const at = { edition, delivery: delivery.id };
    const report =
      delivery.rows === null ? null : await client.call(deliveriesRoutes.getReport, { params: at });
    for (const number of numbersIn({ ...delivery, report: { ...report, errors: report?.errors.at(-1) } }))
      if (number >= 10_000 && number % 1000 !== 0) found.add(String(number));
  }
}

function deliveriesOf({
  current,
  running,
  earlier,
}: {
  current: Delivery | null;
  running: Delivery | null;
  earlier: Delivery[];
}): Delivery[] {
  return [current, running, ...earlier].filter((one) => one !== null);
}

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return value === null || typeof value !== 'object' ? [] : Object.values(value).flatMap(numbersIn);
}

let file = '';
let incident = '';

/** What the story has none of: a form that was brought, and a breach. */
async function bringMore(facilitator: Client): Promise<void> {
  const dpia = join(directory, 'dpia.json');
  await writeFile(dpia, JSON.stringify({ metadata: { urn: 'urn:nl:dpia:3.0' }, answers: {} }));
  const params = { edition: care };
  const form = join(directory, 'form.yaml');
  await writeFile(form, smallForm);
  const administrator = await signInAs('municipality', 'administrator');
  await administrator.upload(assessmentsRoutes.bringForm, {}, form);
  ({ id: file } = await facilitator.upload<{ id: string }>(assessmentsRoutes.bringFile, params, dpia));
  ({ id: incident } = await facilitator.call(incidentsRoutes.reportIncident, {
    body: {
      ...{ title: 'A file went astray', what: 'It was mailed to somebody outside.', edition: care },
      ...{ kinds: ['confidentiality'], dataSets: [], from: null, until: null, persons: null },
      discoveredAt: new Date(Date.now() - 60_000).toISOString(),
    },
  }));
}

/** The parameters in the paths of the router, read as the people with most access. */
async function findFills(insiders: readonly Client[]): Promise<Record<string, Fill>> {
  const perEdition = new Map<string, Record<string, string[]>>();
  for (const client of insiders) {
    for (const { slug: edition } of await client.call(editionsRoutes.listEditions, {})) {
      const params = { edition };
      const { participations } = await client.call(editionsRoutes.getEdition, { params });
      const { analyses } = await client.call(analysesRoutes.listAnalyses, { params });
      const slots = await client.call(deliveriesRoutes.listDeliverySlots, { params });
      const { documents } = await client.call(pictureRoutes.getPicture, { params });
      const { questions } = await client.call(questionsRoutes.listQuestions, { params });
      perEdition.set(edition, {
        organisation: participations.map(({ organisation }) => organisation),
        analysis: analyses.map(({ id }) => id),
        evidence: analyses.flatMap(({ evidence }) => evidence ?? []),
        delivery: slots.flatMap(deliveriesOf).map(({ id }) => id),
        document: documents.map(({ id }) => id),
        question: questions.map(({ id }) => id).slice(0, 2),
      });
    }
  }
  const [one] = insiders;
  const dataSets = (await one?.call(catalogueRoutes.listDataSets, {})) ?? [];
  const divisions = (await one?.call(catalogueRoutes.listAreaDivisions, {})) ?? [];
  const inEdition =
    (name: string): Fill =>
    ({ edition }) =>
      edition === undefined
        ? [...perEdition.values()].flatMap((ids) => ids[name] ?? [])
        : (perEdition.get(edition)?.[name] ?? []);
  return {
    edition: () => [...perEdition.keys()],
    organisation: ({ edition }) =>
      edition === undefined ? organisations.map(({ slug }) => slug) : inEdition('organisation')({ edition }),
    analysis: inEdition('analysis'),
    evidence: inEdition('evidence'),
    delivery: inEdition('delivery'),
    document: inEdition('document'),
    question: inEdition('question'),
    file: () => [file],
    incident: () => [incident],
    box: () => boxKeys,
    dataSet: () => dataSets.map(({ id }) => id),
    year: () => divisions.map(({ year }) => String(year)),
  };
}

const queries = {
  searchPicture: ['?q=overlast'],
  getAreas: ['?level=district'],
  getReport: ['?language=nl', '?language=en'],
  downloadReport: ['?language=nl', '?language=en'],
  exportEdition: ['?people=yes'],
  listAuditEvents: ['?limit=200'],
};

interface Heard {
  readonly operationId: string;
  readonly path: string;
  readonly status: number;
  readonly text: string;
}

/** Everything this person can read of the hub. */
async function readEverything(email: string): Promise<Heard[]> {
  const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
  const entered = await server.fetch(
    new Request(`${hubUrl}/api/v1/session/demo`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ email }),
    }),
  );
  const cookie = entered.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const heard: Heard[] = [];
  for (const { operationId, path, streams } of listReads(server.bindings, fills, queries)) {
    const asked = new Request(`${hubUrl}${path}`, { headers: { cookie, host: new URL(hubUrl).host } });
    const response = await server.fetch(asked);
    heard.push({ operationId, path, status: response.status, text: await responseToText(response, streams) });
  }
  return heard;
}

function findSecrets(heard: readonly Heard[], secret: ReadonlySet<string>): string[] {
  const patterns = [...secret].map((one) =>
    /^\d+$/.test(one) ? numberPattern(Number(one)) : new RegExp(one),
  );
  return heard.flatMap(({ path, text }) =>
    patterns.flatMap((pattern) => pattern.exec(text)?.[0] ?? []).map((found) => `${path}: ${found}`),
  );
}

const answered = new Set<string>();

describe('exact numbers of a delivery', () => {
  test('are there to be found: of rows, of empty values, of wrong ones, of bytes, of lines, and hashes', async () => {
    const { read, rejected } = town.truth.rows['nuisance-reports'];
    expect([...secrets.police]).toEqual(
      expect.arrayContaining([
        String(read + added.good + added.wrong),
        String(rejected + added.wrong),
        expect.stringMatching(/^[0-9a-f]{64}$/),
      ]),
    );
    expect([...secrets.municipality]).toEqual(expect.arrayContaining(['31847', String(added.wrong)]));
    expect(secrets.police.size).toBeGreaterThan(6);
    expect(secrets.municipality.size).toBeGreaterThan(8);
  });

  test.each(readers)('are nowhere for the %s as %j', async (...reader) => {
    const heard = await readEverything(emailOf(reader));
    for (const { operationId, status } of heard) {
      expect(status).toBeLessThan(500);
      if (status === 200 || status === 302) answered.add(operationId);
    }
    expect(findSecrets(heard, secrets.police)).toEqual([]);
    expect(findSecrets(heard, secrets.municipality)).toEqual([]);
  });

  test.each([
    ['police', 'municipality'],
    ['municipality', 'police'],
  ] as const)('are where they belong for the steward of the %s, and of nobody else', async (own, other) => {
    const person = people.find(
      ({ organisation, roles: held }) => organisation === own && held.includes('steward'),
    );
    const heard = await readEverything(person?.email ?? '');
    expect(findSecrets(heard, secrets[other])).toEqual([]);
    for (const secret of secrets[own])
      expect([secret, findSecrets(heard, new Set([secret])).length]).not.toEqual([secret, 0]);
  });

  test('were looked for in every reading operation there is', () => {
    const reading = server.bindings.filter(({ route }) => route.method === 'get');
    expect(reading.map(({ route }) => route.operationId).filter((name) => !answered.has(name))).toEqual([]);
  });
});
