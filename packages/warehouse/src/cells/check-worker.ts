import { parentPort, workerData } from 'node:worker_threads';
import { encodeCubes } from '@datalab/query-control';
import { EngineError } from '../engine/engine.ts';
import { DamagedVersionError } from '../lake/damaged-version.ts';
import type { CheckReply, CheckTask } from './check-messages.ts';
import { confirmUnits, keepUnits, keysWithUnits, readEarlierChecks } from './earlier-checks.ts';
import { LatticeTooLargeError } from './fit-lattice.ts';
import { makeCubes } from './make-cubes.ts';
import { fileOfCheck, findStored, keyOfCheck, StoredCubesError, store } from './stored-cubes.ts';

if (parentPort === null) throw new Error('check-worker.ts runs in a worker thread only');
const port = parentPort;
const { version, engine, work }: CheckTask = workerData;
const cancelling = new AbortController();
port.once('message', () => cancelling.abort());

try {
  const bytes = await findOrMake();
  if (bytes) reply({ kind: 'done', bytes }, [bytes.buffer]);
  else reply({ kind: 'none' });
} catch (error) {
  if (error instanceof StoredCubesError) reply({ kind: 'damaged', file: error.file, ofCheck: error.ofCheck });
  else if (error instanceof DamagedVersionError)
    reply({ kind: 'damaged-version', file: error.file, damage: error.damage });
  else if (error instanceof LatticeTooLargeError) reply({ kind: 'too-large' });
  else if (error instanceof EngineError && error.code === 'engine.cancelled') reply({ kind: 'cancelled' });
  else throw error;
}
port.close();

async function findOrMake(): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const key = keyOfCheck(version);
  const file = fileOfCheck(version, key);
  const { dir } = version.source;
  const stored = await findStored(file, key);
  if (stored) await confirmUnits(dir, key);
  if (stored || work === 'find') return stored;
  const onRead = () => reply({ kind: 'computing' });
  const earlier = await readEarlierChecks(dir, key);
  const { cubes, units } = await makeCubes(version, { earlier, engine, signal: cancelling.signal, onRead });
  const bytes = encodeCubes(cubes, key);
  if (work === 'try-out') return bytes;
  await keepUnits(dir, key, units);
  await store(file, bytes, version, await keysWithUnits(dir));
  await confirmUnits(dir, key);
  return bytes;
}

function reply(message: CheckReply, transferred: ArrayBuffer[] = []): void {
  port.postMessage(message, transferred);
}
