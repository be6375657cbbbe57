import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createKeyholderAdmin } from '@datalab/keyholder/client';
import { startKeyholder } from '@datalab/keyholder/process';
import { sql } from 'kysely';
import { createContext } from './compose/context.ts';
import { allMigrations, createModules, type Modules } from './compose/modules.ts';
import type { DemoPerson } from './modules/identity/identity.api.ts';
import type { Organisation } from './modules/identity/identity.contract.ts';
import { migrate } from './platform/db/migrate.ts';
import { type Database, openDatabase } from './platform/db/open-database.ts';
import { createFileAtomic } from './platform/files/atomic-write.ts';
import {
  closeToOthers,
  type DataDirectory,
  openDataDirectory,
  secretsIn,
} from './platform/files/data-directory.ts';
import { createSpaceProtection } from './platform/files/space-protection.ts';
import { createSpaceSecrets } from './platform/files/space-secrets.ts';
import { createApi } from './platform/http/api.ts';
import type { RouteBinding } from './platform/http/binding.ts';
import { createCallerReader, ProxiesMisconfigured } from './platform/http/caller.ts';
import { listen } from './platform/http/listen.ts';
import { createJobs, type Jobs } from './platform/jobs/jobs.ts';
import { startSchedule } from './platform/jobs/schedule.ts';
import type { Logger } from './platform/log/logger.ts';
import { type MailConfig, MailMisconfigured } from './platform/mail/mail.ts';
import { type MailPost, openMailPost } from './platform/mail/mail-post.ts';
import { createStartUpTracker, type StartUpTracker } from './platform/start-up.ts';

export interface ServerConfig {
  readonly dataDir: string;
  /** PostgreSQL; without it the state is embedded in the data directory. */
  readonly databaseUrl?: string | undefined;
  /** Without it a keyholder is started beside the server, as its own process with its own directory. */
  readonly keyholder?: { readonly url: string; readonly adminToken: string } | undefined;
  /** Where people reach the server, when that is not where it listens. */
  readonly publicUrl?: string | undefined;
  /** Addresses and networks of the proxies in front of the server; what they say of where a request comes from is believed. */
  readonly trustedProxies?: readonly string[] | undefined;
  /** Needs a `publicUrl`, for the links in it. Without it an administrator decides; a demo never sends. */
  readonly mail?: MailConfig | undefined;
  /** Organisations and persons that any visitor may sign in as; only on embedded state. */
  readonly demo?:
    | { readonly organisations: readonly Organisation[]; readonly people: readonly DemoPerson[] }
    | undefined;
  /** The built pages. */
  readonly webDirectory?: string | undefined;
  readonly logger: Logger;
  readonly checkResponses?: boolean;
  readonly now?: () => Date;
}

export interface Server {
  readonly bindings: readonly RouteBinding[];
  readonly startUp: StartUpTracker;
  readonly keyholderUrl: string;
  /** What the first person needs to make the first account; undefined once there is one. Never logged. */
  readonly setUpCode: string | undefined;
  fetch(request: Request): Promise<Response>;
  /** Port 0 takes a free one; gives the address people can open. */
  listen(port: number, host?: string): Promise<string>;
  close(): Promise<void>;
}

export const serverVersion = '0.1.0';

export class DemoRefused extends Error {
  constructor() {
    super(
      'The demo lets anybody in as anybody, so it runs on embedded state only: leave DATABASE_URL out, or --demo.',
    );
    this.name = 'DemoRefused';
  }
}

export { MailMisconfigured, ProxiesMisconfigured };

const reminderIntervalMs = 15 * 60_000;

type Cleanup = () => Promise<void>;

