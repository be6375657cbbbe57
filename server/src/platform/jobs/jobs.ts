import { fromKysely, type JobWithMetadata, PgBoss } from 'pg-boss';
import { type AnyTx, txWithTables } from '../db/database.ts';
import type { Database } from '../db/open-database.ts';
import { errorToFields, type Logger } from '../log/logger.ts';

export interface JobContext {
  readonly id: string;
  /** Aborted when the job is cancelled or the server stops. */
  readonly signal: AbortSignal;
  /** 1 the first time, 2 when it runs again after the server went away, and so on. */
  readonly attempt: number;
}

export interface JobKind<Data extends object> {
  readonly name: string;
  /** How often a job whose server went away is run again. */
  readonly retries?: number;
  /** Before it is run again; twice as long each time, to an hour at most. Nought by default. */
  readonly retryDelaySeconds?: number;
  readonly concurrency?: number;
  readonly expireSeconds?: number;
  /** Throws only when the job should be run again; what may go wrong is kept by the module itself. */
  run(data: Data, context: JobContext): Promise<void>;
  /** The last attempt went wrong: leave nothing half done. */
  giveUp?(data: Data, context: { readonly id: string }): Promise<void>;
}

export interface Jobs {
  /** Before `work`. */
  define<Data extends object>(kind: JobKind<Data>): void;
  /** Begins running; jobs that a stopped server left behind are run again. */
  work(): Promise<void>;
  /** Inside a transaction the job exists when the transaction does. */
  start(name: string, data: object, options: { readonly id: string; readonly tx?: AnyTx }): Promise<void>;
  /** Waiting: it will not run. Running: its signal is aborted. */
  cancel(name: string, id: string): Promise<void>;
  /** Aborts what runs and waits until it has ended; aborted jobs run again at the next start. */
  stop(): Promise<void>;
}

export interface JobsSettings {
  /** How often to look for jobs that were asked elsewhere; those asked here run at once. */
  readonly pollSeconds?: number;
}

interface Defined {
  readonly kind: JobKind<object>;
  workerId?: string;
}

interface Running {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/** Jobs in the same database as everything else, so that a job and the row it is about cannot part. */
export async function createJobs(
  database: Database,
  logger: Logger,
  { pollSeconds = 0.5 }: JobsSettings = {},
): Promise<Jobs> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => database.execute(text, values) as Promise<{ rows: never[] }> },
    schema: 'jobs',
    schedule: false,
  });
  boss.on('error', (error) => logger.log('error', 'jobs.error', errorToFields(error)));
  await boss.start();

  const kinds = new Map<string, Defined>();
  const running = new Map<string, Running>();
  let stopping = false;

  const perform = async (kind: JobKind<object>, job: JobWithMetadata<object>): Promise<void> => {
    const abort = new AbortController();
    const context = { id: job.id, signal: abort.signal, attempt: job.retryCount + 1 };
    const work = kind.run(job.data, context);
    const ended = work.then(
      () => {},
      () => {},
    );
    running.set(job.id, { abort, ended });
    try {
      await work;
    } catch (error) {
      if (abort.signal.aborted && !stopping) return;
      logger.log('error', 'jobs.failed', { job: job.id, kind: kind.name, ...errorToFields(error) });
      if (!stopping && job.retryCount >= job.retryLimit) await kind.giveUp?.(job.data, { id: job.id });
      throw error;
    } finally {
      running.delete(job.id);
    }
  };

  return {
    define: (kind) => {
      if (kinds.has(kind.name)) throw new Error(`Two kinds of job are called ${kind.name}`);
      kinds.set(kind.name, { kind: kind as unknown as JobKind<object> });
    },
    work: async () => {
      for (const defined of kinds.values()) {
        await openQueue(boss, database, defined.kind);
        defined.workerId = await boss.work(
          defined.kind.name,
          {
            pollingIntervalSeconds: pollSeconds,
            includeMetadata: true,
            localConcurrency: defined.kind.concurrency ?? 1,
          },
          async (jobs: JobWithMetadata<object>[]) => {
            for (const job of jobs) await perform(defined.kind, job);
          },
        );
      }
    },
    start: async (name, data, options) => {
      const defined = kinds.get(name);
      if (defined === undefined) throw new Error(`No kind of job is called ${name}`);
      const inTransaction =
        options.tx === undefined ? {} : { db: fromKysely(txWithTables(options.tx) as never) };
      await boss.send(name, data, { id: options.id, ...inTransaction });
      if (defined.workerId !== undefined) boss.notifyWorker(defined.workerId);
    },
    cancel: async (name, id) => {
      await boss.cancel(name, id);
      const job = running.get(id);
      job?.abort.abort(new Error('The job was cancelled'));
      await job?.ended;
    },
    stop: async () => {
      stopping = true;
      for (const job of running.values()) job.abort.abort(new Error('The server stops'));
      await Promise.all([...running.values()].map((job) => job.ended));
      await boss.stop({ graceful: true, close: false, timeout: 5000 });
    },
  };
}

async function openQueue(boss: PgBoss, database: Database, kind: JobKind<object>): Promise<void> {
  const settings = {
    retryLimit: kind.retries ?? 2,
    retryDelay: kind.retryDelaySeconds ?? 0,
    ...(kind.retryDelaySeconds === undefined ? {} : { retryBackoff: true, retryDelayMax: 3600 }),
    expireInSeconds: kind.expireSeconds ?? 6 * 3600,
  };
  await boss.createQueue(kind.name, settings);
  await boss.updateQueue(kind.name, settings);
  if (database.kind === 'embedded') await failOrphans(boss, database, kind.name);
}

/** The data directory admits one process, so what is active at the start belongs to a process that is gone. */
async function failOrphans(boss: PgBoss, database: Database, name: string): Promise<void> {
  const { rows } = await database.execute('select id from jobs.job where name = $1 and state = $2', [
    name,
    'active',
  ]);
  for (const row of rows as { id: string }[]) await boss.fail(name, row.id, { reason: 'the server stopped' });
}
