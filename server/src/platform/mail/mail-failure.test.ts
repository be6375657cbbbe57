import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { expect, test } from 'vitest';
import { createMailer } from './mail.ts';
import { errorToMailFailure } from './mail-failure.ts';
import { openTestMailServer } from './mail-server.testing.ts';

const mail = {
  id: '5b7c3a52-3d0b-4f6e-9a39-3f3ad6a57a10',
  to: { name: 'Lotte', address: 'lotte@town.example' },
  subject: 'Test',
  text: 'Test',
  html: '<p>Test</p>',
};

async function failureOf(smtpUrl: string, address = mail.to.address): Promise<string> {
  const to = { ...mail.to, address };
  return createMailer({ smtpUrl, from: 'datalab@town.example' })
    .send({ ...mail, to })
    .then(() => 'sent', errorToMailFailure);
}

/** A mail server that wants a name and a password, with the certificate that smtp-server brings: trusted by nobody. */
async function withServer(
  options: SMTPServerOptions,
  act: (port: number) => Promise<void>,
  host = '127.0.0.1',
): Promise<void> {
  const server = new SMTPServer({
    disableReverseLookup: true,
    onAuth: ({ username, password }, _session, done) =>
      password === 'right' ? done(null, { user: username }) : done(new Error('No')),
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  await act((server.server.address() as AddressInfo).port);
  await new Promise<void>((resolve) => server.close(resolve));
}

test('a server where nothing listens is unreachable, and so is a name that does not exist', async () => {
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address() as AddressInfo;
  free.close();
  await once(free, 'close');
  expect(await failureOf(`smtp://127.0.0.1:${port}`)).toBe('unreachable');
  expect(await failureOf('smtp://mail.nowhere.invalid')).toBe('unreachable');
});

test('a wrong password is told from a right one', async () => {
  await withServer({ hideSTARTTLS: true, allowInsecureAuth: true }, async (port) => {
    expect(await failureOf(`smtp://lotte:wrong@127.0.0.1:${port}`)).toBe('password-wrong');
    expect(await failureOf(`smtp://lotte:right@127.0.0.1:${port}`)).toBe('sent');
  });
});

test('a server that does not encrypt, or with a certificate nobody vouches for, is told from one that is away', async () => {
  await withServer({ hideSTARTTLS: true }, async (port) => {
    expect(await failureOf(`smtps://127.0.0.1:${port}`)).toBe('not-encrypted');
  });
  await withServer({ secure: true }, async (port) => {
    expect(await failureOf(`smtps://127.0.0.1:${port}`)).toBe('not-encrypted');
  });
});

/** An address of this machine that is not the machine itself for others: mail to it may not go in the clear. */
const outside = Object.values(networkInterfaces())
  .flat()
  .find((address) => address?.family === 'IPv4' && !address.internal)?.address;

test.skipIf(outside === undefined)('a server elsewhere that offers no encryption gets no mail', async () => {
  const act = async (port: number) =>
    expect(await failureOf(`smtp://${outside}:${port}`)).toBe('not-encrypted');
  await withServer({ hideSTARTTLS: true, authOptional: true }, act, outside);
});

test('a server that takes no mail from us or for this address refuses', async () => {
  const server = await openTestMailServer();
  expect(await failureOf(server.url, 'refused@town.example')).toBe('refused');
  expect(await failureOf(server.url, 'later@town.example')).toBe('refused');
  await server.close();
});
