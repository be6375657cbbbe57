import { fromKysely, type JobWithMetadata, PgBoss } from 'pg-boss';
import { type AnyTx, ownTablesOf } from '../db/database.ts';
import type { Database } from '../db/open-database.ts';
import { errorToFields, type Logger } from '../log/logger.ts';
import { createJobRuns } from './job-runs.ts';

export interface JobContext {
  readonly id: string;
  /** Aborted when the job is cancelled, the server stops, or the job was taken for dead and runs elsewhere. */
  readonly signal: AbortSignal;
  /** 1 the first time, 2 when it runs again after the server went away, and so on. */
  readonly attempt: number;
}

/** `failed`: every attempt threw. `died`: its process was gone twice before it had ended. */
export type GaveUp = 'failed' | 'died';

export interface JobKind<Data extends object> {
  readonly name: string;
  /** How often a job that failed is run again; that a server stopped or died is not counted. */
  readonly retries?: number;
  /** Before it is run again; twice as long each time, to an hour at most. Zero by default. */
  readonly retryDelaySeconds?: number;
  readonly concurrency?: number;
  readonly expireSeconds?: number;
  /** Throws only when the job should be run again; what may go wrong is kept by the module itself. */
  run(data: Data, context: JobContext): Promise<void>;
  /** It will not run again: leave nothing half done. */
  giveUp?(data: Data, context: { readonly id: string; readonly because: GaveUp }): Promise<void>;
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
  /** On PostgreSQL, how long a running job may be silent before it is taken for dead; 10 at least. */
  readonly heartbeatSeconds?: number;
  /** On PostgreSQL, how often to look for such jobs. */
  readonly superviseSeconds?: number;
}

const noTables = ownTablesOf<Record<never, never>>();

/** A job that was running each time its server died may be what it died of. */
const deathsMost = 2;
/** The queue itself never gives up: it cannot tell a death from a failure, and leaves nothing tidy. */
const noLimit = 1_000_000;

interface Defined {
  readonly kind: JobKind<object>;
  workerId?: string;
}

type Job = JobWithMetadata<object>;

interface Running {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/** Jobs in the same database as everything else, so that a job and the row it is about cannot part. */
export async function createJobs(
  database: Database,
  logger: Logger,
  { pollSeconds = 0.5, heartbeatSeconds = 60, superviseSeconds = 15 }: JobsSettings = {},
): Promise<Jobs> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => database.execute(text, values) as Promise<{ rows: never[] }> },
    schema: 'jobs',
    schedule: false,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
  });
  boss.on('error', (error) => logger.log('error', 'jobs.error', errorToFields(error)));
  await boss.start();

  const kinds = new Map<string, Defined>();
  const running = new Map<string, Running>();
  const runs = createJobRuns(database);
  let stopping = false;

  const giveUp = async (kind: JobKind<object>, job: Job, because: GaveUp): Promise<void> => {
    logger.log('error', 'jobs.given-up', { job: job.id, kind: kind.name, because });
    await kind.giveUp?.(job.data, { id: job.id, because });
    await runs.forget(job.id);
  };

  const attemptOnce = async (kind: JobKind<object>, job: Job, { signal }: AbortController): Promise<void> => {
    const attempt = job.retryCount + 1;
    const { deaths } = await runs.begin(job.id, attempt);
    if (deaths >= deathsMost) return giveUp(kind, job, 'died');
    try {
      signal.throwIfAborted();
      await kind.run(job.data, { id: job.id, signal: AbortSignal.any([signal, job.signal]), attempt });
      await runs.forget(job.id);
    } catch (error) {
      if (signal.aborted && !stopping) return runs.forget(job.id);
      if (stopping) logger.log('info', 'jobs.stopped', { job: job.id, kind: kind.name });
      else logger.log('error', 'jobs.failed', { job: job.id, kind: kind.name, ...errorToFields(error) });
      const known = await runs.end(job.id, attempt, stopping ? 'stopped' : 'failed');
      if (known !== undefined && known.failures > (kind.retries ?? 2)) return giveUp(kind, job, 'failed');
      throw error;
    }
  };

  const perform = (kind: JobKind<object>, job: Job): Promise<void> => {
    const abort = new AbortController();
    const work = attemptOnce(kind, job, abort).finally(() => running.delete(job.id));
    const ended = work.catch(() => {});
    running.set(job.id, { abort, ended });
    return work;
  };

  return {
    define: (kind) => {
      if (kinds.has(kind.name)) throw new Error(`Two kinds of job are called ${kind.name}`);
      kinds.set(kind.name, { kind: kind as unknown as JobKind<object> });
    },
    work: async () => {
      for (const defined of kinds.values()) {
        await openQueue(boss, database, defined.kind, heartbeatSeconds);
        defined.workerId = await boss.work(
          defined.kind.name,
          {
            pollingIntervalSeconds: pollSeconds,
            includeMetadata: true,
            localConcurrency: defined.kind.concurrency ?? 1,
          },
          async (jobs: Job[]) => {
            for (const job of jobs) await perform(defined.kind, job);
          },
        );
      }
    },
    start: async (name, data, options) => {
      const defined = kinds.get(name);
      if (defined === undefined) throw new Error(`No kind of job is called ${name}`);
      const inTransaction = options.tx === undefined ? {} : { db: fromKysely(noTables(options.tx) as never) };
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

async function openQueue(
  boss: PgBoss,
  database: Database,
  kind: JobKind<object>,
  heartbeatSeconds: number,
): Promise<void> {
  const settings = {
    retryLimit: noLimit,
    retryDelay: kind.retryDelaySeconds ?? 0,
    ...(kind.retryDelaySeconds === undefined ? {} : { retryBackoff: true, retryDelayMax: 3600 }),
    expireInSeconds: kind.expireSeconds ?? 6 * 3600,
    ...(database.kind === 'embedded' ? {} : { heartbeatSeconds }),
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
