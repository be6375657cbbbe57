import { MailRefused } from './mail.ts';

/** Why a mail did not leave, as far as whoever set up the mail server can do something about it. */
export type MailFailure = 'unreachable' | 'not-encrypted' | 'password-wrong' | 'refused';

const passwordCodes = ['EAUTH', 'ENOAUTH'];

/** An error of `Mailer.send` in these terms. */
export function errorToMailFailure(error: unknown): MailFailure {
  if (error instanceof MailRefused) return 'refused';
  const { code, responseCode, message } = error as {
    code?: unknown;
    responseCode?: unknown;
    message?: unknown;
  };
  if (passwordCodes.includes(String(code))) return 'password-wrong';
  if (code === 'ETLS' || isAboutEncryption(String(message))) return 'not-encrypted';
  return typeof responseCode === 'number' ? 'refused' : 'unreachable';
}

/** Node tells of a certificate it does not trust, or an answer in the clear, in the text of the error alone. */
function isAboutEncryption(message: string): boolean {
  return /certificate|ssl routines|wrong version number|altnames|TLS/i.test(message);
}
