import { Worker } from 'node:worker_threads';
import { decodeCubes } from '@datalab/query-control';
import { EngineError, type EngineOptions } from '../engine/engine.ts';
import { DamagedVersionError } from '../lake/damaged-version.ts';
import type { CheckReply, CheckTask } from './check-messages.ts';
import { LatticeTooLargeError } from './fit-lattice.ts';
import type { CheckInMemory } from './kept-checks.ts';
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
 * Reads the stored cubes of a version in a thread of its own; undefined where there are none. Rejects with a
 * `StoredCubesError` when their file is damaged.
 */
export async function findInThread(
  version: VersionToCheck,
  signal?: AbortSignal,
): Promise<CheckInMemory | undefined> {
  const outcome = await runThread({ version, work: 'find', engine: undefined }, signal);
  return outcome.kind === 'none' ? undefined : readOutcome(outcome);
}

/**
 * Makes and stores the cubes of a version in a thread of its own, so that neither reading nor the rules hold up the
 * process; what was stored by then is read. Rejects with a `StoredCubesError` when a stored file is damaged, with a
 * `DamagedVersionError` when a file of the version is, with a `LatticeTooLargeError` when there is too much to check, with `engine.cancelled` when the signal is aborted, and with the
 * error of the thread otherwise.
 */
export async function makeInThread(
  version: VersionToCheck,
  { signal, engine, isTrial = false }: CheckOptions = {},
): Promise<CheckInMemory> {
  const outcome = await runThread({ version, work: isTrial ? 'try-out' : 'make', engine }, signal);
  if (outcome.kind === 'none') throw new Error('The thread that makes a check made none.');
  return readOutcome(outcome);
}

type Outcome = Exclude<CheckReply, { kind: 'computing' }>;

async function runThread(task: CheckTask, signal: AbortSignal | undefined): Promise<Outcome> {
  if (signal?.aborted) return { kind: 'cancelled' };
  const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { workerData: task });
  return outcomeOf(worker, signal).finally(() => worker.terminate());
}

function readOutcome(outcome: Exclude<Outcome, { kind: 'none' }>): CheckInMemory {
  if (outcome.kind === 'damaged') throw new StoredCubesError(outcome.file, outcome.ofCheck);
  if (outcome.kind === 'damaged-version') throw new DamagedVersionError(outcome.file, outcome.damage);
  if (outcome.kind === 'too-large') throw new LatticeTooLargeError();
  if (outcome.kind === 'cancelled') {
    throw new EngineError('engine.cancelled', 'The check was cancelled before it was done.');
  }
  return { cubes: decodeCubes(outcome.bytes), bytes: outcome.bytes.byteLength };
}

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
