import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { UnusableFileError } from '../check/report.ts';
import { isRecord } from '../contract/reading.ts';
import { openEngine, quoteLiteral } from '../engine/engine.ts';
import { literalPath } from '../engine/files.ts';

/** The key under which a delivery file carries its manifest. */
export const manifestKey = 'datalab.manifest';

/** The label of the pre-pseudonyms in a delivery: which key of which space made them. */
export interface PrePseudonymLabel {
  version: number;
  domain: string;
  /**
   * By which the key itself is known, 64 hexadecimal characters. Each keyholder counts its own versions, so an equal
   * version is no proof of an equal key. A delivery made by version 0.1.0 has none: judge it before use.
   */
  keyFingerprint: string;
}

/** What a delivery says about itself. It holds no value of a row. */
export interface DeliveryManifest {
  format: 'datalab-delivery/1';
  contract: { id: string; version: string };
  space: string;
  /** Absent when the data set holds no persons. */
  pseudonyms?: PrePseudonymLabel;
  rows: { read: number; accepted: number; rejected: number };
  /** Different persons in the delivery. */
  persons: number;
  columns: { name: string; type: string; role: string }[];
  /** The file the delivery was made from; it stayed with the partner. */
  source: { bytes: number; sha256: string };
  createdAt: string;
}

/** Reads the manifest out of a delivery file. Throws `UnusableFileError` when it is not a delivery. */
export async function readDelivery(file: string, fileName?: string): Promise<DeliveryManifest> {
  const name = fileName ?? basename(file);
  await refuseUnlessParquet(file, name);
  const engine = await openEngine();
  try {
    const sql = `SELECT decode(value) AS value FROM parquet_kv_metadata(${quoteLiteral(literalPath(file))}) WHERE decode(key) = $1`;
    const rows = await engine.run(sql, [manifestKey]).catch(() => {
      throw notADelivery(name, 'The file is not a whole Parquet file.');
    });
    const text = rows[0]?.['value'];
    if (typeof text !== 'string') throw notADelivery(name, 'It is a Parquet file without a manifest.');
    return parseManifest(text, name);
  } finally {
    engine.close();
  }
}

async function refuseUnlessParquet(file: string, name: string): Promise<void> {
  const handle = await open(file, 'r').catch(() => {
    throw new UnusableFileError('file.missing', `There is no file ${name}.`, {
      hint: 'Check the name and the place of the file.',
      params: { file: name },
    });
  });
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    if (bytesRead === 0) {
      throw new UnusableFileError('file.empty', `The file ${name} is empty.`, {
        hint: 'Make the delivery again.',
        params: { file: name },
      });
    }
    if (buffer.toString('latin1') !== 'PAR1') throw notADelivery(name, 'It is not a Parquet file.');
  } finally {
    await handle.close();
  }
}

function parseManifest(text: string, name: string): DeliveryManifest {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw notADelivery(name, 'Its manifest is not JSON.');
  }
  const isWhole =
    isRecord(found) &&
    found['format'] === 'datalab-delivery/1' &&
    isRecord(found['contract']) &&
    typeof found['space'] === 'string' &&
    isRecord(found['rows']) &&
    Array.isArray(found['columns']);
  if (!isWhole) throw notADelivery(name, 'Its manifest is of another kind or version.');
  return found as unknown as DeliveryManifest;
}

/** The refusal of a file that is not the delivery it should be. */
export function notADelivery(name: string, detail: string): UnusableFileError {
  return new UnusableFileError(
    'delivery.invalid',
    `The file ${name} is not a delivery that can be taken in.`,
    {
      detail,
      hint: 'Make the delivery from the source file with "./datalab pseudonymise" or on the page of the edition.',
      params: { file: name },
    },
  );
}
