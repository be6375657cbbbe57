import { createHash } from 'node:crypto';
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodecError, protectionRules, type RuleParameters, verifyCubes } from '@datalab/query-control';
import { isUnreadable } from '../files/is-unreadable.ts';
import { whereMissing } from '../files/where-missing.ts';
import { writeWhole } from '../files/write-whole.ts';
import { type QuerySource, registeredColumns } from '../lake/source.ts';
import type { DescribedVersion } from './describe-data-set.ts';

/** A landed version to check, with all that decides the outcome. */
export interface VersionToCheck extends Omit<DescribedVersion, 'minimumCount'> {
  readonly parameters: RuleParameters;
  /**
   * A secret of the organisation that delivers the data set, at least 32 bytes: the same records then have the same noise in
   * every edition. Without it noise comes from the keys that were stored with the version.
   */
  readonly noiseSecret?: Uint8Array | undefined;
}

/** Whose file is damaged: that of the check that is asked for, or that of a check before it. */
export type DamagedCheck = 'asked' | 'earlier';

/**
 * What a check stored of a version cannot be used: it is not as it was written, or gone. Nothing was answered from it. A
 * file of an earlier check cannot be made again without a decision, because later checks need it to know what was shown.
 */
export class StoredCubesError extends Error {
  readonly code = 'cells.damaged';
  readonly file: string;
  readonly ofCheck: DamagedCheck;

  constructor(file: string, ofCheck: DamagedCheck = 'asked') {
    super(damagedMessage(file, ofCheck));
    this.name = 'StoredCubesError';
    this.file = file;
    this.ofCheck = ofCheck;
  }
}

function damagedMessage(file: string, ofCheck: DamagedCheck): string {
  if (ofCheck === 'asked') return `${file} is damaged. Remove it to have the version checked again.`;
  return (
    `${file}, or the other file of the same check, is damaged or gone. It says what an earlier check showed. Put it back from a ` +
    'copy. Whoever answers for the protection of these data may decide to remove it: later checks then forget what was ' +
    'shown at that time.'
  );
}

/**
 * Names what the cubes of a version are made of: the versions of the data sets, the registered columns and groups, the
 * areas, the rules and the parameters. What is shown of them depends on the checks before as well, which do not change.
 */
export function keyOfCheck({
  source,
  linked,
  areas,
  groups,
  parameters,
  noiseSecret,
}: VersionToCheck): string {
  const others = [...linked.values()]
    .map(identityOf)
    .sort((one, other) => (one.dataset < other.dataset ? -1 : 1));
  const division = areas && {
    neighbourhoods: [...areas.neighbourhoods.values()].map(({ code, district, municipality }) => [
      code,
      district,
      municipality,
    ]),
    districts: [...areas.districts.values()].map(({ code, municipality }) => [code, municipality]),
    municipalities: [...areas.municipalities.keys()],
  };
  const rules = protectionRules.map(({ name }) => name);
  const parts = [methodNumber, rules, identityOf(source), others, division, groups, parameters];
  const secret = noiseSecret && createHash('sha256').update('check').update(noiseSecret).digest('hex');
  return createHash('sha256')
    .update(JSON.stringify([...parts, secret]))
    .digest('hex');
}

/** Raised when the same version and parameters give other cubes or another protection than before. */
const methodNumber = 8;

function identityOf({ dataset, version, manifestSha256, contract }: QuerySource) {
  const special = 'specialCategory' in contract && contract.specialCategory === true;
  const columns = registeredColumns(contract).map(({ name, kind, categories }) => ({
    name,
    kind,
    categories,
  }));
  const measures = contract.columns.filter(({ role }) => role === 'measure').map(({ name }) => name);
  const { unit, accessClass: access } = contract;
  return { dataset, version, manifestSha256, unit, access, special, columns, measures };
}

/** The file in the directory of a version, which goes when the version goes; no pattern for rows takes it along. */
export function fileOfCheck({ source }: VersionToCheck, key: string): string {
  return cubesOfKey(source.dir, key);
}

/** The same, by the directory of the version. */
export function cubesOfKey(dir: string, key: string): string {
  return join(dir, `${prefix}${key.slice(0, 16)}${suffix}`);
}

/** The first characters of the key, out of the name of a file; undefined where it is none of cubes. */
export function keyOfCubes(name: string): string | undefined {
  return name.startsWith(prefix) && name.endsWith(suffix)
    ? name.slice(prefix.length, -suffix.length)
    : undefined;
}

const prefix = 'cells-';
const suffix = '.cubes';

/**
 * Reads the bytes of the cubes; undefined where there are none, or where they were written in another format. Rejects
 * with a `StoredCubesError` when they are damaged, cannot be read or belong to another key.
 */
export async function findStored(file: string, key: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const read = await readFile(file).catch(whereMissing(undefined));
    if (!read) return undefined;
    const bytes = new Uint8Array(read);
    verifyCubes(bytes, key);
    return bytes;
  } catch (error) {
    if (error instanceof CodecError && error.code === 'other-format') return undefined;
    if (error instanceof CodecError || isUnreadable(error)) throw new StoredCubesError(file);
    throw error;
  }
}

/** Whether cubes were written in another format, by another release of this program. */
export async function isOfOtherFormat(file: string): Promise<boolean> {
  try {
    verifyCubes(new Uint8Array(await readFile(file)), '');
    return false;
  } catch (error) {
    if (error instanceof CodecError) return error.code === 'other-format';
    throw error;
  }
}

/**
 * Writes the bytes, and removes what the same version has under other keys, except those that are told: what was shown
 * once stays known, so the checks after it need it.
 * @param kept the first 16 characters of keys
 */
export async function store(
  file: string,
  bytes: Uint8Array,
  { source }: VersionToCheck,
  kept: ReadonlySet<string>,
): Promise<void> {
  await writeReadOnly(file, bytes);
  const names = await readdir(source.dir);
  const older = names.filter((name) => {
    const key = keyOfCubes(name);
    return key !== undefined && join(source.dir, name) !== file && !kept.has(key);
  });
  for (const name of older) await rm(join(source.dir, name), { force: true });
}

/** Writes a file as a whole or not at all. */
export async function writeReadOnly(file: string, bytes: Uint8Array): Promise<void> {
  await writeWhole(file, async (building) => {
    await writeFile(building, bytes);
    await chmod(building, 0o444);
  });
}
