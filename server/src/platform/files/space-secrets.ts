import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createFileAtomic } from './atomic-write.ts';
import { spaceToFolderName } from './data-directory.ts';

/** What only the hub knows of a space: without it, stored pseudonyms and record keys mean nothing. */
export interface SpaceSecret {
  /** 32 bytes; turns a pre-pseudonym into the stored pseudonym. */
  readonly pseudonymSecret: Uint8Array;
  /** 32 bytes; gives every record its key for disclosure control. */
  readonly recordSecret: Uint8Array;
  readonly version: number;
}

export interface SpaceSecrets {
  /** Made on first use; the same ever after. */
  get(space: string): Promise<SpaceSecret>;
  /** After this nobody can make pseudonyms of the space again. */
  destroy(space: string): Promise<void>;
}

export function createSpaceSecrets(
  directory: string,
  random: (bytes: number) => Uint8Array = randomBytes,
): SpaceSecrets {
  const pathOf = (space: string): string => join(directory, `${spaceToFolderName(space)}.json`);
  return {
    get: async (space) => {
      const path = pathOf(space);
      return (await readSecret(path)) ?? (await makeSecret(path, random));
    },
    destroy: (space) => rm(pathOf(space), { force: true }),
  };
}

async function makeSecret(path: string, random: (bytes: number) => Uint8Array): Promise<SpaceSecret> {
  const encode = (): string => Buffer.from(random(32)).toString('base64url');
  const draft = JSON.stringify({ version: 1, pseudonymSecret: encode(), recordSecret: encode() });
  await createFileAtomic(path, draft, 0o600);
  const secret = await readSecret(path);
  if (secret === undefined) throw new Error('The secret of a space disappeared while it was being made');
  return secret;
}

async function readSecret(path: string): Promise<SpaceSecret | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const stored = JSON.parse(text) as { version: number; pseudonymSecret: string; recordSecret: string };
  const secret = {
    version: stored.version,
    pseudonymSecret: new Uint8Array(Buffer.from(stored.pseudonymSecret, 'base64url')),
    recordSecret: new Uint8Array(Buffer.from(stored.recordSecret, 'base64url')),
  };
  if (secret.pseudonymSecret.length !== 32 || secret.recordSecret.length !== 32) {
    throw new Error(`${path} is damaged: put it back from a backup`);
  }
  return secret;
}
