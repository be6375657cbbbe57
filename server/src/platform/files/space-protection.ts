import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createParameters,
  type DisclosureParameters,
  type DisclosureSettings,
  figureParameters,
} from '@datalab/query-control';
import { spaceToFolderName } from './data-directory.ts';

/** The protection of every space; part of it must stay secret, so it lies with the secrets. */
export interface SpaceProtection {
  get(space: string): Promise<DisclosureParameters>;
}

/** Reads `<space>.protection.json` (settings of query control); without it the space has the usual ones. */
export function createSpaceProtection(directory: string): SpaceProtection {
  const made = new Map<string, DisclosureParameters>();
  return {
    get: async (space) => {
      const known = made.get(space);
      if (known !== undefined) return known;
      const settings = await readSettings(join(directory, `${spaceToFolderName(space)}.protection.json`));
      const parameters = settings === undefined ? figureParameters : createParameters(settings);
      made.set(space, parameters);
      return parameters;
    },
  };
}

async function readSettings(path: string): Promise<DisclosureSettings | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as DisclosureSettings;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
