import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createLogger } from '../log/logger.ts';
import { type ApiSettings, createApi } from './api.ts';
import { bindPublic } from './binding.ts';
import { createCallerReader, ProxiesMisconfigured } from './caller.ts';
import { defineRoute } from './route.ts';

const whoAsks = defineRoute({
  method: 'get',
  path: '/caller',
  operationId: 'whoAsks',
  summary: 'Who asks',
  response: z.object({ caller: z.string() }),
  status: 200,
  errors: [],
});
const settings: ApiSettings = {
  bindings: [bindPublic(whoAsks, async (_, { caller }) => ({ body: { caller } }))],
  resolveActor: async () => null,
  checkResponses: true,
  logger: createLogger(() => {}),
  facts: {
    version: '0.1.0',
    contact: { name: 'Datalab', url: 'https://example.org', email: 'a@example.org' },
  },
  isReady: async () => true,
};

const read = (trusted: readonly string[], socket: string | undefined, forwarded?: string) =>
  createCallerReader(trusted)(
    new Headers(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }),
    socket,
  );

describe('where a request comes from', () => {
  it.each([
    { trusted: [], socket: '203.0.113.9', forwarded: undefined, caller: '203.0.113.9' },
    { trusted: [], socket: '203.0.113.9', forwarded: '198.51.100.1', caller: '203.0.113.9' },
    { trusted: ['127.0.0.1'], socket: '203.0.113.9', forwarded: '198.51.100.1', caller: '203.0.113.9' },
    { trusted: ['127.0.0.1'], socket: '127.0.0.1', forwarded: '198.51.100.1', caller: '198.51.100.1' },
    {
      trusted: ['127.0.0.1'],
      socket: '::ffff:127.0.0.1',
      forwarded: '198.51.100.1:4711',
      caller: '198.51.100.1',
    },
    {
      trusted: ['127.0.0.1'],
      socket: '127.0.0.1',
      forwarded: '6.6.6.6, 198.51.100.1',
      caller: '198.51.100.1',
    },
    {
      trusted: ['127.0.0.1', '10.0.0.0/24'],
      socket: '127.0.0.1',
      forwarded: '198.51.100.1, 10.0.0.7',
      caller: '198.51.100.1',
    },
    { trusted: ['127.0.0.1'], socket: '127.0.0.1', forwarded: undefined, caller: '127.0.0.1' },
    { trusted: ['127.0.0.1'], socket: '127.0.0.1', forwarded: 'unknown, nonsense', caller: '127.0.0.1' },
    {
      trusted: ['127.0.0.1'],
      socket: '127.0.0.1',
      forwarded: '[2001:db8::1]:443',
      caller: '2001:db8:0:0::/64',
    },
    { trusted: [], socket: '2001:DB8:1:2:3:4:5:6', forwarded: undefined, caller: '2001:db8:1:2::/64' },
    { trusted: [], socket: undefined, forwarded: '198.51.100.1', caller: 'unknown' },
  ])(
    'is $caller for $socket with $forwarded, when $trusted is trusted',
    ({ trusted, socket, forwarded, caller }) => {
      expect(read(trusted, socket, forwarded)).toBe(caller);
    },
  );

  it('is the same for all addresses that one household may have', () => {
    expect(read([], '2001:db8:1:2::1')).toBe(read([], '2001:db8:1:2:ffff::9'));
    expect(read([], '2001:db8:1:2::1')).not.toBe(read([], '2001:db8:1:3::1'));
  });

  it.each([
    '0.0.0.0/0',
    '::/0',
    '128.0.0.0/1',
    '2000::/3',
    'any',
    'proxy.example',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.1/8/8',
    '',
  ])('trusts no %j', (entry) => {
    expect(() => createCallerReader([entry])).toThrow(ProxiesMisconfigured);
  });

  it('says once that a proxy may be missing from the list', () => {
    let said = 0;
    const reader = createCallerReader(['10.0.0.1'], () => {
      said += 1;
    });
    reader(new Headers({ 'x-forwarded-for': '198.51.100.1' }), '10.0.0.1');
    expect(said).toBe(0);
    reader(new Headers({ 'x-forwarded-for': '198.51.100.1' }), '10.0.0.2');
    reader(new Headers({ 'x-forwarded-for': '198.51.100.7' }), '10.0.0.2');
    expect(said).toBe(1);
  });

  it('is what an operation is told, and what slowing goes by', async () => {
    const slowed = { operationIds: ['whoAsks'], perMinute: 1 };
    const app = createApi({ ...settings, readCaller: createCallerReader(['127.0.0.1']), slowed });
    const ask = (forwarded: string) =>
      app.request(
        '/api/v1/caller',
        { headers: { 'x-forwarded-for': forwarded } },
        { incoming: { socket: { remoteAddress: '127.0.0.1' } } },
      );
    const first = await ask('198.51.100.1');
    expect([first.status, await first.json()]).toEqual([200, { caller: '198.51.100.1' }]);
    expect([(await ask('198.51.100.2')).status, (await ask('198.51.100.1')).status]).toEqual([200, 429]);
  });
});
