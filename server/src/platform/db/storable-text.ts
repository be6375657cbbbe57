import type { FailureProblem } from '../errors/failure.ts';

interface Place {
  readonly key: string;
  readonly within?: Place;
}

interface Part {
  readonly value: unknown;
  readonly place: Place;
}

const problemsMax = 10;
const keysMax = 20;

/** PostgreSQL keeps no NUL, and UTF-8 has no half of a surrogate pair. */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** The first places of a value that hold a text, or a key, that cannot be kept as it is. However deep: it calls nothing again. */
export function findUnstorableTexts(value: unknown, name: string): FailureProblem[] {
  const problems: FailureProblem[] = [];
  const waiting: Part[] = [{ value, place: { key: name } }];
  for (let part = waiting.pop(); part && problems.length < problemsMax; part = waiting.pop()) {
    const { place } = part;
    if (typeof part.value === 'string') {
      if (!isStorableText(part.value)) problems.push(unstorableAt(place));
      continue;
    }
    for (const [key, item] of Object.entries(part.value ?? {})) {
      if (!isStorableText(key)) problems.push(unstorableAt(place));
      else if (canHoldText(item)) waiting.push({ value: item, place: { key, within: place } });
    }
  }
  return problems;
}

function canHoldText(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null);
}

function unstorableAt(place: Place): FailureProblem {
  const keys: string[] = [];
  for (let at: Place | undefined = place; at !== undefined; at = at.within) keys.push(at.key);
  return {
    path: keys.toReversed().slice(0, keysMax).join('.'),
    message: 'Holds a character that no text can hold: NUL, or half of a surrogate pair',
    code: 'unstorable_text',
  };
}

/** As JSON for a column, from a file of somebody else: what cannot be kept becomes the replacement character. */
export function toStorableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? part.toWellFormed().replaceAll('\0', '\u{fffd}') : part,
  );
}
