import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { organisations, people } from '@datalab/demo';
import {
  createServer,
  MailMisconfigured,
  ProxiesMisconfigured,
  type Server,
} from '@datalab/server/compose.ts';
import { createLogger, type Logger } from '@datalab/server/platform/log/logger.ts';
import { prepareStory } from '../demo-story.ts';
import { type ExitCode, exitCodes, WrongUse } from '../exit-codes.ts';
import { requireFreePort } from '../free-port.ts';
import { planStory, playStory } from '../play-story.ts';
import { waitForAbort } from '../wait-for-abort.ts';
import type { Command, Work } from './command.ts';

export interface StartOptions {
  readonly port: number;
  readonly host: string;
  readonly data: string;
  readonly demo: boolean;
}

export const start: Command<StartOptions> = async (options, work) => {
  const config = { ...readEnvironment(options, work.env), webDirectory: await findPages(work) };
  await requireFreePort(options.port, options.host);
  const story = options.demo ? await prepareStory(options.data) : undefined;
  const logger = quietOnTerminal();
  const server = await createServer({
    ...config,
    dataDir: options.data,
    demo: options.demo ? { organisations, people } : undefined,
    logger,
  }).catch(explainSettings);
  try {
    if (story?.isPlayed === false) planStory(server);
    const url = await server.listen(options.port, options.host);
    const playOn = story?.isPlayed === false ? await playStory(story, server, url, work) : undefined;
    logger.log('info', 'start.ready', measureStart());
    if (!work.signal.aborted) announce(server, url, options, work);
    await playOn?.();
    await waitForAbort(work.signal);
    return exitCodes.done;
  } catch (error) {
    return stopped(error, work);
  } finally {
    await server.close();
  }
};

function stopped(error: unknown, { signal }: Work): ExitCode {
  if (signal.aborted) return exitCodes.done;
  throw error;
}

/** What it took until people can begin, keyholder not counted: processor time says the same on a busy machine. */
function measureStart() {
  const { user, system } = process.cpuUsage();
  return { seconds: process.uptime(), cpuSeconds: (user + system) / 1e6 };
}

function readEnvironment({ demo }: StartOptions, env: NodeJS.ProcessEnv) {
  const { DATABASE_URL, KEYHOLDER_URL, KEYHOLDER_ADMIN_TOKEN, PUBLIC_URL } = env;
  const { DATALAB_SMTP_URL, DATALAB_MAIL_FROM, TRUSTED_PROXIES } = env;
  if (demo && DATABASE_URL !== undefined) {
    throw new WrongUse(
      'demo.refused',
      'The demo lets anyone in as any of its persons, so it runs on its own embedded database only.',
      'Leave out --demo, or unset DATABASE_URL.',
    );
  }
  if ((KEYHOLDER_URL === undefined) !== (KEYHOLDER_ADMIN_TOKEN === undefined)) {
    throw new WrongUse(
      'keyholder.half-configured',
      'A keyholder elsewhere needs both KEYHOLDER_URL and KEYHOLDER_ADMIN_TOKEN.',
      'Set both, or neither to have one started with the server.',
    );
  }
  if ((DATALAB_SMTP_URL === undefined) !== (DATALAB_MAIL_FROM === undefined)) {
    throw new WrongUse(
      'mail.half-configured',
      'Sending mail needs both DATALAB_SMTP_URL and DATALAB_MAIL_FROM.',
      'Set both, or neither to keep messages to be read on the outbox page.',
    );
  }
  return {
    /** While testing: an answer that is not what its contract says is an error. */
    checkResponses: env['DATALAB_CHECK_ANSWERS'] === 'yes',
    databaseUrl: DATABASE_URL,
    publicUrl: PUBLIC_URL,
    trustedProxies: TRUSTED_PROXIES?.split(',').map((entry) => entry.trim()),
    mail:
      DATALAB_SMTP_URL === undefined || DATALAB_MAIL_FROM === undefined
        ? undefined
        : { smtpUrl: DATALAB_SMTP_URL, from: DATALAB_MAIL_FROM },
    keyholder:
      KEYHOLDER_URL === undefined || KEYHOLDER_ADMIN_TOKEN === undefined
        ? undefined
        : { url: KEYHOLDER_URL, adminToken: KEYHOLDER_ADMIN_TOKEN },
  };
}

async function findPages({ terminal }: Work): Promise<string | undefined> {
  const directory = fileURLToPath(new URL('../../../web/dist', import.meta.url));
  const isBuilt = await stat(join(directory, 'index.html')).catch(() => undefined);
  if (isBuilt) return directory;
  terminal.note(
    'The pages are not built, so only the API answers. Build them: npm run build -w @datalab/web',
  );
  return undefined;
}

/** A log is for the service that collects it; a user at a terminal only sees what needs attention. */
function quietOnTerminal(): Logger {
  const logger = createLogger((line) => process.stderr.write(`${line}\n`));
  if (!process.stderr.isTTY) return logger;
  return {
    log: (level, event, fields) => {
      if (level !== 'info') logger.log(level, event, fields);
    },
  };
}

function announce(server: Server, url: string, { demo, data }: StartOptions, work: Work): void {
  const { setUpCode, keyholderUrl: keyholder } = server;
  const lines = [
    `Datalab is ready: ${url}`,
    ...(demo
      ? ['This is the demo: anyone can sign in as any of its persons, and everything in it is fictitious.']
      : []),
    ...(setUpCode === undefined
      ? []
      : [
          `There is no account yet. Make the first with this set-up code: ${setUpCode}`,
          `Begin at ${url}/#${setUpCode}`,
          'The code works once, and until the next start.',
        ]),
    `Everything is kept in ${data}. Stop with Ctrl-C.`,
  ];
  work.terminal.show({ url, demo, setUpCode: setUpCode ?? null, keyholder }, lines.join('\n'));
}

function explainSettings(error: unknown): never {
  if (error instanceof MailMisconfigured) {
    throw new WrongUse(
      'mail.misconfigured',
      error.message,
      'Check DATALAB_SMTP_URL, DATALAB_MAIL_FROM and PUBLIC_URL.',
    );
  }
  if (error instanceof ProxiesMisconfigured) {
    throw new WrongUse('proxies.misconfigured', error.message, 'Check TRUSTED_PROXIES.');
  }
  if (error instanceof Error && error.message.startsWith('DATABASE_URL')) {
    throw new WrongUse('database.unreachable', `${error.message}.`, 'Check the address and that it runs.');
  }
  throw error;
}
