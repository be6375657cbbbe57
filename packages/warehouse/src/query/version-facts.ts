import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { QuerySource } from './source.ts';

/** What landing wrote down about a version. Known inside the hub only. */
export interface VersionFacts {
  rows: number | undefined;
  /** The most records that one person has in the version; undefined where it names nobody. */
  recordsPerPersonMax: number | undefined;
}

/** Reads what the manifest of a version says of it; what it does not say is undefined. */
export async function readVersionFacts({ dir }: QuerySource): Promise<VersionFacts> {
  const text = await readFile(join(dir, '_manifest.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  const manifest = JSON.parse(text) as { rows?: unknown; recordsPerPersonMax?: unknown };
  return { rows: whole(manifest.rows), recordsPerPersonMax: whole(manifest.recordsPerPersonMax) };
}

function whole(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
