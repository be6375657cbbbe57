import { type Kysely, sql } from 'kysely';
import type { Migrations } from '../db/database.ts';
import type { Database, NoTables } from '../db/open-database.ts';

/** How the earlier attempts of a job ended. */
export interface EarlierRuns {
  /** Attempts whose process was gone before they had ended. */
  readonly deaths: number;
  /** Attempts that threw. A server that stopped in an orderly way counts as neither. */
  readonly failures: number;
}

/** What the queue does not keep: whether an attempt ended by itself or died with its process. */
export interface JobRuns {
  /** An attempt that still stands as running here has died. */
  begin(job: string, attempt: number): Promise<EarlierRuns>;
  /** Undefined when a later attempt has begun, because this one was taken for dead. */
  end(job: string, attempt: number, how: 'failed' | 'stopped'): Promise<EarlierRuns | undefined>;
  /** Nothing of the job will run again. */
  forget(job: string): Promise<void>;
}

/** Beside the job, and not in the queue's own tables, which the queue changes when it is upgraded. */
export const jobRunsMigrations: Migrations = {
  '2026-11-30-job-runs-1': {
    up: async (db: Kysely<NoTables>) => {
      await sql`CREATE TABLE job_runs (
        job uuid PRIMARY KEY,
        running integer,
        deaths integer NOT NULL DEFAULT 0,
        failures integer NOT NULL DEFAULT 0
      )`.execute(db);
    },
  },
};

export function createJobRuns(database: Pick<Database, 'execute'>): JobRuns {
  const ask = async (text: string, values: readonly unknown[]): Promise<EarlierRuns | undefined> => {
    const { rows } = await database.execute(text, values);
    return rows[0] as EarlierRuns | undefined;
  };
  return {
    begin: async (job, attempt) => {
      const earlier = await ask(
        `INSERT INTO job_runs AS known (job, running) VALUES ($1, $2)
         ON CONFLICT (job) DO UPDATE SET running = excluded.running,
           deaths = known.deaths + CASE WHEN known.running IS NULL THEN 0 ELSE 1 END
         RETURNING deaths, failures`,
        [job, attempt],
      );
      if (earlier === undefined) throw new Error(`Job ${job} began and was not written down`);
      return earlier;
    },
    end: (job, attempt, how) =>
      ask(
        `UPDATE job_runs SET running = NULL, failures = failures + $3
         WHERE job = $1 AND running = $2 RETURNING deaths, failures`,
        [job, attempt, how === 'failed' ? 1 : 0],
      ),
    forget: async (job) => {
      await database.execute('DELETE FROM job_runs WHERE job = $1', [job]);
    },
  };
}
