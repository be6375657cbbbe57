import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFetchOutside, isOpenAddress, OutsideRefused } from './fetch-outside.ts';

let server: Server;
let address = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/large') response.end('x'.repeat(2000));
    else if (request.url === '/redirect') response.writeHead(302, { location: `${address}/secret` }).end();
    else if (request.url !== '/never') response.end(`${request.method} ${request.url}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const onLoopback = createFetchOutside({ allowLoopback: true, maxBytes: 1000, timeoutMs: 500 });
const elsewhere = createFetchOutside({ allowLoopback: false });

const reasonOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof OutsideRefused ? error.reason : error),
  );

describe('an address that a user gave', () => {
  test('answers within its bounds, and is not followed elsewhere', async () => {
    expect(await (await onLoopback(`${address}/page`)).text()).toBe('GET /page');
    const redirect = await onLoopback(`${address}/redirect`);
    expect([redirect.status, await redirect.text()]).toEqual([302, '']);
    expect(await reasonOf(onLoopback(`${address}/large`))).toBe('too-large');
    expect(await reasonOf(onLoopback(`${address}/never`))).toMatchObject({ name: 'AbortError' });
  });

  test.each([
    ...['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
    ...['224.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1', 'fd00::1', 'ff02::1', '::ffff:10.0.0.1'],
    ...['::ffff:169.254.169.254', '64:ff9b::a00:1', '2002:a00:1::', '::127.0.0.1'],
  ])('goes to no address that is not public: %s', async (host) => {
    const inUrl = host.includes(':') ? `[${host}]` : host;
    expect(await reasonOf(elsewhere(`https://${inUrl}/`))).toBe('private-address');
    const isOwn = host === '127.0.0.1' || host === '::1';
    expect(isOpenAddress(host, { allowLoopback: true })).toBe(isOwn);
  });

  test('is open when it is public', () => {
    for (const host of ['8.8.8.8', '1.1.1.1', '2606:4700::1111'])
      expect([host, isOpenAddress(host, { allowLoopback: false })]).toEqual([host, true]);
  });

  test.each(['https://2130706433/', 'https://0x7f.1/', 'https://127.1/'])(
    'is known in every way to write it: %s',
    async (written) => {
      expect(await reasonOf(elsewhere(written))).toBe('private-address');
    },
  );

  test('goes to no name that leads to such an address', async () => {
    expect(await reasonOf(elsewhere('https://localhost/'))).toBe('private-address');
  });

  test('goes nowhere without https, save on this machine', async () => {
    expect(await reasonOf(elsewhere('http://example.org/'))).toBe('not-https');
    expect(await reasonOf(onLoopback('http://example.org/'))).toBe('not-https');
    expect(await reasonOf(elsewhere(`${address}/page`))).toBe('not-https');
    expect(await reasonOf(onLoopback('file:///etc/passwd'))).toBe('not-https');
  });
});
