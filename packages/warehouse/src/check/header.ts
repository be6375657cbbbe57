import type { Contract } from '../contract/contract.ts';
import { recordReader } from './records.ts';
import { UnusableFileError } from './report.ts';

/** The places of the contract's columns in the file: `positions[i]` is where column i stands, counted from 0. */
export interface Header {
  names: string[];
  positions: number[];
}

const usual = [',', ';', '\t', '|'] as const;

/**
 * Finds the delimiter that makes the first line of a text the header of the contract, and the place of each column.
 * Throws `UnusableFileError` when the contract's own delimiter is not the one in the file, or no header fits.
 */
export function readHeader(
  firstText: string,
  contract: Contract,
  file: string,
): Header & { delimiter: string } {
  const declared = contract.source.delimiter;
  const fits = (delimiter: string) => {
    const names = recordReader(delimiter, firstText.length + 1).read(firstText, true)[0]?.fields ?? [];
    return { delimiter, names: names.map((name) => name.trim()), found: countFound(names, contract) };
  };
  const candidates = usual.map(fits).sort((a, b) => b.found - a.found || b.names.length - a.names.length);
  const best = candidates[0] ?? fits(',');
  const chosen = declared === undefined ? best : fits(declared);
  if (chosen.found < contract.columns.length) {
    const better = declared === undefined ? findOddDelimiter(firstText, chosen.found, fits) : best;
    if (better && better.found > chosen.found && better.names.length > 1) {
      throw wrongDelimiter(file, better.delimiter, declared);
    }
  }
  return { delimiter: chosen.delimiter, ...matchHeader(chosen.names, contract, file) };
}

/** Finds the columns of the contract among the names of a header; names are compared without case and outer spaces. */
export function matchHeader(names: readonly string[], contract: Contract, file: string): Header {
  const places = new Map<string, number[]>();
  for (const [index, name] of names.entries()) {
    const key = keyOf(name);
    places.set(key, [...(places.get(key) ?? []), index]);
  }
  const wanted = contract.columns.map((column) => column.name);
  const missing = wanted.filter((name) => !places.has(keyOf(name)));
  if (missing.length > 0) throw missingColumns(file, missing, names, wanted.length);
  const twice = wanted.filter((name) => (places.get(keyOf(name))?.length ?? 0) > 1);
  if (twice.length > 0) throw duplicateColumns(file, twice);
  const known = new Set(wanted.map(keyOf));
  const unknown = names.filter((name) => !known.has(keyOf(name)));
  const notAgreed = new Set(contract.notAgreed?.map(keyOf));
  const refused =
    contract.otherColumns === 'error' ? unknown : unknown.filter((name) => notAgreed.has(keyOf(name)));
  if (refused.length > 0) throw unknownColumns(file, refused);
  return { names: [...names], positions: wanted.map((name) => places.get(keyOf(name))?.[0] ?? -1) };
}

function keyOf(name: string): string {
  return name.trim().toLowerCase();
}

function countFound(names: readonly string[], contract: Contract): number {
  const present = new Set(names.map(keyOf));
  return contract.columns.filter((column) => present.has(keyOf(column.name))).length;
}

function findOddDelimiter<T extends { found: number }>(
  firstText: string,
  found: number,
  fits: (delimiter: string) => T,
): T | undefined {
  const line = firstText.split(/[\r\n]/, 1)[0] ?? '';
  const marks = new Set(line.match(/[^\p{L}\p{N}_"'.\-,;|\t]/gu) ?? []);
  return [...marks].map(fits).find((candidate) => candidate.found > found);
}

function wrongDelimiter(file: string, actual: string, declared: string | undefined): UnusableFileError {
  const expected = declared === undefined ? 'a comma, semicolon, tab or |' : shown(declared);
  return new UnusableFileError(
    'delimiter.wrong',
    `The columns of ${file} are separated by ${shown(actual)}.`,
    {
      detail: `Expected is ${expected}.`,
      hint: 'Export the file with the agreed separator, or change the contract.',
      params: { file, actual, ...(declared === undefined ? {} : { expected: declared }) },
    },
  );
}

function missingColumns(
  file: string,
  missing: string[],
  names: readonly string[],
  wantedCount: number,
): UnusableFileError {
  const list = names.slice(0, 30).map(headerName).join(', ');
  const isHeader = missing.length < wantedCount;
  return new UnusableFileError(
    'columns.missing',
    `${file} lacks columns of the contract: ${missing.join(', ')}.`,
    {
      // Without one known name the first line may be data, and data is not repeated.
      detail: isHeader
        ? `The first line holds: ${list}${names.length > 30 ? ', ...' : ''}.`
        : `The first line holds ${names.length} fields and none of the names of the contract.`,
      hint: 'Put the names of the columns in the first line, written as in the contract.',
      params: { file, columns: missing },
    },
  );
}

function duplicateColumns(file: string, twice: string[]): UnusableFileError {
  return new UnusableFileError(
    'columns.duplicate',
    `${file} holds columns more than once: ${twice.join(', ')}.`,
    {
      hint: 'Leave only one column of each name.',
      params: { file, columns: twice },
    },
  );
}

function unknownColumns(file: string, unknown: string[]): UnusableFileError {
  const names = unknown.map(headerName);
  const some = names.slice(0, 30).join(', ');
  return new UnusableFileError('columns.unknown', `${file} holds columns that were not agreed: ${some}.`, {
    hint: 'Remove these columns from the file, or say otherColumns: omit in the contract.',
    params: { file, columns: names.slice(0, 30) },
  });
}

function headerName(name: string): string {
  return name.trim() === '' ? '(no name)' : name.trim().slice(0, 60);
}

function shown(delimiter: string): string {
  return delimiter === '\t' ? 'a tab' : `"${delimiter}"`;
}
