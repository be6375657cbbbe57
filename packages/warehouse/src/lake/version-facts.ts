import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Precomputed, QuerySource } from './source.ts';

/** What landing wrote down about a version. Known inside the hub only. */
export interface VersionFacts {
  rows: number | undefined;
  /** The most records that one person has in the version; undefined where it names no person. */
  recordsPerPersonMax: number | undefined;
  precomputed: Precomputed;
}

/** Reads what the manifest of a version says of it; what it does not say is undefined. */
export async function readVersionFacts({ dir }: QuerySource): Promise<VersionFacts> {
  const text = await readFile(join(dir, '_manifest.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  const manifest = JSON.parse(text) as Record<string, unknown>;
  return {
    rows: whole(manifest['rows']),
    recordsPerPersonMax: whole(manifest['recordsPerPersonMax']),
    precomputed: {
      counts: columnsOf(manifest['counts']),
      personIndex: manifest['personIndex'] === true,
    },
  };
}

function columnsOf(counts: unknown): string[] {
  const { columns } = (counts ?? {}) as { columns?: unknown };
  return Array.isArray(columns) ? columns.filter((name) => typeof name === 'string') : [];
}

function whole(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
