import { isUnreadable } from '../files/is-unreadable.ts';

/** What is wrong with the files of a landed version. */
export type VersionDamage = 'changed' | 'missing' | 'unreadable' | 'unknown-format';

/**
 * A landed version cannot be read: one of its files is not as it landed, is gone, may not or cannot be read, or was laid
 * down by a later release.
 * Nothing was answered from it.
 */
export class DamagedVersionError extends Error {
  readonly code = 'lake.damaged';
  readonly file: string;
  readonly damage: VersionDamage;

  constructor(file: string, damage: VersionDamage) {
    super(`${file} ${messages[damage]}`);
    this.name = 'DamagedVersionError';
    this.file = file;
    this.damage = damage;
  }
}

const messages: Readonly<Record<VersionDamage, string>> = {
  changed: 'is not as it landed. Put it back from a copy, or deliver the data again.',
  missing: 'is gone. Put it back from a copy, or deliver the data again.',
  unreadable: 'cannot be read. Let this program read it, or look at the disk.',
  'unknown-format': 'was laid down by a later release of this program. Read it with that release.',
};

/** Takes an error of the file system for what is wrong with a file of a version. Any other error stays an error. */
export function toDamage(file: string): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    if (error.code === 'ENOENT') throw new DamagedVersionError(file, 'missing');
    if (isUnreadable(error)) throw new DamagedVersionError(file, 'unreadable');
    throw error;
  };
}
