import { Worker } from 'node:worker_threads';
import { type CheckedCubes, decodeCubes } from '@datalab/query-control';
import { EngineError, type EngineOptions } from '../engine/engine.ts';
import type { CheckReply, CheckTask } from './check-messages.ts';
import { LatticeTooLargeError } from './fit-lattice.ts';
import { StoredCubesError, type VersionToCheck } from './stored-cubes.ts';

/** How a version is checked. */
export interface CheckOptions {
  readonly signal?: AbortSignal | undefined;
  /** The engine that reads the version. */
  readonly engine?: EngineOptions | undefined;
  /** Not stored when it has to be made. Default: false. */
  readonly isTrial?: boolean | undefined;
}

/**
 * Reads the stored cubes of a version, or makes and stores them, in a thread of its own, so that neither reading nor
 * the rules hold up the process. Rejects with a `StoredCubesError` when a stored file is damaged, with a
 * `LatticeTooLargeError` when there is too much to check, with `engine.cancelled` when the signal is aborted, and with the
 * error of the thread otherwise.
 */
export async function checkInThread(
  version: VersionToCheck,
  { signal, engine, isTrial = false }: CheckOptions = {},
): Promise<CheckedCubes> {
  if (signal?.aborted) throw cancelled();
  const task: CheckTask = { version, engine, isTrial };
  const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { workerData: task });
  const reply = await outcomeOf(worker, signal).finally(() => worker.terminate());
  if (reply.kind === 'damaged') throw new StoredCubesError(reply.file, reply.ofCheck);
  if (reply.kind === 'too-large') throw new LatticeTooLargeError();
  if (reply.kind === 'cancelled') throw cancelled();
  return decodeCubes(reply.bytes);
}

type Outcome = Exclude<CheckReply, { kind: 'computing' }>;

/**
 * Waits for the outcome. A thread that is reading ends by itself when it is told to, so that its engine is closed; one
 * that asks the rules is ended from outside.
 */
function outcomeOf(worker: Worker, signal: AbortSignal | undefined): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    let isComputing = false;
    const stop = () => {
      if (isComputing) end(() => resolve({ kind: 'cancelled' }));
      else worker.postMessage('stop');
    };
    const end = (settle: () => void) => {
      signal?.removeEventListener('abort', stop);
      settle();
    };
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', (reply: CheckReply) => {
      if (reply.kind !== 'computing') end(() => resolve(reply));
      else {
        isComputing = true;
        if (signal?.aborted) stop();
      }
    });
    worker.on('error', (error) => end(() => reject(error)));
    worker.on('exit', () =>
      end(() => reject(new Error('The thread that checks a version ended without an answer.'))),
    );
  });
}

function cancelled(): EngineError {
  return new EngineError('engine.cancelled', 'The check was cancelled before it was done.');
}
