import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '../files/atomic-write.ts';
import { createMailer, type MailConfig, type Mailer, MailMisconfigured, readSmtpUrl } from './mail.ts';

/** Where mail leaves from and leads to. */
export interface OutgoingMail {
  readonly mailer: Mailer;
  /** The address people use; links in mail lead nowhere else. */
  readonly publicUrl: string;
}

const mailServer = z.object({
  host: z.string(),
  port: z.int(),
  /** Null for a server that lets this machine send without a name. */
  user: z.string().nullable(),
  password: z.string().nullable(),
  from: z.string(),
  publicUrl: z.string(),
});
export type MailServer = z.infer<typeof mailServer>;

const mailChoice = z.discriminatedUnion('way', [
  z.object({ way: z.literal('server'), server: mailServer }),
  z.object({ way: z.literal('without') }),
]);
export type MailChoice = z.infer<typeof mailChoice>;

/** How mail leaves this installation. */
export interface MailPost {
  /** The environment wins from what is set on a page; from a demo nothing leaves. */
  readonly decidedBy: 'demo' | 'environment' | 'settings';
  /** As it is set at this moment; undefined when messages are kept instead of sent. */
  find(): Promise<OutgoingMail | undefined>;
  /** Undefined when nobody chose yet. */
  readChoice(): Promise<MailChoice | undefined>;
  /** Throws `MailMisconfigured` for a server that cannot be used as it is written. */
  choose(choice: MailChoice): Promise<void>;
}

export interface MailPostSettings {
  readonly isDemo: boolean;
  readonly environment: MailConfig | undefined;
  readonly publicUrl: string | undefined;
  /** Holds what was chosen, with the password. */
  readonly secretsDirectory: string;
}

export function openMailPost({
  isDemo,
  environment,
  publicUrl,
  secretsDirectory,
}: MailPostSettings): MailPost {
  if (isDemo) return openFixedPost('demo', undefined, undefined);
  if (environment === undefined) return openChosenPost(join(secretsDirectory, 'mail-server.json'));
  if (publicUrl === undefined) {
    throw new MailMisconfigured('Mail needs PUBLIC_URL, the address that its links lead to.');
  }
  const { host, port, auth } = readSmtpUrl(environment.smtpUrl);
  const { from } = environment;
  const server = { host, port, user: auth?.user ?? null, password: auth?.pass ?? null, from, publicUrl };
  const outgoing = { mailer: createMailer(environment), publicUrl };
  return openFixedPost('environment', outgoing, { way: 'server', server });
}

function openFixedPost(
  decidedBy: 'demo' | 'environment',
  outgoing: OutgoingMail | undefined,
  choice: MailChoice | undefined,
): MailPost {
  return {
    decidedBy,
    find: async () => outgoing,
    readChoice: async () => choice,
    choose: () => Promise.reject(new Error(`mail is decided by the ${decidedBy}`)),
  };
}

/** The file is read at every message, so that a change holds at once and on every server that shares the directory. */
function openChosenPost(path: string): MailPost {
  return {
    decidedBy: 'settings',
    readChoice: () => readChosen(path),
    find: async () => {
      const choice = await readChosen(path);
      return choice?.way === 'server' ? toOutgoing(choice.server) : undefined;
    },
    choose: async (choice) => {
      if (choice.way === 'server') toOutgoing(choice.server);
      await writeFileAtomic(path, JSON.stringify(choice), 0o600);
    },
  };
}

function toOutgoing({ host, port, user, password, from, publicUrl }: MailServer): OutgoingMail {
  const name = user === null ? '' : `${encodeURIComponent(user)}:${encodeURIComponent(password ?? '')}@`;
  const smtpUrl = `${port === tlsPort ? 'smtps' : 'smtp'}://${name}${host}:${port}`;
  return { mailer: createMailer({ smtpUrl, from }), publicUrl };
}

/** On it a connection is encrypted from the first byte; on others by STARTTLS. */
const tlsPort = 465;

async function readChosen(path: string): Promise<MailChoice | undefined> {
  try {
    return mailChoice.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
