/// <reference types="node" />
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import { auditRoutes } from '@datalab/server/modules/audit/audit.contract.ts';
import { editionsRoutes } from '@datalab/server/modules/editions/editions.contract.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiProblem, addressOf, call, readProblem } from './api.ts';

describe('the address of an operation', () => {
  test('has its values filled in and escaped', () => {
    const params = { edition: 'zorg & overlast', question: 'a/b' };
    expect(addressOf(analysesRoutes.sortQuestion, { params })).toBe(
      '/api/v1/editions/zorg%20%26%20overlast/questions/a%2Fb',
    );
  });

  test('leaves out what was not asked', () => {
    const query = { edition: undefined, limit: 50, before: 7 };
    expect(addressOf(auditRoutes.listAuditEvents, { query })).toBe('/api/v1/audit-events?limit=50&before=7');
  });

  test('cannot be made when a value is missing', () => {
    expect(() => addressOf(editionsRoutes.getEdition, {})).toThrow('getEdition needs edition');
  });
});

describe('a problem', () => {
  test('keeps the code, the values and the places of the hub', async () => {
    const body = {
      type: 'about:blank',
      title: 'No',
      status: 409,
      code: 'editions.no-goals',
      params: { n: 1 },
      problems: [{ path: 'text', message: 'too short' }],
    };
    const problem = await readProblem(Response.json(body, { status: 409 }));
    expect(problem).toMatchObject({
      code: body.code,
      status: 409,
      params: { n: 1 },
      problems: body.problems,
    });
  });

  test('is still one when something in between answers with a page of its own', async () => {
    const page = (status: number) => readProblem(new Response('<html>bad gateway</html>', { status }));
    expect((await page(502)).code).toBe('connection.lost');
    expect((await page(500)).code).toBe('server.unexpected');
  });
});

describe('a call', () => {
  const seen: { method: string | undefined; url: string | undefined; body: string }[] = [];
  const hub = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({ method: request.method, url: request.url, body });
    response.setHeader('content-type', 'application/json').end('[]');
  });
  const browserFetch = globalThis.fetch;

  beforeAll(async () => {
    await new Promise<void>((listening) => hub.listen(0, '127.0.0.1', listening));
    const origin = `http://127.0.0.1:${(hub.address() as AddressInfo).port}`;
    globalThis.fetch = (address, init) => browserFetch(new URL(String(address), origin), init);
  });

  afterAll(async () => {
    globalThis.fetch = browserFetch;
    await new Promise((closed) => hub.close(closed));
  });

  test('sends what the contract says, where it says', async () => {
    const words = { language: 'nl', text: 'Zorg' } as const;
    const body = { slug: 'zorg', title: words, aim: words, theme: words };
    expect(await call(editionsRoutes.createEdition, { body })).toEqual([]);
    expect(seen.at(-1)).toEqual({ method: 'POST', url: '/api/v1/editions', body: JSON.stringify(body) });
  });

  test('to a hub that is gone is a lost connection, not a crash', async () => {
    const there = globalThis.fetch;
    globalThis.fetch = () => browserFetch('http://127.0.0.1:1/');
    await expect(call(editionsRoutes.listEditions, {})).rejects.toMatchObject({
      name: 'ApiProblem',
      code: 'connection.lost',
    });
    globalThis.fetch = there;
  });

  test('that the reader broke off stays broken off', async () => {
    const signal = AbortSignal.abort();
    const outcome = await call(editionsRoutes.listEditions, { signal }).catch((error: unknown) => error);
    expect(outcome).not.toBeInstanceOf(ApiProblem);
    expect(outcome).toMatchObject({ name: 'AbortError' });
  });
});
