import { createHash, randomBytes } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openEngine, quoteLiteral } from '../engine/engine.ts';
import { parquetFolder, parquetRows, quoteTarget } from '../engine/files.ts';
import { syncToDisk } from '../files/sync-to-disk.ts';

/** What writing down the persons of a version needs. */
export interface LogSubjectsOptions {
  /** Of the landed version. */
  readonly dir: string;
  /** A Parquet file that is made, with everything above it. */
  readonly target: string;
  /** At least 32 bytes, for logs alone: with another secret the same person is called otherwise. */
  readonly secret: Uint8Array;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes what each person of a landed version is called in a log, once and in an order that tells nothing. The names are a
 * keyed hash of the pseudonyms, so that the log cannot be laid beside the rows by who has no secret. The file is there
 * whole or not at all. Gives how many persons there are; a version without a column for them has none, and no file.
 */
export async function writeLogSubjects(options: LogSubjectsOptions): Promise<number> {
  const { dir, target, secret, signal } = options;
  if (secret.length < 32) throw new RangeError('The secret of a log has at least 32 bytes.');
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const building = `${target}.${randomBytes(6).toString('hex')}.new`;
  const engine = await openEngine({
    memoryLimit: '384MB',
    tempDirectory: `${building}-spill`,
    keepOrder: false,
  });
  try {
    const key = createHash('sha256').update('log-subject').update(secret).digest('base64url').slice(0, 22);
    const subject = `left(sha256(concat(${quoteLiteral(key)}, pseudonym)), 32)`;
    const rows = parquetFolder(join(dir, 'rows'));
    const columns = await engine.run(`SELECT column_name AS name FROM (DESCRIBE SELECT * FROM ${rows})`);
    if (!columns.some(({ name }) => name === 'pseudonym')) return 0;
    const select = `SELECT ${subject} AS subject FROM (SELECT DISTINCT pseudonym FROM ${rows}
      WHERE pseudonym IS NOT NULL) ORDER BY subject`;
    const format = 'FORMAT parquet, COMPRESSION uncompressed';
    const [copied] = await engine.run(`COPY (${select}) TO ${quoteTarget(building)} (${format})`, [], {
      signal,
    });
    await syncToDisk(building);
    await rename(building, target);
    await syncToDisk(dirname(target));
    return Number(copied?.['Count'] ?? 0);
  } finally {
    engine.close();
    await rm(building, { force: true });
    await rm(`${building}-spill`, { recursive: true, force: true });
  }
}

/** The names that were written, in batches. */
export async function* readLogSubjects(file: string, signal?: AbortSignal): AsyncGenerator<string[]> {
  const engine = await openEngine({ memoryLimit: '256MB' });
  try {
    yield* engine.streamTexts(`SELECT subject FROM ${parquetRows(file)}`, { signal });
  } finally {
    engine.close();
  }
}
