import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createParameters,
  type DisclosureParameters,
  type DisclosureSettings,
  defaultParameters,
  hasNoiseBelowFloor,
  settingsToRuleParameters,
} from '@datalab/query-control';
import type { Logger } from '../log/logger.ts';
import { spaceToFolderName } from './data-directory.ts';

/** The protection of every space; part of it must stay secret, so it lies with the secrets. */
export interface SpaceProtection {
  get(space: string): Promise<DisclosureParameters>;
}

/** Reads `<space>.protection.json` (settings of query control); without it the space has the usual ones. */
export function createSpaceProtection(directory: string, logger: Logger): SpaceProtection {
  const made = new Map<string, DisclosureParameters>();
  return {
    get: async (space) => {
      const known = made.get(space);
      if (known !== undefined) return known;
      const file = `${spaceToFolderName(space)}.protection.json`;
      const settings = await readSettings(join(directory, file));
      const parameters = settings === undefined ? defaultParameters : createParameters(settings);
      made.set(space, parameters);
      if (hasNoiseBelowFloor(settingsToRuleParameters(parameters))) {
        logger.log('warn', 'protection.little-noise', { file, advice: 'Set both variances to 5.' });
      }
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
