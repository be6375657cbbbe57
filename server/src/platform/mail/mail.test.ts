import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMailer, MailMisconfigured, MailRefused, readSmtpUrl } from './mail.ts';
import { openTestMailServer } from './mail-server.testing.ts';

const from = 'Datalab <datalab@town.example>';
const mail = {
  id: '5b7c3a52-3d0b-4f6e-9a39-3f3ad6a57a10',
  to: { name: 'Joris Bakker', address: 'joris@housing.example' },
  subject: 'Een vraag over “zorg”',
  text: 'Beste Joris,\n\nKijk even.\n',
  html: '<p>Kijk even.</p>',
};

describe('a mail', () => {
  let server: Awaited<ReturnType<typeof openTestMailServer>>;
  beforeEach(async () => {
    server = await openTestMailServer();
  });
  afterEach(() => server.close());

  test('arrives as plain text and as HTML, says that a machine wrote it, and keeps its id', async () => {
    await createMailer({ smtpUrl: server.url, from }).send(mail);
    const [{ to, source } = { to: [], source: '' }] = server.taken;
    expect(to).toEqual(['joris@housing.example']);
    expect(source).toMatch(/^From: Datalab <datalab@town\.example>/m);
    expect(source).toMatch(/^Message-ID: <5b7c3a52-3d0b-4f6e-9a39-3f3ad6a57a10@datalab>/m);
    expect(source).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(source).toMatch(/^Content-Type: text\/plain/m);
    expect(source).toMatch(/^Content-Type: text\/html/m);
  });

  test('never gets a header or a recipient from what somebody typed', async () => {
    await createMailer({ smtpUrl: server.url, from }).send({
      ...mail,
      to: { name: 'Joris\r\nBcc: everybody@elsewhere.example', address: 'joris@housing.example' },
      subject: 'Hello\r\nBcc: everybody@elsewhere.example\r\n\r\nAnother body',
    });
    const [{ to, source } = { to: [], source: '' }] = server.taken;
    expect(to).toEqual(['joris@housing.example']);
    const headers = source.slice(0, source.indexOf('\r\n\r\n'));
    expect(headers).not.toMatch(/^Bcc:/im);
    expect(headers.match(/^Subject:/gim)).toHaveLength(1);
  });

  test('to two addresses in one is refused, not sent to both', async () => {
    const to = { name: 'Joris', address: 'joris@housing.example, other@elsewhere.example' };
    await createMailer({ smtpUrl: server.url, from })
      .send({ ...mail, to })
      .catch(() => undefined);
    expect(server.taken.flatMap((taken) => taken.to)).not.toContain('other@elsewhere.example');
  });

  test('that the other side refuses for good is distinguished from one that may go later', async () => {
    const mailer = createMailer({ smtpUrl: server.url, from });
    const to = (address: string) => mailer.send({ ...mail, to: { name: 'X', address } });
    await expect(to('refused@housing.example')).rejects.toBeInstanceOf(MailRefused);
    const later = await to('later@housing.example').catch((error: unknown) => error);
    expect(later).toBeInstanceOf(Error);
    expect(later).not.toBeInstanceOf(MailRefused);
  });

  test('may go later when the mail server is away', async () => {
    const mailer = createMailer({ smtpUrl: server.url, from });
    await server.close();
    const away = await mailer.send(mail).catch((error: unknown) => error);
    expect(away).not.toBeInstanceOf(MailRefused);
    server = await openTestMailServer(server.port);
    await mailer.send(mail);
    expect(server.taken).toHaveLength(1);
  });

  test('is not sent in the clear to a server elsewhere', () => {
    expect(readSmtpUrl('smtp://mail.town.example')).toMatchObject({
      requireTLS: true,
      ignoreTLS: false,
      port: 587,
    });
    expect(readSmtpUrl('smtps://mail.town.example')).toMatchObject({ secure: true, port: 465 });
    expect(readSmtpUrl('smtp://127.0.0.1:2525')).toMatchObject({ requireTLS: false, ignoreTLS: true });
    expect(readSmtpUrl('smtp://localhost.evil.example')).toMatchObject({ requireTLS: true });
  });
});

test.each(['http://mail.example', 'mail.example', '', 'smtp://'])(
  'a mail server named as “%s” is refused in words that do not quote it',
  (smtpUrl) => {
    const making = () => createMailer({ smtpUrl, from });
    expect(making).toThrow(MailMisconfigured);
    expect(making).toThrow(/smtp:\/\/user:password@host/);
  },
);

test.each(['', 'Datalab', 'a@b.example\r\nBcc: c@d.example', 'a@b.example, c@d.example'])(
  'mail cannot come from “%s”',
  (sender) => {
    expect(() => createMailer({ smtpUrl: 'smtp://127.0.0.1', from: sender })).toThrow(MailMisconfigured);
  },
);
