import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Failure } from '../errors/failure.ts';
import { createLogger } from '../log/logger.ts';
import type { Actor } from './actor.ts';
import { type ApiSettings, createApi } from './api.ts';
import { anyRole, bind, bindPublic, signedIn } from './binding.ts';
import { defineRoute, type ErrorCode } from './route.ts';

declare module './route.ts' {
  interface ErrorCodes {
    items: `items.${'unknown' | 'no-file' | 'refused' | 'engineers-only' | 'undeclared'}`;
  }
}

const item = z.object({ name: z.string() }).meta({ id: 'Item' });
const getItem = defineRoute({
  method: 'get',
  path: '/items/{item}',
  operationId: 'getItem',
  summary: 'One item',
  params: z.object({ item: z.coerce.number().int() }),
  query: z.object({ shout: z.enum(['yes', 'no']).default('no') }),
  response: item,
  status: 200,
  errors: ['items.unknown'],
});
const addItem = defineRoute({
  method: 'post',
  path: '/items',
  operationId: 'addItem',
  summary: 'Add an item',
  body: z.object({ name: z.string().min(1), inside: z.object({ n: z.int() }).optional() }),
  response: item,
  status: 201,
  errors: [],
});
const upload = defineRoute({
  method: 'post',
  path: '/files',
  operationId: 'upload',
  summary: 'A file',
  upload: { maxBytes: 20 },
  response: z.object({ name: z.string(), content: z.string(), truncated: z.boolean() }),
  status: 202,
  errors: ['items.no-file', 'items.refused'],
});
const secret = defineRoute({
  method: 'get',
  path: '/secret',
  operationId: 'secret',
  summary: 'For engineers',
  response: z.object({}),
  status: 200,
  errors: ['items.engineers-only'],
});
const findWords = defineRoute({
  method: 'get',
  path: '/words',
  operationId: 'findWords',
  summary: 'Words',
  query: z.object({ of: z.string() }),
  response: z.object({}),
  status: 200,
  errors: [],
});
const getWords = defineRoute({
  method: 'get',
  path: '/words/{word}',
  operationId: 'getWords',
  summary: 'Words',
  params: z.object({ word: z.string() }),
  response: z.object({}),
  status: 200,
  errors: [],
});
const crash = defineRoute({
  method: 'get',
  path: '/crash',
  operationId: 'crash',
  summary: 'Goes wrong',
  response: z.object({ n: z.number() }),
  status: 200,
  errors: [],
});

const ann: Actor = {
  id: '1',
  name: 'Ann',
  email: 'ann@example.org',
  organisation: 'police',
  roles: ['analyst'],
};
const lines: string[] = [];
let webDirectory: string;
let app: ReturnType<typeof createApi>;

beforeAll(async () => {
  webDirectory = await mkdtemp(join(tmpdir(), 'datalab-web-'));
  await writeFile(join(webDirectory, 'index.html'), '<title>Datalab</title>');
  await mkdir(join(webDirectory, 'assets'));
  await writeFile(join(webDirectory, 'assets', 'app-1.js'), 'export {}');
  app = createApi(createSettings());
});
afterAll(() => rm(webDirectory, { recursive: true }));

function createSettings(): ApiSettings {
  return {
    bindings: [
      bind(getItem, signedIn, async (actor, { params, query }) => {
        if (params.item === 404) throw new Failure('items.unknown', 404, { item: params.item });
        if (params.item === 409) throw new Failure('items.undeclared', 409);
        return { body: { name: `${actor.name} ${params.item} ${query.shout}` } };
      }),
      bindPublic(addItem, async (_, { body }) => ({ body: { name: body.name } })),
      bindPublic(upload, async (_, input) => {
        if (input.upload === undefined) throw new Failure('items.no-file', 422);
        if (input.upload.fileName === 'refused.csv') throw new Failure('items.refused', 422);
        const content = await text(input.upload.stream);
        return { body: { name: input.upload.fileName, content, truncated: input.upload.isTruncated() } };
      }),
      bind(secret, anyRole(['engineer'], 'items.engineers-only'), async () => ({ body: {} })),
      bindPublic(findWords, async () => ({ body: {} })),
      bindPublic(getWords, async () => ({ body: {} })),
      bindPublic(crash, async () => {
        throw new Error('value 123456782 in column bsn');
      }),
    ],
    resolveActor: async (headers) => (headers.get('cookie') === 'session=ann' ? ann : null),
    checkResponses: true,
    logger: createLogger((line) => lines.push(line)),
    facts: {
      version: '0.1.0',
      contact: { name: 'Datalab', url: 'https://example.org', email: 'a@example.org' },
    },
    isReady: async () => true,
    webDirectory,
    slowed: { operationIds: ['addItem'], perMinute: 20 },
  };
}

