import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApi } from '../../platform/http/api.ts';
import { createLogger } from '../../platform/log/logger.ts';
import { createAnalyses } from './analyses.api.ts';
import { analyst, askForKinds, openAnalysesBench } from './analyses.testing.ts';
import { createQuestions } from './questions.service.ts';

let bench: Awaited<ReturnType<typeof openAnalysesBench>>;
let app: ReturnType<typeof createApi>;
let input: Awaited<ReturnType<typeof askForKinds>>;

beforeAll(async () => {
  bench = await openAnalysesBench();
  app = createApi({
    bindings: createAnalyses(bench.deps).bindings,
    resolveActor: async () => analyst,
    checkResponses: true,
    logger: createLogger(() => {}),
    facts: {
      version: '1.0.0',
      contact: { name: 'Test', url: 'https://example.org', email: 'test@example.org' },
    },
    isReady: async () => true,
  });
  input = await askForKinds(createQuestions(bench.deps), bench.slug);
});
afterAll(() => bench.close());

const answerBody = z.object({
  code: z.string().optional(),
  problems: z.unknown().optional(),
  id: z.string().optional(),
  views: z.array(z.object({ query: z.unknown() })).default([]),
});

async function request(method: string, path: string, body?: object) {
  const answer = await app.fetch(
    new Request(`http://127.0.0.1/api/v1/editions/${bench.slug}${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  return { status: answer.status, body: answerBody.parse(await answer.json()) };
}

const asking = (change: object) => ({
  ...input,
  views: input.views.map((view) => ({ ...view, query: { ...view.query, ...change } })),
});

describe('a query that is sent', () => {
  it.each([
    ['itself', { having: 3 }, '', 'having'],
    ['a measure', { measures: [{ count: 'records', distinct: true }] }, '.measures.0', 'distinct'],
    ['a dimension', { by: [{ in: 'care', since: '2024' }] }, '.by.0', 'since'],
    ['a list of values', { where: [{ column: 'category', in: ['a'], not: true }] }, '.where.0', 'not'],
    ['a period', { where: [{ column: 'month', from: '2026-01', step: 2 }] }, '.where.0', 'step'],
    [
      'both kinds of filter',
      { where: [{ column: 'month', in: ['2026-01'], to: '2026-02' }] },
      '.where.0',
      'to',
    ],
    ['a link', { also: [{ in: 'care', ever: true }] }, '.also.0', 'ever'],
  ])('is refused with the name of a field that is not known, in %s', async (_, change, place, field) => {
    const { status, body } = await request('POST', '/analyses', asking(change));
    expect([status, body.code]).toEqual([400, 'request.invalid']);
    expect(body.problems).toEqual([
      {
        path: `body.views.0.query${place}`,
        message: `Unrecognized key: "${field}"`,
        code: 'unrecognized_keys',
      },
    ]);
  });

  it('is still read where it was kept with such a field', async () => {
    const made = await request('POST', '/analyses', asking({}));
    expect(made.status).toBe(201);
    await sql`
      update analysis_versions set views = jsonb_set(views, '{0,query,having}', '3')
      where analysis = ${made.body.id}`.execute(bench.deps.db);
    const kept = await request('GET', `/analyses/${made.body.id}`);
    expect(kept.status).toBe(200);
    expect(kept.body.views[0]?.query).toMatchObject({ having: 3, from: 'reports' });
  });
});
