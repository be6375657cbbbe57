import { parentPort, workerData } from 'node:worker_threads';
import { packRows } from './packed-rows.ts';
import { readWorkbook } from './read.ts';
import { batchesAhead, type ThreadReply, type ThreadTask } from './thread-messages.ts';
import { WorkbookError } from './workbook-error.ts';

if (parentPort === null) throw new Error('thread-worker.ts runs in a worker thread only');
const port = parentPort;
const { file, limits }: ThreadTask = workerData;

let allowed = batchesAhead;
let resume: (() => void) | undefined;
port.on('message', () => {
  allowed += 1;
  resume?.();
});

try {
  for await (const { sheet, rows } of readWorkbook(file, { limits })) {
    if (allowed === 0) await new Promise<void>((resolve) => (resume = resolve));
    allowed -= 1;
    reply({ kind: 'rows', sheet, rows: packRows(rows) });
  }
  reply({ kind: 'end' });
} catch (error) {
  if (!(error instanceof WorkbookError)) throw error;
  reply({ kind: 'refused', fault: error.fault, message: error.message });
}

function reply(message: ThreadReply): void {
  port.postMessage(message);
}
