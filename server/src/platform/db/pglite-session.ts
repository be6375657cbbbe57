import { Worker } from 'node:worker_threads';
import type { WorkerAnswer, WorkerCall, WorkerFailure, WorkerSettings } from './pglite-messages.ts';

/** The one session PGlite has; statements are answered in the order they are sent. */
export interface PgliteSession {
  query(sql: string, values: readonly unknown[]): Promise<WorkerAnswer>;
  /** Several statements without values, as one script. */
  script(sql: string): Promise<WorkerAnswer>;
  dump(): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

interface Waiting {
  resolve(answer: WorkerAnswer): void;
  reject(error: Error): void;
}

type UnnumberedCall = WorkerCall extends infer Call
  ? Call extends WorkerCall
    ? Omit<Call, 'id'>
    : never
  : never;

export async function openPgliteSession(settings: WorkerSettings): Promise<PgliteSession> {
  const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), { workerData: settings });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let ended: Error | undefined;

  const opened = new Promise<WorkerAnswer>((resolve, reject) => waiting.set(0, { resolve, reject }));
  worker.on('message', (message: WorkerAnswer | WorkerFailure) => {
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if ('error' in message) call?.reject(toSqlError(message));
    else call?.resolve(message);
  });
  const end = (error: Error): void => {
    ended ??= error;
    for (const call of waiting.values()) call.reject(ended);
    waiting.clear();
  };
  worker.on('error', (error) => end(new Error('The embedded database stopped', { cause: error })));
  worker.on('exit', () => end(new Error('The embedded database is closed')));

  const send = (call: UnnumberedCall): Promise<WorkerAnswer> => {
    if (ended !== undefined) return Promise.reject(ended);
    lastId += 1;
    const id = lastId;
    const answered = new Promise<WorkerAnswer>((resolve, reject) => waiting.set(id, { resolve, reject }));
    worker.postMessage({ ...call, id });
    return answered;
  };

  await opened;
  return {
    query: (sql, values) => send({ kind: 'query', sql, values }),
    script: (sql) => send({ kind: 'script', sql }),
    dump: async () => {
      const [dump] = (await send({ kind: 'dump' })).rows;
      return dump as Uint8Array<ArrayBuffer>;
    },
    close: async () => {
      if (ended !== undefined) return;
      const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      await send({ kind: 'close' });
      await exited;
    },
  };
}

function toSqlError(failure: WorkerFailure): Error {
  return Object.assign(new Error(failure.error.message), failure.error.fields);
}
