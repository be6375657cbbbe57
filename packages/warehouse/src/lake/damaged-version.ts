/** What is wrong with the files of a landed version. */
export type VersionDamage = 'changed' | 'missing' | 'unknown-format';

/**
 * A landed version cannot be read: one of its files is not as it landed, is gone, or was laid down by a later release.
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
  'unknown-format': 'was laid down by a later release of this program. Read it with that release.',
};
