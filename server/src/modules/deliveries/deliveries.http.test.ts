import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { justProven } from '../../platform/http/actor.testing.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Listening } from '../../platform/http/listen.ts';
import { serveBindings } from '../../platform/http/serve.testing.ts';
import { bindDeliveries } from './deliveries.routes.ts';
import { deliver } from './deliveries.service.ts';
import {
  type Bench,
  cas,
  goodReports,
  openBench,
  person,
  reports,
  sam,
  toUpload,
} from './deliveries.testing.ts';

let bench: Bench;
let server: Listening;
let address: string;
let actor: Actor | null;

beforeAll(async () => {
  bench = await openBench();
  server = await serveBindings({
    bindings: bindDeliveries(bench.deps),
    resolveActor: async () => actor,
    logger: bench.deps.logger,
  });
  address = `${server.url}/api/v1/editions/quiet-streets`;
});
afterAll(async () => {
  await server.close();
  await bench.close();
});
beforeEach(() => bench.reset());

function post(dataSet: string, content: string, field = 'file', fileName = 'source.csv'): Promise<Response> {
  const form = new FormData();
  form.set(field, new File([content], fileName));
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

test('a file with a person number in its name is refused, and nothing of it is kept or repeated', async () => {
  actor = sam;
  const response = await post('reports', goodReports, 'file', 'BSN 123456782 Jansen.csv');
  expect(response.status).toBe(422);
  const text = await response.text();
  expect(text).toContain('request.person-number-in-name');
  expect(await readdir(bench.deps.files.incoming)).toEqual([]);
  expect(text + JSON.stringify([bench.log, bench.lines])).not.toContain('123456782');
});

test('a person number in the name of a file that came in another way is shown to nobody', async () => {
  const { id } = await deliver(
    bench.deps,
    sam,
    { edition: 'quiet-streets', dataSet: 'reports' },
    toUpload(goodReports, 'BSN 123456782 Jansen.csv'),
  );
  await bench.ended(id);
  for (const reader of [sam, person('ada', 'care', 'analyst')]) {
    actor = reader;
    for (const place of [`/deliveries/${id}`, '/delivery-desks', `/deliveries/${id}/report`]) {
      const seen = await (await fetch(`${address}${place}`)).text();
      expect(seen).toContain('BSN ••••• Jansen.csv');
      expect(seen).not.toContain('123456782');
    }
  }
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
  const rows = [
    ...Array.from({ length: 116 }, () => '2024-01,BU99990101,noise'),
    ...Array.from({ length: 7 }, () => '2024-01,BU99990101,'),
    '2024-13,BU99990101,noise',
  ];
  const content = reports(rows);
  const { id } = (await (await post('reports', content)).json()) as { id: string };
  await bench.ended(id);
  const places = [`/deliveries/${id}`, '/delivery-desks', `/deliveries/${id}/report`];
  const read = async () =>
    Promise.all(places.map(async (place) => (await fetch(`${address}${place}`)).text()));
  const exact = await read();
  for (const seen of exact) expect(seen).toMatch(/"read":124,"accepted":123,"rejected":1/);
  expect(exact[2]).toMatch(/"missing":7\b/);
  for (const seen of exact) expect(seen).toContain(`"bytes":${content.length}`);
  for (const seen of exact) expect(seen).toMatch(/"sha256":"[0-9a-f]{64}"/);
  actor = person('ada', 'care', 'analyst');
  const [one, slots, report] = await read();
  for (const seen of [one, slots])
    expect(seen).toContain('"rows":{"read":120,"accepted":120,"rejected":10,"rounded":true}');
  expect(report).toContain('"rounded":true,"rows":{"read":120,"accepted":120,"rejected":10}');
  expect(report).toMatch(/"missing":10\b/);
  for (const seen of [one, slots, report]) {
    expect(seen).not.toMatch(/:12[34]\b|"(missing|rows)":[1-9]\b/);
    expect(seen).toMatch(/"bytes":3100\b/);
    expect(seen).toContain('"sha256":null');
  }
  for (const { action, details } of bench.log)
    expect([action, details]).toEqual([action, { dataSet: 'reports', ...logged[action] }]);
});

const logged: Record<string, object> = {
  'deliveries.received': { bytes: 3100 },
  'deliveries.landed': { version: 'v0001', rows: 120 },
};

test('another organisation is told about how many rows there were when none was right, and no line', async () => {
  actor = sam;
  const rows = Array.from({ length: 123 }, () => '2024-13,BU99990101,noise');
  const { id } = (await (await post('reports', reports(rows))).json()) as { id: string };
  await bench.ended(id);
  const problem = async () =>
    ((await (await fetch(`${address}/deliveries/${id}`)).json()) as { problem: unknown }).problem;
  expect(await problem()).toMatchObject({ code: 'deliveries.no-rows-accepted', params: { read: 123 } });
  actor = person('ada', 'care', 'analyst');
  expect(await problem()).toEqual({
    code: 'deliveries.no-rows-accepted-about',
    params: { read: 120 },
    detail: null,
  });
});

test('nobody delivers without a session, and nothing is a delivery without a file', async () => {
  actor = null;
  expect((await post('reports', goodReports)).status).toBe(401);
  actor = sam;
  const response = await post('reports', goodReports, 'something-else');
  expect(await response.json()).toMatchObject({ code: 'deliveries.no-file', status: 400 });
});

test('a grant of the keyholder is for who proved just now that it is them', async () => {
  const ask = () =>
    fetch(`${address}/data-sets/care-use/keyholder-grants`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ declaredPersons: 0 }),
    });
  actor = cas;
  expect(await (await ask()).json()).toMatchObject({ code: 'session.prove-again', status: 403 });
  actor = justProven(cas);
  expect(await (await ask()).json()).toMatchObject({ code: 'request.invalid', status: 400 });
});
