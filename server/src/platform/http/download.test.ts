import { expect, test } from 'vitest';
import { z } from 'zod';
import { createLogger } from '../log/logger.ts';
import { createApi } from './api.ts';
import { bindPublic } from './binding.ts';
import { defineRoute } from './route.ts';

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

const app = createApi({
  bindings: [
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
  logger: createLogger(() => {}),
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

test('the description says that it is a file', async () => {
  const description = await (await app.request('/api/v1/openapi.json')).text();
  expect(description).toContain('"application/octet-stream":{"schema":{"type":"string","format":"binary"}}');
});
