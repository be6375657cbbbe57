import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import type { WorkerAnswer, WorkerCall, WorkerFailure, WorkerSettings } from './pglite-messages.ts';

const sqlErrorFields = [
  'code',
  'detail',
  'hint',
  'constraint',
  'table',
  'column',
  'schema',
  'severity',
] as const;

if (parentPort === null) throw new Error('pglite-worker.ts runs in a worker thread only');
await serve(parentPort, workerData as WorkerSettings);

/** PGlite blocks its thread while a statement runs, so it gets a thread of its own. */
async function serve(port: MessagePort, settings: WorkerSettings): Promise<void> {
  const lite = await openLite(settings);
  port.on('message', (call: WorkerCall) => {
    void answer(lite, call).then((message) => {
      port.postMessage(message);
      if (call.kind === 'close') port.close();
    });
  });
  port.postMessage({ id: 0, rows: [], affectedRows: null } satisfies WorkerAnswer);
}

async function openLite(settings: WorkerSettings): Promise<PGlite> {
  const template = settings.template === undefined ? {} : { loadDataDir: new Blob([settings.template]) };
  return PGlite.create({
    ...(settings.directory === null ? {} : { dataDir: settings.directory }),
    ...template,
  });
}

async function answer(lite: PGlite, call: WorkerCall): Promise<WorkerAnswer | WorkerFailure> {
  try {
    if (call.kind === 'close') {
      await lite.close();
      return { id: call.id, rows: [], affectedRows: null };
    }
    if (call.kind === 'dump') {
      const dump = await lite.dumpDataDir('none');
      return { id: call.id, rows: [new Uint8Array(await dump.arrayBuffer())], affectedRows: null };
    }
    if (call.kind === 'script') {
      const results = await lite.exec(call.sql);
      return { id: call.id, rows: results.flatMap((result) => result.rows), affectedRows: null };
    }
    const result = await lite.query(call.sql, [...call.values]);
    return { id: call.id, rows: result.rows, affectedRows: result.affectedRows ?? null };
  } catch (error) {
    return { id: call.id, error: describeError(error) };
  }
}

function describeError(error: unknown): WorkerFailure['error'] {
  const fields: Record<string, string> = {};
  for (const field of sqlErrorFields) {
    const value = (error as Record<string, unknown>)[field];
    if (typeof value === 'string') fields[field] = value;
  }
  return { message: error instanceof Error ? error.message : String(error), fields };
}
