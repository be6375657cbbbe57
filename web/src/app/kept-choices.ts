import { parseObject } from './parse-object.ts';

/**
 * Reads choices that a page kept as JSON, by name. Keeps those that the page still knows and drops the rest: what an
 * older page kept may hold anything.
 */
export function readKeptChoices<Name extends string, Choice>(
  text: string,
  names: readonly Name[],
  choices: readonly Choice[],
): Partial<Record<Name, Choice>> {
  const kept = parseObject(text) ?? {};
  const known: Partial<Record<Name, Choice>> = {};
  for (const name of names) {
    const choice = choices.find((possible) => possible === kept[name]);
    if (choice !== undefined) known[name] = choice;
  }
  return known;
}
