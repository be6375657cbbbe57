import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UnusableFileError } from './report.ts';

/**
 * Copies a file that the user named into our own directory, under a name of ours, and gives the path of the copy.
 * Everything later, the hash included, reads the copy: the file that is proven is the file that is read, whatever signs
 * its name holds and even if another process writes to it meanwhile. A hard link would be cheaper but follows such writing. The copy
 * costs a quarter of a second of processor time per 300 MB, some four percent of checking it. Throws
 * `UnusableFileError` for a file that is missing or empty.
 */
export async function takeIn(
  file: string,
  name: string,
  directory: string,
  signal?: AbortSignal,
): Promise<string> {
  await refuseUnlessFilled(file, name);
  const copy = join(directory, 'source');
  await pipeline(
    createReadStream(file, { highWaterMark: 1 << 20 }),
    createWriteStream(copy, { mode: 0o600, flags: 'wx' }),
    signal ? { signal } : {},
  );
  // What stood in it a moment ago may be gone.
  await refuseUnlessFilled(copy, name);
  return copy;
}

/** Throws `UnusableFileError` for a file that is missing or empty. */
export async function refuseUnlessFilled(file: string, name: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) {
    throw new UnusableFileError('file.missing', `There is no file ${name}.`, {
      hint: 'Check the name and the place of the file.',
      params: { file: name },
    });
  }
  if (found.size === 0) {
    throw new UnusableFileError('file.empty', `The file ${name} is empty.`, {
      hint: 'Export the data again and check that the export was finished.',
      params: { file: name },
    });
  }
}
