import { isIP } from 'node:net';
import nodemailer from 'nodemailer';

export interface MailConfig {
  /** `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. Never logged. */
  readonly smtpUrl: string;
  /** `Datalab <datalab@town.example>` or an address alone. */
  readonly from: string;
}

export interface Mail {
  /** The same for every attempt, so that a mail sent twice is recognised as one. */
  readonly id: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface Mailer {
  /** Throws `MailRefused` when trying again is of no use, anything else when it may go better later. */
  send(mail: Mail): Promise<void>;
}

/** The server of the recipient, or ours, says that this mail will never be taken. */
export class MailRefused extends Error {
  constructor() {
    super('The mail was refused for good');
    this.name = 'MailRefused';
  }
}

/** Says in words what is wrong with a configuration; never quotes it, because it holds a password. */
export class MailMisconfigured extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'MailMisconfigured';
  }
}

const patienceMs = 20_000;

export function createMailer({ smtpUrl, from }: MailConfig): Mailer {
  const place = readSmtpUrl(smtpUrl);
  if (!/^([^\p{Cc}<>@,]+ <[^\s<>@,]+@[^\s<>@,]+>|[^\s<>@,]+@[^\s<>@,]+)$/u.test(from)) {
    throw new MailMisconfigured('The address that mail comes from is not an e-mail address.');
  }
  const transport = nodemailer.createTransport({
    ...place,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async ({ id, to, subject, text, html }) => {
      const sending = transport.sendMail({
        messageId: `<${id}@datalab>`,
        from,
        to: { name: oneLine(to.name), address: oneLine(to.address) },
        subject: oneLine(subject),
        text,
        html,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      await sending.catch((error: unknown) => {
        throw isFinal(error) ? new MailRefused() : error;
      });
    },
  };
}

interface SmtpPlace {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly ignoreTLS: boolean;
  readonly requireTLS: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
}

/** Outside this machine a connection is always encrypted; on it there is nobody to listen in. */
export function readSmtpUrl(smtpUrl: string): SmtpPlace {
  const url = URL.canParse(smtpUrl) ? new URL(smtpUrl) : undefined;
  if (url === undefined || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    throw new MailMisconfigured('A mail server is named as smtp://user:password@host:587 or smtps://…:465.');
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secure = url.protocol === 'smtps:';
  const isLocal = isLoopback(host);
  return {
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ignoreTLS: isLocal && !secure,
    requireTLS: !isLocal && !secure,
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** RFC 5321: a code of 5xx is a refusal for good, 4xx asks to come back later. */
function isFinal(error: unknown): boolean {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown };
  const isAboutUs = code === 'EAUTH' || code === 'ENOAUTH';
  return typeof responseCode === 'number' && responseCode >= 500 && !isAboutUs;
}

/** Text that a person typed can never begin a header of its own. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
