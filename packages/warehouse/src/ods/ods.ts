import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import { openEngine, quoteIdentifier } from '../engine/engine.ts';
import { parquetRows, quoteTarget } from '../engine/files.ts';
import { openSealed, sealFile } from './seal.ts';

/** What sealing needs: the accepted rows (`CheckedRows.parquet`), where to put them, and a 32-byte key. */
export interface SealOdsOptions {
  parquet: string;
  contract: Contract;
  version: string;
  /** `<odsDir>/<data set>/<version>.parquet.enc` is written. */
  odsDir: string;
  key: Uint8Array;
  /** Directory for the readable copy that exists while it is being sealed. Default: that of the accepted rows. */
  workDir?: string;
}

/**
 * Keeps the accepted rows as they were delivered, including identities, without omitted columns, encrypted for their
 * owner only. DuckDB cannot write encrypted Parquet without an extension, so the whole file is sealed.
 */
export async function sealOds(options: SealOdsOptions): Promise<string> {
  const { contract, version } = options;
  const directory = await mkdtemp(join(options.workDir ?? join(options.parquet, '..'), 'ods-'));
  const readable = join(directory, 'rows.parquet');
  const engine = await openEngine({ tempDirectory: join(directory, 'spill') });
  try {
    const columns = contract.columns
      .map((column, index) => ({ column, name: `c${index} AS ${quoteIdentifier(column.name)}` }))
      .filter(({ column }) => column.role !== 'omit')
      .map(({ name }) => name);
    const select = `SELECT ${columns.join(', ')} FROM ${parquetRows(options.parquet)}`;
    await engine.run(`COPY (${select}) TO ${quoteTarget(readable)} (FORMAT parquet, COMPRESSION zstd)`);
    const target = join(options.odsDir, contract.id, `${version}.parquet.enc`);
    await sealFile({ source: readable, target, key: options.key, label: labelOf(contract.id, version) });
    return target;
  } finally {
    engine.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** What opening needs; `target` becomes a readable Parquet file that the caller removes after use. */
export interface OpenOdsOptions {
  odsDir: string;
  dataset: string;
  version: string;
  key: Uint8Array;
  target: string;
}

/** Opens a sealed version of the ODS. Throws `SealError` when key, data set, version or content do not fit. */
export async function openOds(options: OpenOdsOptions): Promise<void> {
  const source = join(options.odsDir, options.dataset, `${options.version}.parquet.enc`);
  await openSealed({
    source,
    target: options.target,
    key: options.key,
    label: labelOf(options.dataset, options.version),
  });
}

function labelOf(dataset: string, version: string): string {
  return `${dataset}/${version}`;
}
