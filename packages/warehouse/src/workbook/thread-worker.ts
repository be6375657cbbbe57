import { parentPort, workerData } from 'node:worker_threads';
import { packRows } from './packed-rows.ts';
import { readWorkbook } from './read.ts';
import { batchesAhead, type ThreadReply, type ThreadTask } from './thread-messages.ts';
import { WorkbookError } from './workbook-error.ts';

if (parentPort === null) throw new Error('thread-worker.ts runs in a worker thread only');
const port = parentPort;
const { file, limits }: ThreadTask = workerData;

await sendRows();

async function sendRows(): Promise<void> {
  const mayGoOn = createAllowance();
  try {
    for await (const { sheet, rows } of readWorkbook(file, { limits })) {
      await mayGoOn();
      reply({ kind: 'rows', sheet, rows: packRows(rows) });
    }
    reply({ kind: 'end' });
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
    reply({ kind: 'refused', fault: error.fault, message: error.message });
  }
}

/** Waits until the reader of the rows has room for another batch; each message from it makes room for one. */
function createAllowance(): () => Promise<void> {
  let allowed = batchesAhead;
  let resume: (() => void) | undefined;
  port.on('message', () => {
    allowed += 1;
    resume?.();
  });
  return async () => {
    if (allowed === 0) await new Promise<void>((resolve) => (resume = resolve));
    allowed -= 1;
  };
}

function reply(message: ThreadReply): void {
  port.postMessage(message);
}