const asAnn = { headers: { cookie: 'session=ann' } };

async function postJson(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return app.request('/api/v1/items', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

describe('an operation', () => {
  test('gets its parameters parsed, with defaults, and the person', async () => {
    const response = await app.request('/api/v1/items/7', asAnn);
    expect(await response.json()).toEqual({ name: 'Ann 7 no' });
    expect(response.headers.get('api-version')).toBe('0.1.0');
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; frame-ancestors 'none'",
    );
  });

  test('is refused without a session before anything of the request is judged', async () => {
    const response = await app.request('/api/v1/items/not-a-number?shout=maybe');
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'session.required', status: 401 });
  });

  test('is refused with the reason of the policy', async () => {
    const response = await app.request('/api/v1/secret', asAnn);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'items.engineers-only' });
  });

  test('answers a failure as a problem with its code and values', async () => {
    const response = await app.request('/api/v1/items/404', asAnn);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ code: 'items.unknown', params: { item: 404 } });
  });

  test('that fails with a code its contract does not name is an error while answers are checked', async () => {
    const checked = await app.request('/api/v1/items/409', asAnn);
    expect(checked.status).toBe(500);
    expect(await checked.json()).toMatchObject({
      code: 'server.unexpected',
      detail: 'getItem fails with items.undeclared, which the errors of its contract do not name',
    });
    const unchecked = createApi({ ...createSettings(), checkResponses: false });
    expect((await unchecked.request('/api/v1/items/409', asAnn)).status).toBe(409);
  });

  test('fails only with codes that stand in a list: another does not compile', () => {
    type IsListed<Code> = Code extends ErrorCode ? true : false;
    const listed: IsListed<'items.unknown'> = true;
    const unlisted: IsListed<'items.nobody-lists-this'> = false;
    expect([listed, unlisted]).toEqual([true, false]);
  });

  test('says every place that is wrong in the query and the body', async () => {
    const wrongQuery = await app.request('/api/v1/items/7?shout=maybe', asAnn);
    expect(await wrongQuery.json()).toMatchObject({
      code: 'request.invalid',
      problems: [{ path: 'query.shout' }],
    });
    const wrongBody = await postJson('{"name":"","inside":{"n":"x"}}');
    expect(wrongBody.status).toBe(400);
    expect(await wrongBody.json()).toMatchObject({
      problems: [{ path: 'body.name' }, { path: 'body.inside.n' }],
    });
  });

  test('refuses a text that no database keeps as it is, wherever it stands', async () => {
    for (const name of ['a\\u0000b', 'a\\ud800b', '\\udc00']) {
      const answer = await postJson(`{"name":"${name}"}`);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({
        code: 'request.invalid',
        problems: [{ path: 'body.name', code: 'unstorable_text' }],
      });
    }
    const inQuery = await app.request('/api/v1/words?of=a%00b');
    expect(inQuery.status).toBe(400);
    expect(await inQuery.json()).toMatchObject({ problems: [{ path: 'query.of' }] });
    const inAddress = await app.request('/api/v1/words/a%00b');
    expect(inAddress.status).toBe(404);
    expect((await postJson('{"name":"\\ud83d\\ude00 \\\\u0000"}')).status).toBe(201);
  });

  test('is compressed when that is worth it: a short answer is not, and says how long it is', async () => {
    const asking = { 'accept-encoding': 'gzip' };
    const short = await postJson('{"name":"short"}', asking);
    expect(short.headers.get('content-encoding')).toBeNull();
    expect(Number(short.headers.get('content-length'))).toBe((await short.arrayBuffer()).byteLength);
    const long = await postJson(JSON.stringify({ name: 'long '.repeat(1000) }), asking);
    expect(long.headers.get('content-encoding')).toBe('gzip');
    expect(long.headers.get('content-length')).toBeNull();
    expect(long.headers.get('vary')).toMatch(/accept-encoding/i);
  });

  test('refuses what is not JSON, and a body past the bound', async () => {
    expect((await postJson('{"name"')).status).toBe(400);
    expect((await postJson('name=x', { 'content-type': 'text/plain' })).status).toBe(415);
    const large = await postJson(JSON.stringify({ name: 'x'.repeat(1_100_000) }));
    expect(large.status).toBe(413);
    expect(await large.json()).toMatchObject({ code: 'request.too-large', params: { maxBytes: 1_000_000 } });
  });

  test('never tells the reader or the log what an unexpected error said', async () => {
    const response = await app.request('/api/v1/crash');
    expect(response.status).toBe(500);
    const body = await response.text();
    expect(JSON.parse(body)).toMatchObject({ code: 'server.unexpected' });
    expect(body + lines.join()).not.toContain('123456782');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
      event: 'http.unexpected',
      route: '/api/v1/crash',
    });
  });
});

