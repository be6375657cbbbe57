import { basename, dirname, relative, sep } from 'node:path';
import { DamagedVersionError, LatticeTooLargeError, StoredCubesError } from '@datalab/warehouse';
import { Failure } from '../../platform/errors/failure.ts';
import type { Logger } from '../../platform/log/logger.ts';
import type { CheckableSource } from './checks.deps.ts';

/**
 * Rejects with a failure that can be answered where a check cannot be used or made, and logs what an operator needs to mend
 * it. Anything else stays as it is.
 */
export async function answerFailures<T>(
  check: Promise<T>,
  { dataSet, version }: Pick<CheckableSource, 'dataSet' | 'version'>,
  logger: Logger,
): Promise<T> {
  try {
    return await check;
  } catch (error) {
    if (error instanceof StoredCubesError) {
      logger.log('error', 'checks.damaged', { dataSet, version, ...fileToFields(error) });
      throw new Failure('checks.damaged', 503, { dataSet });
    }
    if (error instanceof DamagedVersionError) throw createAnswerDamage(logger)(error);
    if (error instanceof LatticeTooLargeError) {
      logger.log('error', 'checks.too-large', { dataSet, version });
      throw new Failure('checks.too-large', 422, { dataSet });
    }
    throw error;
  }
}

/** The failure of a landed version that is not as it landed; the log says which file. */
export type AnswerDamage = (damaged: DamagedVersionError) => Failure;

export function createAnswerDamage(logger: Logger): AnswerDamage {
  return ({ file, damage }) => {
    const place = placeOf(file);
    logger.log('error', 'checks.version-damaged', { damage, ...place });
    return new Failure('checks.version-damaged', 503, { dataSet: place.dataSet });
  };
}

/** A file of rows lies in a folder of its version, and a version in a folder of its data set. */
function placeOf(file: string) {
  const dir = file.endsWith('.json') ? dirname(file) : dirname(dirname(file));
  return {
    dataSet: basename(dirname(dir)),
    version: basename(dir),
    file: relative(dir, file).split(sep).join('/'),
  };
}

/** Where the file lies: it can be of an earlier version. */
function fileToFields({ file, ofCheck }: StoredCubesError) {
  return { file: basename(file), fileOfVersion: basename(dirname(file)), ofCheck };
}
