import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Where everything that is not state lives. */
export interface DataDirectory {
  readonly root: string;
  /** Landed versions: `<space>/<data set>/<version>/rows/*.parquet`. */
  readonly lake: string;
  /** Uploads on their way in; anything here may be thrown away when nothing runs. */
  readonly incoming: string;
  readonly areas: string;
  readonly secrets: string;
  /** The persons in the log of processing: `<space>/<operation>.parquet`. */
  readonly processing: string;
  /** The folder of one space in the lake. */
  spaceFolder(space: string): string;
}

export async function openDataDirectory(root: string): Promise<DataDirectory> {
  const directory: DataDirectory = {
    root,
    lake: join(root, 'lake'),
    incoming: join(root, 'incoming'),
    areas: join(root, 'areas'),
    secrets: secretsIn(root),
    processing: join(root, 'processing'),
    spaceFolder: (space) => join(root, 'lake', spaceToFolderName(space)),
  };
  const { lake, incoming, areas, secrets, processing } = directory;
  for (const path of [lake, incoming, areas, secrets, processing])
    await mkdir(path, { recursive: true, mode: 0o700 });
  return directory;
}

/**
 * A directory that was made before, by hand or by another program, may let other users in. They are kept out; false where
 * it is not ours to close.
 */
export async function closeToOthers(root: string): Promise<boolean> {
  try {
    await chmod(root, 0o700);
    return true;
  } catch (error) {
    if (['EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

/** Where what must stay secret lies in a data directory. */
export function secretsIn(root: string): string {
  return join(root, 'secrets');
}

/** `edition:care-and-nuisance` becomes `edition-care-and-nuisance`; anything else is refused. */
export function spaceToFolderName(space: string): string {
  const match = /^(edition|organisation):([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(space);
  if (match === null) throw new Error('A space is called edition:<slug> or organisation:<slug>');
  return `${match[1]}-${match[2]}`;
}
