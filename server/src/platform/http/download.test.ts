import { Readable } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { createLogger } from '../log/logger.ts';
import { createApi } from './api.ts';
import { bindPublic } from './binding.ts';
import { guardBody } from './guarded-body.ts';
import { listen } from './listen.ts';
import { defineRoute } from './route.ts';
import { withUpload } from './upload.ts';

const getFile = defineRoute({
  method: 'get',
  path: '/file',
  operationId: 'getFile',
  summary: 'A file',
  download: true,
  response: z.null(),
  status: 200,
  errors: [],
});

const getBroken = defineRoute({
  method: 'get',
  path: '/broken/{pieces}',
  operationId: 'getBroken',
  summary: 'A file that cannot be read to its end',
  download: true,
  params: z.object({ pieces: z.coerce.number().int() }),
  response: z.null(),
  status: 200,
  errors: [],
});

async function* failAfter(pieces: number): AsyncGenerator<Uint8Array> {
  for (let piece = 0; piece < pieces; piece += 1) yield Buffer.from('piece ');
  throw new Error('value 123456782 in /secret/place');
}

const lines: string[] = [];
const app = createApi({
  bindings: [
    bindPublic(getBroken, async (_, { params }) => ({
      body: null,
      file: {
        fileName: 'a.zip',
        stream: Readable.toWeb(Readable.from(failAfter(params.pieces))) as ReadableStream,
      },
    })),
    bindPublic(getFile, async () => ({
      body: null,
      file: {
        fileName: 'één "page"\r\nx: y.html',
        bytes: 8,
        stream: new Blob(['<script>']).stream(),
      },
    })),
  ],
  resolveActor: async () => null,
  checkResponses: true,
  logger: createLogger((line) => lines.push(line)),
  facts: { version: '0.1.0', contact: { name: 'D', url: 'https://example.org', email: 'a@example.org' } },
  isReady: async () => true,
});

test('a file of somebody else is kept, never shown, whatever it is and however it is called', async () => {
  const response = await app.request('/api/v1/file');
  expect(await response.text()).toBe('<script>');
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-length': '8',
    'content-disposition': "attachment; filename*=UTF-8''%C3%A9%C3%A9n%20%22page%22%0D%0Ax%3A%20y.html",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  expect(response.headers.get('x')).toBeNull();
});

test.each([0, 1, 2, 5, 5000])(
  'a file that breaks off after %i pieces is never taken for whole, and says nothing of why',
  async (pieces) => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    lines.length = 0;
    const listening = await listen(app, { port: 0, host: '127.0.0.1' });
    const received: string[] = [];
    const read = async (): Promise<void> => {
      const response = await fetch(`${listening.url}/api/v1/broken/${pieces}`);
      for await (const piece of response.body ?? []) received.push(Buffer.from(piece).toString());
    };
    await expect(read()).rejects.toThrow();
    await listening.close();
    expect(received.join('').replaceAll('piece ', '')).toBe('');
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(['http.download-broke-off']);
    expect(lines.join()).not.toMatch(/123456782|secret/);
    expect(printed).not.toHaveBeenCalled();
    printed.mockRestore();
  },
);

test('a name of a file holds nothing that turns the direction of reading', async () => {
  const form = new FormData();
  form.append('file', new Blob(['x']), 'plan\u202efdp\u2066\u200f.exe');
  const request = new Request('http://localhost/', { method: 'POST', body: form });
  expect(await withUpload(request, 10, async (upload) => upload?.fileName)).toBe('planfdp.exe');
});

test('who stops reading a file ends it where it is made', async () => {
  const reason = Promise.withResolvers<unknown>();
  const body = guardBody(new ReadableStream({ cancel: reason.resolve }), () => {}, undefined);
  await body.cancel('enough');
  expect(await reason.promise).toBe('enough');
});

test('the description says that it is a file', async () => {
  const description = await (await app.request('/api/v1/openapi.json')).text();
  expect(description).toContain('"application/octet-stream":{"schema":{"type":"string","format":"binary"}}');
});
