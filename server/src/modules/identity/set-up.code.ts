import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../../platform/files/atomic-write.ts';
import { createCode } from './accounts.codes.ts';

/** Proves that whoever sets the platform up also reads the terminal it was started in. */
export interface SetUpCode {
  /** A new code; the one before no longer works. */
  renew(): Promise<string>;
  isRight(code: string): Promise<boolean>;
  /** After this no code is right. */
  end(): Promise<void>;
}

/** Only the keyed hash of the code is kept, in `directory`. */
export function createSetUpCode(directory: string, secret: string): SetUpCode {
  const path = join(directory, 'set-up.code');
  const hashOf = (code: string): Buffer => {
    const plain = code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
    return createHmac('sha256', secret).update(`set-up code ${plain}`).digest();
  };
  return {
    renew: async () => {
      const code = createCode();
      await writeFileAtomic(path, hashOf(code).toString('base64url'), 0o600);
      return code;
    },
    isRight: async (code) => {
      const kept = await readKept(path);
      const given = hashOf(code);
      return kept?.length === given.length && timingSafeEqual(kept, given);
    },
    end: () => rm(path, { force: true }),
  };
}

async function readKept(path: string): Promise<Buffer | undefined> {
  try {
    return Buffer.from(await readFile(path, 'utf8'), 'base64url');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
