import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Failure } from '../errors/failure.ts';
import { createLogger } from '../log/logger.ts';
import { createApi } from './api.ts';
import { bindEvents, signedIn } from './binding.ts';
import type { EventSink } from './event-stream.ts';
import { defineRoute } from './route.ts';

const follow = defineRoute({
  method: 'get',
  path: '/news',
  operationId: 'followNews',
  summary: 'What happens, as it happens',
  response: z.object({ n: z.int() }),
  status: 200,
  events: true,
  errors: [],
});

function hub(known: boolean, open = true) {
  const sinks = new Set<EventSink<{ n: number }>>();
  const app = createApi({
    bindings: [
      bindEvents(follow, signedIn, async () => {
        if (!open) throw new Failure('session.forbidden', 403);
        return (sink) => {
          sinks.add(sink);
          return () => void sinks.delete(sink);
        };
      }),
    ],
    resolveActor: async () =>
      known ? { id: '1', name: 'Ann', email: 'ann@example.org', organisation: 'police', roles: [] } : null,
    checkResponses: true,
    logger: createLogger(() => {}),
    facts: { version: '1', contact: { name: '', url: '', email: '' } },
    isReady: async () => true,
  });
  return { app, sinks };
}

async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, wanted: string): Promise<string> {
  let text = '';
  while (!text.includes(wanted)) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`ended after ${text}`);
    text += new TextDecoder().decode(value);
  }
  return text;
}

describe('a stream of events', () => {
  test('sends each event with its id as it happens, and stops when the reader leaves', async () => {
    const { app, sinks } = hub(true);
    const response = await app.request('/api/v1/news');
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const reader = response.body?.getReader();
    if (reader === undefined) throw new Error('no stream');
    for (const sink of sinks) sink.send({ id: '7', data: { n: 1 } });
    expect(await readUntil(reader, 'data')).toContain('id: 7\ndata: {"n":1}\n\n');
    await reader.cancel();
    expect(sinks.size).toBe(0);
  });

  test('ends for a reader who does not read, instead of filling the memory', async () => {
    const { app, sinks } = hub(true);
    const response = await app.request('/api/v1/news');
    const [sink] = sinks;
    for (let n = 0; n < 2000; n += 1) sink?.send({ data: { n } });
    expect(sinks.size).toBe(0);
    const text = await response.text();
    expect(text).toContain('data: {"n":0}');
    expect(text).not.toContain('data: {"n":1999}');
  });

  test('does not begin without a session, nor for whom the handler refuses', async () => {
    expect((await hub(false).app.request('/api/v1/news')).status).toBe(401);
    expect((await hub(true, false).app.request('/api/v1/news')).status).toBe(403);
  });

  test('is held to its contract', async () => {
    const { app, sinks } = hub(true);
    await app.request('/api/v1/news');
    const [sink] = sinks;
    expect(() => sink?.send({ data: { n: 1.5 } })).toThrow('followNews answers otherwise');
    sink?.end();
    expect(sinks.size).toBe(0);
  });
});
