import type { QuestionProblemCode } from './refusal.ts';

/** Notes a problem; the reading goes on, so that an author sees all of them at once. */
export type Report = (path: string, message: string, code?: QuestionProblemCode) => undefined;

/** An object of JSON. */
export type Fields = Record<string, unknown>;

/** Whether a value is an object of JSON. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A name of at most 200 characters. */
export function readName(value: unknown, path: string, report: Report): string | undefined {
  if (typeof value === 'string' && value !== '' && value.length <= 200) return value;
  return report(path, 'Give a name.');
}

/** How a list is read: each item, and how many there may be. */
export interface ListReading<T> {
  readonly item: (value: unknown, path: string, report: Report) => T | undefined;
  readonly limit: number;
}

/** A list of at most so many items. */
export function readList<T>(
  value: unknown,
  path: string,
  { item, limit }: ListReading<T>,
  report: Report,
): T[] | undefined {
  if (!Array.isArray(value)) return report(path, 'Give a list.');
  if (value.length > limit) return report(path, `At most ${limit} are allowed.`, 'query.too-many');
  return value.flatMap((one: unknown, index) => {
    const result = item(one, `${path}[${index}]`, report);
    return result === undefined ? [] : [result];
  });
}

/** Reports each field that is not one of the known. */
export function rejectUnknown(value: Fields, known: string[], path: string, report: Report): void {
  for (const field of Object.keys(value).filter((name) => !known.includes(name))) {
    report(path, `Unknown field "${field}"; possible: ${known.join(', ')}.`, 'query.unknown-field');
  }
}

/** Reports each key that stands there twice. */
export function rejectDoubles(keys: string[] | undefined, path: string, report: Report): void {
  const doubles = new Set(keys?.filter((key, index) => keys.indexOf(key) !== index));
  for (const key of doubles) report(path, `"${key}" is asked twice.`, 'query.duplicate');
}
