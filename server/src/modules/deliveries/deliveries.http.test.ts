import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../platform/http/actor.ts';
import { createApi } from '../../platform/http/api.ts';
import { bindDeliveries } from './deliveries.routes.ts';
import { type Bench, cas, goodReports, openBench, person, reports, sam } from './deliveries.testing.ts';

let bench: Bench;
let server: ReturnType<typeof createAdaptorServer>;
let address: string;
let actor: Actor | null;

beforeAll(async () => {
  bench = await openBench();
  const app = createApi({
    bindings: bindDeliveries(bench.deps),
    resolveActor: async () => actor,
    checkResponses: true,
    logger: bench.deps.logger,
    facts: {
      version: '1.0.0',
      contact: { name: 'Test', url: 'https://example.org', email: 'test@example.org' },
    },
    isReady: async () => true,
  });
  server = createAdaptorServer({ fetch: app.fetch });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/editions/quiet-streets`;
});
afterAll(async () => {
  server.close();
  await bench.close();
});
beforeEach(() => bench.reset());

function post(dataSet: string, content: string, field = 'file'): Promise<Response> {
  const form = new FormData();
  form.set(field, new File([content], 'source.csv'));
  return fetch(`${address}/data-sets/${dataSet}/deliveries`, {
    method: 'POST',
    body: form,
    headers: { 'sec-fetch-site': 'same-origin' },
  });
}

test('a large file with identities is refused with its reason while it is still on its way', async () => {
  actor = cas;
  const rows = Array.from({ length: 400_000 }, (_, index) => `2024-01,${100_000_000 + index},home`);
  const response = await post('care-use', `month,bsn,kind\n${rows.join('\n')}\n`);
  expect(response.status).toBe(422);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(await response.json()).toMatchObject({ code: 'deliveries.has-identities' });
  expect(await readdir(bench.deps.files.incoming)).toEqual([]);
});

test('a file is accepted, and its report says what was read', async () => {
  actor = sam;
  const response = await post('reports', goodReports);
  expect(response.status).toBe(202);
  const { id } = (await response.json()) as { id: string };
  await bench.ended(id);
  const report = await fetch(`${address}/deliveries/${id}/report`);
  expect(await report.json()).toMatchObject({ rows: { read: 2, accepted: 2, rejected: 0 } });
});

test('an analyst of another organisation reads about how many rows there are, wherever it stands', async () => {
  actor = sam;
  const rows = [...Array.from({ length: 123 }, () => '2024-01,BU99990101,noise'), '2024-13,BU99990101,noise'];
  const { id } = (await (await post('reports', reports(rows))).json()) as { id: string };
  await bench.ended(id);
  const places = [`/deliveries/${id}`, '/delivery-desks', `/deliveries/${id}/report`];
  const read = async () =>
    Promise.all(places.map(async (place) => (await fetch(`${address}${place}`)).text()));
  for (const seen of await read()) expect(seen).toMatch(/"read":124,"accepted":123,"rejected":1/);
  actor = person('ada', 'care', 'analyst');
  const [one, desks, report] = await read();
  for (const seen of [one, desks])
    expect(seen).toContain('"rows":{"read":120,"accepted":120,"rejected":10,"rounded":true}');
  expect(report).toContain('"rows":{"read":120,"accepted":120,"rejected":10}');
  for (const seen of [one, desks, report]) expect(seen).not.toMatch(/:12[34]\b/);
  expect(JSON.parse(one ?? '').bytes % 100).toBe(0);
  const landed = bench.log.find(({ action }) => action === 'deliveries.landed');
  expect(landed?.details).toEqual({ dataSet: 'reports', version: expect.any(String), rows: 120 });
});

test('nobody delivers without a session, and nothing is a delivery without a file', async () => {
  actor = null;
  expect((await post('reports', goodReports)).status).toBe(401);
  actor = sam;
  const response = await post('reports', goodReports, 'something-else');
  expect(await response.json()).toMatchObject({ code: 'deliveries.no-file', status: 400 });
});
