import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { KeyPair } from './group.ts';
import { OprfError, type OprfErrorCode } from './oprf-error.ts';
import type { AnsweredBatch, BlindedBatch, EvaluatedBatch } from './oprf-steps.ts';

/** The steps of {@link OprfSteps} on threads, so that the calling thread stays free. Errors are the same. */
export interface OprfPool {
  readonly threads: number;
  blind(inputs: readonly string[]): Promise<BlindedBatch>;
  evaluate(keys: KeyPair, blinded: Uint8Array): Promise<EvaluatedBatch>;
  finish(answer: AnsweredBatch): Promise<string[]>;
  /** Tasks that run or wait. */
  load(): number;
  /** Ends the threads. Tasks that still run or wait are rejected. */
  close(): Promise<void>;
}

/** A message to a thread. */
export type PoolTask =
  | { readonly step: 'blind'; readonly inputs: readonly string[] }
  | { readonly step: 'evaluate'; readonly keys: KeyPair; readonly blinded: Uint8Array }
  | { readonly step: 'finish'; readonly answer: AnsweredBatch };

/** A message from a thread. */
export type WorkerReply =
  | { readonly ok: true; readonly value: BlindedBatch | EvaluatedBatch | string[] }
  | { readonly ok: false; readonly code: OprfErrorCode; readonly message: string };

interface Job {
  readonly task: PoolTask;
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Starts threads when the first task comes, at most `threads` (default: the processors, at most 8). A
 * thread that dies rejects its own task and is replaced for the next one. Close the pool when done with it:
 * until then its threads keep the process alive.
 */
export function createOprfPool(threads = Math.min(8, availableParallelism())): OprfPool {
  const idle: Worker[] = [];
  const running = new Map<Worker, Job>();
  const waiting: Job[] = [];
  let closed = false;

  function retire(worker: Worker, reason: Error): void {
    const job = running.get(worker);
    running.delete(worker);
    const place = idle.indexOf(worker);
    if (place >= 0) idle.splice(place, 1);
    job?.reject(reason);
    dispatch();
  }

  function startWorker(): Worker {
    const worker = new Worker(new URL('./oprf-worker.ts', import.meta.url));
    worker.on('message', (reply: WorkerReply) => {
      const job = running.get(worker);
      running.delete(worker);
      idle.push(worker);
      if (reply.ok) job?.resolve(reply.value as never);
      else job?.reject(new OprfError(reply.code, reply.message));
      dispatch();
    });
    worker.on('error', (error) => retire(worker, error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => retire(worker, new Error('A thread for pseudonyms ended before its task did.')));
    return worker;
  }

  function dispatch(): void {
    while (!closed && waiting.length > 0) {
      const worker = idle.pop() ?? (running.size < threads ? startWorker() : undefined);
      const job = worker && waiting.shift();
      if (!worker || !job) return;
      running.set(worker, job);
      worker.postMessage(job.task);
    }
  }

  function run<Value>(task: PoolTask): Promise<Value> {
    if (closed) return Promise.reject(new Error('The threads for pseudonyms are closed.'));
    return new Promise((resolve, reject) => {
      waiting.push({ task, resolve: resolve as (value: never) => void, reject });
      dispatch();
    });
  }

  return {
    threads,
    blind: (inputs) => run({ step: 'blind', inputs }),
    evaluate: (keys, blinded) => run({ step: 'evaluate', keys, blinded }),
    finish: (answer) => run({ step: 'finish', answer }),
    load: () => running.size + waiting.length,
    async close() {
      closed = true;
      for (const job of waiting.splice(0)) job.reject(new Error('The threads for pseudonyms are closed.'));
      await Promise.all([...idle, ...running.keys()].map((worker) => worker.terminate()));
    },
  };
}
