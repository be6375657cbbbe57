import type { Domains } from './cell-values.ts';
import { isArea, type ResolvedDimension, registeredValues } from './resolved-query.ts';

const codeForms: Partial<Record<string, { form: RegExp; example: string }>> = {
  neighbourhood: { form: /^BU\d{8}$/, example: 'BU04791110' },
  district: { form: /^WK\d{6}$/, example: 'WK047911' },
  municipality: { form: /^GM\d{4}$/, example: 'GM0479' },
};

/**
 * What is wrong with the values of a selection, in words; undefined when nothing is. An area has to be in the division
 * that is given. Without one only the form of its code is judged: which codes occur is not public.
 */
export function judgeValues(
  dimension: ResolvedDimension,
  values: readonly (string | null)[],
  domains: Domains,
): string | undefined {
  const named = values.filter((value) => value !== null);
  if (isArea(dimension)) return judgeAreas(dimension.key, named, domains[dimension.key] ?? []);
  const registered = registeredValues(dimension);
  const unknown = named.filter((value) => registered && !registered.includes(value));
  if (unknown.length === 0) return undefined;
  return `${unknown.join(', ')} cannot be a value here; possible: ${registered?.join(', ')}.`;
}

function judgeAreas(
  level: string,
  codes: readonly string[],
  division: readonly string[],
): string | undefined {
  const write = (unknown: readonly string[]) => unknown.map((code) => `"${code}"`).join(', ');
  if (division.length > 0) {
    const known = new Set(division);
    const unknown = codes.filter((code) => !known.has(code));
    return unknown.length > 0 ? `The area division has no ${level} ${write(unknown)}.` : undefined;
  }
  const { form, example } = codeForms[level] ?? {};
  const malformed = codes.filter((code) => form && !form.test(code));
  if (malformed.length === 0) return undefined;
  return `${write(malformed)} cannot be the code of a ${level}, which looks like ${example}.`;
}
