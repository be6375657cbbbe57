import { parentPort, workerData } from 'node:worker_threads';
import { type FileKind, readDocumentFile } from './file-readers.ts';

if (parentPort === null) throw new Error('picture.reader-worker.ts runs in a worker thread only');
parentPort.postMessage(await readDocumentFile(workerData as { file: string; kind: FileKind }));
