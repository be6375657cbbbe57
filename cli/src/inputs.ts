import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { type AreaDivision, type Contract, parseContract, readAreas } from '@datalab/warehouse';
import { WrongUse } from './exit-codes.ts';

export async function readContract(path: string): Promise<Contract> {
  return parseContract(await readText(path, 'contract'));
}

export interface AreaOptions {
  readonly areas?: readonly string[];
  readonly areaYear?: number;
}

/** The division that codes are checked against; without files only their form is checked. */
export async function readDivision(
  { areas, areaYear }: AreaOptions,
  yearOfContract: number | undefined,
): Promise<AreaDivision | undefined> {
  if (areas === undefined) return undefined;
  const year = areaYear ?? yearOfContract;
  if (year === undefined) {
    throw new WrongUse(
      'areas.no-year',
      'It is not known of which year these areas are.',
      'Add --area-year, or areaYear to the contract.',
    );
  }
  for (const path of areas) await stat(path);
  return readAreas([...areas], year);
}

export async function readJson(path: string, what: string): Promise<unknown> {
  const text = await readText(path, what);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const place = placeOf(error);
    throw new WrongUse(
      `${what}.not-json`,
      `${path} is not JSON${place}.`,
      'Check quotes, commas and brackets.',
    );
  }
}

/** Where reading JSON went wrong, when the engine says so; what stands there may be of the data. */
function placeOf(error: unknown): string {
  const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(String(error)) ?? [];
  return line === undefined ? '' : `: see line ${line}, column ${column}`;
}

const questionBytesMax = 1_000_000;

/** A question is a page of text at most; a larger file is another one, given by mistake. */
export async function readQuestion(path: string): Promise<unknown> {
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  if (size > questionBytesMax) {
    throw new WrongUse(
      'question.too-large',
      `${path} is too large to be a question: at most 1 MB.`,
      'Give the file with the question, not the one with the data.',
    );
  }
  return readJson(path, 'question');
}

/** Appears whole or not at all. */
export async function writeJson(path: string, content: unknown): Promise<void> {
  await writeText(path, [`${JSON.stringify(content, null, 2)}\n`]);
}

/** Writes text portion by portion; it appears whole or not at all. */
export async function writeText(path: string, portions: Iterable<string>): Promise<void> {
  const building = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeFile(building, portions);
    await rename(building, path);
  } catch (error) {
    await rm(building, { force: true });
    throw missingPlace(error, path);
  }
}

export async function requireDirectory(path: string, what: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return;
  throw new WrongUse(`${what}.missing`, `There is no ${what} at ${path}.`, 'Check the path.');
}

/** `care` means the edition `edition:care`; a full name stays as it is. */
export function readSpace(text: string): string {
  const space = text.includes(':') ? text : `edition:${text}`;
  if (/^(edition|organisation):[a-z0-9]+(-[a-z0-9]+)*$/.test(space)) return space;
  throw new WrongUse(
    'space.invalid',
    `"${text}" is not the name of a space.`,
    'Write the short name of the edition, such as care-at-home, or edition:care-at-home.',
  );
}

async function readText(path: string, what: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new WrongUse(`${what}.missing`, `There is no ${what} at ${path}.`, 'Check the path.');
  });
}

function missingPlace(error: unknown, path: string): unknown {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return error;
  return new WrongUse('output.missing', `${path} cannot be written: its directory is not there.`);
}
