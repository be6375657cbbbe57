import { Worker } from 'node:worker_threads';
import { unpackRows } from './packed-rows.ts';
import type { ReadWorkbookOptions, WorkbookRows } from './read.ts';
import type { ThreadReply, ThreadTask } from './thread-messages.ts';
import { broken, WorkbookError } from './workbook-error.ts';

export interface ThreadOptions extends ReadWorkbookOptions {
  /** Time spent waiting for the thread, all together. Default: ten minutes. */
  timeoutMs?: number | undefined;
  /** Default: 1024. */
  heapMb?: number | undefined;
}

/**
 * As `readWorkbook`, in a thread with bounds on memory and time. Whatever a file does there is a refusal here: the
 * process lives on. The thread ends with the last row, with the caller's loop and with the signal.
 */
export async function* readWorkbookInThread(
  file: string,
  { limits, signal, timeoutMs = 600_000, heapMb = 1024 }: ThreadOptions = {},
): AsyncGenerator<WorkbookRows> {
  signal?.throwIfAborted();
  const task: ThreadTask = { file, limits };
  const worker = new Worker(new URL('./thread-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    stdout: true,
    stderr: true,
  });
  const replies = openReplies(worker, { signal, timeoutMs });
  try {
    for (;;) {
      const reply = await replies.next();
      if (reply.kind === 'end') return;
      if (reply.kind === 'refused') throw new WorkbookError(reply.fault, reply.message);
      yield { sheet: reply.sheet, rows: unpackRows(reply.rows) };
      worker.postMessage('next');
    }
  } finally {
    await worker.terminate();
  }
}

/**
 * The replies in their order; a thread that fails or ends has refused. Errors of the system are its own: a disk that
 * cannot be read says nothing about the file.
 */
function openReplies(worker: Worker, limits: { signal: AbortSignal | undefined; timeoutMs: number }) {
  const arrived: (ThreadReply | Error)[] = [];
  let wake: (() => void) | undefined;
  let leftMs = limits.timeoutMs;
  const arrive = (reply: ThreadReply | Error) => {
    arrived.push(reply);
    wake?.();
  };
  worker.on('message', arrive);
  worker.on('error', (error) => arrive(isSystemError(error) ? error : refusalOf(error)));
  worker.on('exit', () => arrive(refusalOf(undefined)));

  const arrival = () =>
    new Promise<void>((resolve, reject) => {
      const settle = (end: () => void) => () => {
        clearTimeout(timer);
        limits.signal?.removeEventListener('abort', abort);
        wake = undefined;
        end();
      };
      const abort = settle(() => reject(limits.signal?.reason));
      const timer = setTimeout(
        settle(() => reject(tookTooLong(limits.timeoutMs))),
        Math.max(0, leftMs),
      );
      limits.signal?.addEventListener('abort', abort, { once: true });
      wake = settle(resolve);
    });

  return {
    async next(): Promise<ThreadReply> {
      limits.signal?.throwIfAborted();
      const since = performance.now();
      if (arrived.length === 0) await arrival();
      leftMs -= performance.now() - since;
      const reply = arrived.shift() ?? refusalOf(undefined);
      if (reply instanceof Error) throw reply;
      return reply;
    },
  };
}

function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}

function refusalOf(error: unknown): ThreadReply {
  const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (isMemory) {
    return {
      kind: 'refused',
      fault: 'too-large',
      message: 'It needs more memory to read than is given to one file.',
    };
  }
  return { kind: 'refused', fault: 'broken', message: broken('Reading it broke off.').message };
}

function tookTooLong(timeoutMs: number): WorkbookError {
  return new WorkbookError(
    'too-large',
    `It takes longer to read than ${Math.round(timeoutMs / 1000)} seconds.`,
  );
}
