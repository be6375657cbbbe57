import { Worker } from 'node:worker_threads';
import { Failure } from '../../platform/errors/failure.ts';
import type { FileKind, ReadAnswer, ReadProblem, ReadResult } from './file-readers.ts';

/** The words of a file, page by page; throws a `Failure` with the reason when there are none to be had. */
export type DocumentReader = (file: string, kind: FileKind) => Promise<ReadResult>;

const reasons = {
  broken: 'picture.broken',
  'has-password': 'picture.has-password',
  'no-text': 'picture.no-text',
  'too-much': 'picture.too-much',
  'wrong-type': 'picture.wrong-type',
} as const satisfies Record<ReadProblem, string>;

/**
 * Files of strangers are read in a thread of their own, one at a time, with bounds on time and memory: what
 * breaks there breaks nothing else.
 */
export function createDocumentReader({ timeoutMs = 60_000, heapMb = 512 } = {}): DocumentReader {
  let last: Promise<unknown> = Promise.resolve();
  return (file, kind) => {
    const reading = last.then(() => readInThread({ file, kind }, timeoutMs, heapMb));
    last = reading.catch(() => undefined);
    return reading;
  };
}

async function readInThread(
  task: { readonly file: string; readonly kind: FileKind },
  timeoutMs: number,
  heapMb: number,
): Promise<ReadResult> {
  const worker = new Worker(new URL('./picture.reader-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    stdout: true,
    stderr: true,
  });
  const answer = await new Promise<ReadAnswer>((resolve) => {
    const timer = setTimeout(() => resolve({ problem: 'too-much' }), timeoutMs);
    worker.once('message', resolve);
    worker.once('error', (error: NodeJS.ErrnoException) => {
      resolve({ problem: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-much' : 'broken' });
    });
    worker.once('exit', () => {
      clearTimeout(timer);
      resolve({ problem: 'broken' });
    });
  });
  await worker.terminate();
  if ('problem' in answer) throw new Failure(reasons[answer.problem], 422);
  return answer;
}
