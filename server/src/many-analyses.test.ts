import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allMigrations } from './compose/modules.ts';
import { createServer, type ServerConfig } from './compose.ts';
import { seedDataDirectory } from './platform/db/database.testing.ts';
import { migrate } from './platform/db/migrate.ts';
import { type Database, openDatabase } from './platform/db/open-database.ts';
import { createLogger } from './platform/log/logger.ts';

const both = (text: string) => ({ nl: text, en: text });
const at = '2026-11-01T10:00:00.000Z';
const email = 'lotte@town.example';
let dataDir: string;

function configure(): ServerConfig {
  const people = [{ name: 'Lotte', email, organisation: 'town', roles: ['facilitator' as const] }];
  const organisations = [
    { slug: 'town', name: both('Town'), kind: 'municipality' as const, colour: 0 as const },
  ];
  const keyholder = { url: 'http://127.0.0.1:1', adminToken: 'of no keyholder' };
  return { dataDir, demo: { organisations, people }, keyholder, logger: createLogger(() => {}) };
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'datalab-many-'));
  await seedDataDirectory(dataDir);
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

/** Editions with so many analyses straight into the database, each analysis with a result of 300 rows. */
async function insert(analysesOf: Readonly<Record<string, number>>): Promise<void> {
  const database = await openDatabase({ dataDir });
  const { db } = database;
  await migrate(db, allMigrations);
  for (const [slug, count] of Object.entries(analysesOf)) {
    const [edition, question] = [randomUUID(), randomUUID()];
    await insertEdition(db, edition, slug);
    await sql`insert into questions (id, edition, number, goal, text, rung, asked_by, status, at)
      values (${question}, ${edition}, 1, ${randomUUID()}, ${JSON.stringify(both('What?'))}, 'descriptive', 'town', 'to-analyse', ${at})`.execute(
      db,
    );
    const made = Array.from({ length: count }, (_, n) => analysisOf(question, n));
    const analyses = JSON.stringify(made.map(({ content: _, ...analysis }) => analysis));
    await sql`insert into analyses (id, edition, question, by, at, version)
      select id, ${edition}, ${question}, 'Noor', at, 1
      from jsonb_to_recordset(${analyses}) as made(id uuid, at timestamptz)`.execute(db);
    await sql`insert into analysis_versions (analysis, version, title, views, finding, at)
      select id, 1, title, '[]', 'null', ${at}
      from jsonb_to_recordset(${analyses}) as made(id uuid, title jsonb)`.execute(db);
    await sql`insert into evidence (id, edition, analysis, number, version, content, at)
      select result, ${edition}, id, number, 1, content, ${at}
      from jsonb_to_recordset(${JSON.stringify(made)}) as made(id uuid, result uuid, number int, content jsonb)`.execute(
      db,
    );
  }
  await database.close();
}

async function insertEdition(db: Database['db'], id: string, slug: string): Promise<void> {
  const said = JSON.stringify(both('Many'));
  await sql`insert into editions (id, slug, title, aim, theme, initiator, current_step, step_since, created_at)
    values (${id}, ${slug}, ${said}, ${said}, ${said}, 'town', 'prioritise', ${at}, ${at})`.execute(db);
  await sql`insert into edition_participations (edition_id, organisation, decision, invited_at, decided_at)
    values (${id}, 'town', 'in', ${at}, ${at})`.execute(db);
}

function analysisOf(question: string, n: number) {
  const [id, result] = [randomUUID(), randomUUID()];
  const content = contentOf(result, { id, question, n });
  return { id, result, number: n + 1, at: momentOf(n), title: both(`Analysis ${n}`), content };
}

/** One a second, in the order in which they are put in. */
function momentOf(n: number): string {
  return new Date(Date.parse(at) + n * 1000).toISOString();
}

function contentOf(id: string, of: { readonly id: string; readonly question: string; readonly n: number }) {
  const { n } = of;
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
    checkedBeside: [],
    edition: { slug: 'many', title: both('Many') },
    goal: { id: randomUUID(), text: both('Quiet'), organisation: null, at, successCriterion: null },
    question: { id: of.question, number: 1, text: both('What?'), rung: 'descriptive', askedBy: 'town' },
    analysis: { id: of.id, title: both(`Analysis ${n}`), version: 1 },
    finding: { text: both(`Finding ${n}`), figures: [], care: null },
    protection: { method: 'test', minimumCount: 10, suppressedCells: 0, publishedCells: 300, zeroCells: 0 },
  };
}

type Send = Parameters<Parameters<typeof asFacilitator>[0]>[0];

/** Bytes of the report of an edition, and the fewest milliseconds of three times. */
async function measure(send: Send, edition: string) {
  const times: number[] = [];
  let text = '';
  for (let n = 0; n < 3; n += 1) {
    const start = performance.now();
    const response = await send('GET', `/editions/${edition}/report?language=en`);
    text = await response.text();
    expect([edition, response.status]).toEqual([edition, 200]);
    times.push(performance.now() - start);
  }
  return { bytes: text.length, ms: Math.min(...times), text };
}

test('a report of five hundred analyses is as long as one of sixty, says how many more there are, and takes no longer for each', async () => {
  await insert({ few: 20, many: 500 });
  const { few, many } = await asFacilitator(async (send) => ({
    few: await measure(send, 'few'),
    many: await measure(send, 'many'),
  }));
  expect(many.text).toContain('And 440 more analyses');
  expect(many.text).toContain('Finding 499');
  expect(many.bytes / few.bytes).toBeLessThan(60 / 20 + 0.5);
  expect(many.ms / few.ms).toBeLessThan(500 / 20);
}, 240_000);