describe('a page of somebody else', () => {
  test.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://elsewhere.example' }, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 201],
    [{ origin: 'http://localhost' }, 201],
    [{}, 201],
  ])('with %j gets %i', async (headers, status) => {
    expect((await postJson('{"name":"x"}', headers as Record<string, string>)).status).toBe(status);
  });
});

describe('an upload', () => {
  async function send(name: string, content: string, field = 'file'): Promise<Response> {
    const form = new FormData();
    form.append(field, new File([content], name));
    return app.request('/api/v1/files', { method: 'POST', body: form });
  }

  test('streams to the handler under its own name without a path', async () => {
    expect(await (await send('a.csv', 'x,y')).json()).toEqual({
      name: 'a.csv',
      content: 'x,y',
      truncated: false,
    });
  });

  test('is cut off at the bound and says so', async () => {
    const body = await (await send('a.csv', 'x'.repeat(50))).json();
    expect(body).toMatchObject({ content: 'x'.repeat(20), truncated: true });
  });

  test('that is refused before it is read still gets its answer', async () => {
    const response = await send('refused.csv', 'x'.repeat(3_000_000));
    expect(await response.json()).toMatchObject({ code: 'items.refused' });
  });

  test('with a person number in its name is refused without that name', async () => {
    const response = await send('P123\u00ad456782.csv', 'x,y');
    expect(response.status).toBe(422);
    const { instance, ...said } = (await response.json()) as Record<string, unknown>;
    expect(said['code']).toBe('request.person-number-in-name');
    expect(instance).toMatch(/^urn:uuid:/);
    expect(JSON.stringify(said)).not.toMatch(/123|782/);
  });

  test('without the part called file reaches the handler as none', async () => {
    expect(await (await send('a.csv', 'x', 'other')).json()).toMatchObject({ code: 'items.no-file' });
  });

  test('of another content type is refused', async () => {
    const response = await app.request('/api/v1/files', { method: 'POST', body: 'x' });
    expect(response.status).toBe(415);
  });

  test('that breaks off in the middle fails and does not hang', async () => {
    const body = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nx,y';
    const response = await app.request('/api/v1/files', {
      method: 'POST',
      body,
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
  });
});

describe('around the operations', () => {
  test('the description holds every route and names its schemas once', async () => {
    const description = (await (await app.request('/api/v1/openapi.json')).json()) as {
      paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
      components: { schemas: Record<string, unknown> };
    };
    expect(Object.keys(description.paths).sort()).toEqual([
      '/crash',
      '/files',
      '/items',
      '/items/{item}',
      '/secret',
      '/words',
      '/words/{word}',
    ]);
    expect(description.paths['/items/{item}']?.['get']?.responses['200']).toMatchObject({
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Item' } } },
    });
    expect(Object.keys(description.components.schemas).sort()).toEqual(['Item', 'LocalText', 'Problem']);
    expect(JSON.stringify(description)).not.toContain('$defs');
  });

  test('an address of the API that does not exist is a problem, a page is the web app', async () => {
    expect(await (await app.request('/api/v1/nothing')).json()).toMatchObject({ code: 'request.not-found' });
    const page = await app.request('/editions/care');
    expect(await page.text()).toContain('Datalab');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const script = await app.request('/assets/app-1.js');
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect((await app.request('/assets/gone.js')).status).toBe(404);
  });

  test.each([
    '/..%2f..%2fetc%2fpasswd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%5c..%5csecrets.json',
    '/%00.js',
  ])('the address %s leads to no file outside the pages', async (address) => {
    const response = await app.request(address);
    expect(await response.text()).not.toContain('root:');
  });

  test('too many attempts within a minute are refused', async () => {
    const slow = createApi({ ...createSettings(), slowed: { operationIds: ['addItem'], perMinute: 2 } });
    const attempt = () =>
      slow.request('/api/v1/items', {
        method: 'POST',
        body: '{"name":"x"}',
        headers: { 'content-type': 'application/json' },
      });
    expect([(await attempt()).status, (await attempt()).status, (await attempt()).status]).toEqual([
      201, 201, 429,
    ]);
  });

  test('it says that it is alive and whom to tell about a leak', async () => {
    expect((await app.request('/healthz')).status).toBe(200);
    expect((await app.request('/readyz')).status).toBe(200);
    expect(await (await app.request('/.well-known/security.txt')).text()).toContain('Expires: ');
  });
});
