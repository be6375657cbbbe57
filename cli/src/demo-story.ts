import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lockDirectory } from '@datalab/server/platform/db/directory-lock.ts';
import { WrongUse } from './exit-codes.ts';

/** How far the demo of a data directory is. */
export interface Story {
  readonly isPlayed: boolean;
  /** Where the partners of the demo keep their files. */
  readonly partnerDirectory: string;
  finish(): Promise<void>;
}

/**
 * Makes a data directory ready for the demo. One that holds a platform in use is refused, because the demo lets anyone
 * in; a demo that was cut off half-way is cleared, because it begins with nothing.
 */
export async function prepareStory(dataDir: string): Promise<Story> {
  const directory = join(dataDir, 'demo');
  const lock = await lockDirectory(dataDir);
  try {
    const state = await readState(directory);
    if (state === undefined) await requireUnused(dataDir);
    if (state !== 'played') {
      await clear(dataDir);
      await writeState(directory, 'begun');
    }
    return {
      isPlayed: state === 'played',
      partnerDirectory: join(directory, 'partners'),
      finish: () => writeState(directory, 'played'),
    };
  } finally {
    await lock.release();
  }
}

type State = 'begun' | 'played';

const ownDirectories = ['state', 'lake', 'incoming', 'areas', 'secrets', 'keyholder', 'demo'];

async function requireUnused(dataDir: string): Promise<void> {
  const found = (await readdir(dataDir)).filter((name) => ownDirectories.includes(name));
  if (found.length === 0) return;
  throw new WrongUse(
    'demo.directory-in-use',
    `${dataDir} holds a platform that is not the demo, and the demo lets anyone in.`,
    'Choose another directory with --data, or leave out --demo.',
  );
}

async function clear(dataDir: string): Promise<void> {
  for (const name of ownDirectories) await rm(join(dataDir, name), { recursive: true, force: true });
}

async function readState(directory: string): Promise<State | undefined> {
  const text = await readFile(join(directory, 'story'), 'utf8').catch(() => undefined);
  return text === 'begun' || text === 'played' ? text : undefined;
}

async function writeState(directory: string, state: State): Promise<void> {
  await mkdir(directory, { recursive: true });
  const path = join(directory, 'story');
  await writeFile(`${path}.new`, state);
  await rename(`${path}.new`, path);
}
