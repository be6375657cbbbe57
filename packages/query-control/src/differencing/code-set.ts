/**
 * A set of codes of one variable: a bit for each code that is in it, or, with `except`, for each that is not. The
 * second kind is never empty and never a subset of the first: codes that are in no list may exist.
 */
export interface CodeSet {
  readonly words: Uint32Array;
  readonly except: boolean;
}

/** Every code, including those in no list. */
export const everyCode: CodeSet = { words: new Uint32Array(0), except: true };

/** A set from positions of codes. */
export function createCodeSet(positions: Iterable<number>, except: boolean): CodeSet {
  const all = [...positions];
  const words = new Uint32Array(all.length === 0 ? 0 : (Math.max(...all) >>> 5) + 1);
  for (const position of all) words[position >>> 5] = wordAt(words, position >>> 5) | (1 << (position & 31));
  return { words, except };
}

/** The positions of the listed codes, ascending. */
export function positionsOf({ words }: CodeSet): number[] {
  const positions: number[] = [];
  for (const [index, word] of words.entries()) {
    for (let bit = 0; bit < 32; bit += 1) if ((word >>> bit) & 1) positions.push(index * 32 + bit);
  }
  return positions;
}

/** Whether every code of `one` is in `other`. */
export function isSubset(one: CodeSet, other: CodeSet): boolean {
  if (one.except) return other.except && isWithin(other.words, one.words);
  return other.except ? !isMeeting(one.words, other.words) : isWithin(one.words, other.words);
}

/** Whether no code is in both. */
export function isDisjoint(one: CodeSet, other: CodeSet): boolean {
  if (one.except) return !other.except && isWithin(other.words, one.words);
  return other.except ? isWithin(one.words, other.words) : !isMeeting(one.words, other.words);
}

/** Whether there is no code in it. */
export function isEmpty({ words, except }: CodeSet): boolean {
  return !except && words.every((word) => word === 0);
}

/** The codes of `one` that are not in `other`. */
export function minus(one: CodeSet, other: CodeSet): CodeSet {
  const { words: x } = one;
  const { words: y } = other;
  const merge = (take: (x: number, y: number) => number): Uint32Array =>
    Uint32Array.from({ length: Math.max(x.length, y.length) }, (_, at) => take(wordAt(x, at), wordAt(y, at)));
  if (one.except) {
    return other.except
      ? { words: merge((a, b) => b & ~a), except: false }
      : { words: merge((a, b) => a | b), except: true };
  }
  return { words: merge(other.except ? (a, b) => a & b : (a, b) => a & ~b), except: false };
}

/** The codes in both. */
export function intersect(one: CodeSet, other: CodeSet): CodeSet {
  return minus(one, complement(other));
}

/** The codes in either. */
export function unite(one: CodeSet, other: CodeSet): CodeSet {
  return complement(minus(complement(one), other));
}

function complement({ words, except }: CodeSet): CodeSet {
  return { words, except: !except };
}

function isWithin(one: Uint32Array, other: Uint32Array): boolean {
  for (let at = 0; at < one.length; at += 1) if ((wordAt(one, at) & ~wordAt(other, at)) !== 0) return false;
  return true;
}

function isMeeting(one: Uint32Array, other: Uint32Array): boolean {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) if ((wordAt(one, at) & wordAt(other, at)) !== 0) return true;
  return false;
}

function wordAt(words: Uint32Array, at: number): number {
  return words[at] ?? 0;
}
