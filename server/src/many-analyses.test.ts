import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServer, type ServerConfig } from './compose.ts';
import { openDatabase } from './platform/db/open-database.ts';
import { createLogger } from './platform/log/logger.ts';

const both = (text: string) => ({ nl: text, en: text });
const at = '2026-11-01T10:00:00.000Z';
const question = randomUUID();
const email = 'lotte@town.example';
let dataDir: string;

function configure(): ServerConfig {
  const people = [{ name: 'Lotte', email, organisation: 'town', roles: ['facilitator' as const] }];
  const organisations = [
    { slug: 'town', name: both('Town'), kind: 'municipality' as const, colour: 0 as const },
  ];
  return { dataDir, demo: { organisations, people }, logger: createLogger(() => {}) };
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'datalab-many-'));
});
afterAll(() => rm(dataDir, { recursive: true }));

/** Asks over HTTP on a hub that opens what the directory holds, as the facilitator. */
async function asFacilitator<T>(
  work: (send: (method: string, path: string, body?: object) => Promise<Response>) => Promise<T>,
) {
  const server = await createServer(configure());
  try {
    let cookie = '';
    const send = async (method: string, path: string, body?: object) => {
      const headers = { 'content-type': 'application/json', cookie };
      const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
      const response = await server.fetch(new Request(`http://localhost/api/v1${path}`, init));
      const set = response.headers.getSetCookie().map((line) => line.split(';')[0]);
      if (set.length > 0) cookie = set.join('; ');
      return response;
    };
    await send('POST', '/session/demo', { email });
    return await work(send);
  } finally {
    await server.close();
  }
}

/** Analyses straight into the database, each with a result of 300 rows. */
async function insert(from: number, to: number): Promise<void> {
  const database = await openDatabase({ dataDir });
  const { db } = database;
  const {
    rows: [edition],
  } = await sql<{ id: string }>`select id from editions where slug = 'many'`.execute(db);
  const id = edition?.id ?? '';
  if (from === 0) {
    await sql`insert into questions (id, edition, number, goal, text, rung, asked_by, status, at)
      values (${question}, ${id}, 1, ${randomUUID()}, ${JSON.stringify(both('What?'))}, 'descriptive', 'town', 'to-analyse', ${at})`.execute(
      db,
    );
  }
  for (let n = from; n < to; n += 1) {
    const [analysis, result] = [randomUUID(), randomUUID()];
    const title = JSON.stringify(both(`Analysis ${n}`));
    await sql`insert into analyses (id, edition, question, by, at, version)
      values (${analysis}, ${id}, ${question}, 'Noor', ${momentOf(n)}, 1)`.execute(db);
    await sql`insert into analysis_versions (analysis, version, title, views, finding, at)
      values (${analysis}, 1, ${title}, '[]', 'null', ${at})`.execute(db);
    await sql`insert into evidence (id, edition, analysis, number, version, content, at)
      values (${result}, ${id}, ${analysis}, ${n + 1}, 1, ${JSON.stringify(contentOf(result, analysis, n))}, ${at})`.execute(
      db,
    );
  }
  await database.close();
}

/** One a second, in the order in which they are put in. */
function momentOf(n: number): string {
  return new Date(Date.parse(at) + n * 1000).toISOString();
}

function contentOf(id: string, analysis: string, n: number) {
  const query = { from: 'reports', measures: [{ count: 'records' }], by: ['category'], where: [], also: [] };
  const rows = Array.from({ length: 300 }, (_, row) => ({
    category: `kind ${row}`,
    'count.records': { status: 'published', value: 1000 + row },
  }));
  const dimensions = [{ key: 'category', label: both('Kind'), kind: 'category', valueNames: {} }];
  const measures = [{ key: 'count.records', label: both('Reports'), kind: 'records' }];
  const answer = {
    key: 'kinds',
    title: both('Kinds'),
    shape: 'bars',
    query,
    dimensions,
    measures,
    rows,
    totals: null,
    areaYear: null,
    sql: 'select',
  };
  return {
    id,
    number: n + 1,
    by: 'Noor',
    at,
    hash: id,
    sources: [],
    organisations: ['town'],
    answers: [answer],
    edition: { slug: 'many', title: both('Many') },
    goal: { id: randomUUID(), text: both('Quiet'), organisation: null, at, successCriterion: null },
    question: { id: question, number: 1, text: both('What?'), rung: 'descriptive', askedBy: 'town' },
    analysis: { id: analysis, title: both(`Analysis ${n}`), version: 1 },
    finding: { text: both(`Finding ${n}`), figures: [], care: null },
    protection: { method: 'test', minimumCount: 10, suppressedCells: 0, publishedCells: 300, zeroCells: 0 },
  };
}

/** Bytes of what is asked, and the fewest milliseconds of three times. */
function measure(path: string) {
  return asFacilitator(async (send) => {
    const times: number[] = [];
    let text = '';
    for (let n = 0; n < 3; n += 1) {
      const start = performance.now();
      const response = await send('GET', path);
      text = await response.text();
      expect([path, response.status]).toEqual([path, 200]);
      times.push(performance.now() - start);
    }
    return { bytes: text.length, ms: Math.min(...times), text };
  });
}

test('a report of five hundred analyses is as long as one of sixty, says how many more there are, and takes no longer for each', async () => {
  await asFacilitator(async (send) => {
    const made = await send('POST', '/editions', {
      slug: 'many',
      title: both('Many'),
      aim: both('Many'),
      theme: both('Many'),
    });
    expect(made.status).toBe(201);
  });
  const path = '/editions/many/report?language=en';
  await insert(0, 20);
  const few = await measure(path);
  await insert(20, 500);
  const many = await measure(path);
  expect(many.text).toContain('And 440 more analyses');
  expect(many.text).toContain('Finding 499');
  expect(many.bytes / few.bytes).toBeLessThan(60 / 20 + 0.5);
  expect(many.ms / few.ms).toBeLessThan(500 / 20);
}, 240_000);