export async function createServer(config: ServerConfig): Promise<Server> {
  if (config.demo !== undefined && config.databaseUrl !== undefined) throw new DemoRefused();
  const cleanups: Cleanup[] = [];
  const close = async (): Promise<void> => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  };
  try {
    return await open(config, cleanups, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(config: ServerConfig, cleanups: Cleanup[], close: Cleanup): Promise<Server> {
  const { logger, now = () => new Date() } = config;
  const readCaller = createCallerReader(config.trustedProxies ?? [], () =>
    logger.log('warn', 'http.proxy-not-trusted'),
  );
  const mailPost = openMailPost({
    isDemo: config.demo !== undefined,
    environment: config.mail,
    publicUrl: config.publicUrl,
    secretsDirectory: secretsIn(config.dataDir),
  });
  const files = await openDataDirectory(config.dataDir);
  if (!(await closeToOthers(files.root))) logger.log('warn', 'files.open-to-others');
  const startingKeyholder = openKeyholder(config, cleanups);
  startingKeyholder.catch(noKeyholderToStop);
  const database = await openDatabase(
    config.databaseUrl === undefined ? { dataDir: config.dataDir } : { url: config.databaseUrl },
  );
  cleanups.push(() => database.close());
  const applied = await migrate(database.db, allMigrations);
  logger.log('info', 'database.open', { kind: database.kind, migrations: applied.length });

  const keyholder = await startingKeyholder;
  const jobs = await createJobs(database, logger);
  cleanups.push(() => jobs.stop());
  const startUp = createStartUpTracker();
  const modules = await openModules(config, { database, files, jobs, keyholder, startUp, mailPost, now });
  await modules.tidy();
  await jobs.work();
  const reminders = startSchedule(reminderIntervalMs, modules.remind, logger);
  cleanups.push(() => reminders.stop());

  const app = createApi({
    bindings: modules.bindings,
    resolveActor: modules.identity.resolveActor,
    checkResponses: config.checkResponses ?? false,
    logger,
    facts: {
      version: serverVersion,
      publicUrl: config.publicUrl,
      contact: { name: 'Datalab', url: 'https://code.overheid.nl', email: 'security@datalab.example' },
    },
    isReady: () => isAnswering(database),
    webDirectory: config.webDirectory,
    readCaller,
    slowed: {
      operationIds: [
        ...[
          'signIn',
          'setUp',
          'openAccount',
          'openAccountBySignOn',
          'startSignOn',
          'changePassword',
          'changeEmail',
          'readAccountCode',
        ],
        ...['askPasswordReset', 'resetPassword', 'confirmEmail', 'testMailServer'],
        ...['takeSecondStep', 'startPasskeySignIn', 'signInWithPasskey', 'prove'],
      ],
      perMinute: 120,
    },
  });
  return {
    bindings: modules.bindings,
    startUp,
    keyholderUrl: keyholder.url,
    setUpCode: await modules.identity.renewSetUpCode(),
    fetch: async (request) => app.fetch(request),
    listen: async (port, host = '127.0.0.1') => {
      const listening = await listen(app, { port, host });
      cleanups.push(() => listening.close());
      return config.publicUrl ?? listening.url;
    },
    close,
  };
}

interface Opened {
  readonly database: Database;
  readonly files: DataDirectory;
  readonly jobs: Jobs;
  readonly keyholder: { readonly url: string; readonly adminToken: string };
  readonly startUp: StartUpTracker;
  readonly mailPost: MailPost;
  readonly now: () => Date;
}

async function openModules(config: ServerConfig, opened: Opened): Promise<Modules> {
  const { database, files, jobs, keyholder, startUp, mailPost, now } = opened;
  const startedAt = now().toISOString();
  const context = createContext(database, {
    files,
    jobs,
    now,
    mailPost,
    logger: config.logger,
    secrets: createSpaceSecrets(files.secrets),
    protection: createSpaceProtection(files.secrets, config.logger),
    keyholder: {
      url: keyholder.url,
      admin: createKeyholderAdmin({ url: keyholder.url, token: keyholder.adminToken }),
    },
    version: serverVersion,
    identity: {
      secret: await readSessionSecret(files),
      secretsDirectory: files.secrets,
      publicUrl: config.publicUrl,
      demo: config.demo,
      readStartUp: () => ({
        ready: startUp.isReady(),
        complete: startUp.isComplete(),
        demo: config.demo !== undefined,
        steps: [...startUp.steps()],
        startedAt,
      }),
    },
  });
  const modules = createModules(context);
  await modules.identity.ensureDemo();
  return modules;
}

/** Starts while the database opens; it is stopped also when that goes wrong. */
async function openKeyholder(
  config: ServerConfig,
  cleanups: Cleanup[],
): Promise<{ url: string; adminToken: string }> {
  if (config.keyholder !== undefined) return config.keyholder;
  const starting = startKeyholder({ dataDir: join(config.dataDir, 'keyholder') });
  cleanups.push(() => starting.then((keyholder) => keyholder.stop(), noKeyholderToStop));
  return starting;
}

function noKeyholderToStop(): void {}

async function readSessionSecret(files: DataDirectory): Promise<string> {
  const path = join(files.secrets, 'session.key');
  await createFileAtomic(path, randomBytes(32).toString('base64url'), 0o600);
  return readFile(path, 'utf8');
}

async function isAnswering(database: Database): Promise<boolean> {
  try {
    await sql`select 1`.execute(database.db);
    return true;
  } catch {
    return false;
  }
}
