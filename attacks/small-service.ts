import {
  type CellBox,
  createReleaseIndex,
  defaultParameters,
  type ProtectedValue,
  protectCount,
  type ReleaseIndex,
  suppressed,
  withholdDifferences,
  withholdEvens,
  zero,
} from '@datalab/disclosure';
import type { Dice } from './dice.ts';

/** Something that is known of everybody. */
export interface Trait {
  readonly name: string;
  /** Areas lie in districts; of periods any number may be asked; other things say what somebody is. */
  readonly kind: 'area' | 'period' | 'other';
  /** All codes that occur, in order. */
  readonly codes: readonly string[];
  /** Of each record the place of its code. */
  readonly places: Uint16Array;
}

/** What is known of everybody in a register of so many records. */
export interface Traits {
  readonly size: number;
  readonly list: readonly Trait[];
  readonly districtOf: (code: string) => string;
}

/** Somebody by the code of each trait. */
export type Target = readonly string[];

/** Lays out what is known, from rows with a code for each trait. */
export function layOut(
  about: readonly Pick<Trait, 'name' | 'kind'>[],
  rows: readonly (readonly string[])[],
  districtOf: Traits['districtOf'],
): Traits {
  const list = about.map((trait, at): Trait => {
    const codes = [...new Set(rows.map((row) => row[at] ?? ''))].sort();
    const placeOf = new Map(codes.map((code, place) => [code, place]));
    return { ...trait, codes, places: Uint16Array.from(rows, (row) => placeOf.get(row[at] ?? '') ?? 0) };
  });
  return { size: rows.length, list, districtOf };
}

/** How many people have the secret, among those with certain codes of certain traits. */
export type Question = ReadonlyMap<string, readonly string[]>;

/** A set of questions, made ready to be asked of one town after another. */
export interface ReadySet {
  readonly questions: readonly ReadyQuestion[];
  /** People who are the same to all questions: how many there are, and which steps of which topics they take, as bits. */
  readonly groups: readonly { readonly size: number; readonly patterns: Uint8Array }[];
}

interface ReadyQuestion {
  /** What is asked, with the secret as its last topic. */
  readonly topics: readonly Topic[];
  /** Which steps the target takes. */
  readonly target: number;
  /** The bits that make somebody belong to the cell, and the one of the secret. */
  readonly cell: number;
  readonly secretBit: number;
  /** For each set of topics that is let go the bits that remain. */
  readonly around: readonly number[];
  readonly box: CellBox;
  /** The boxes around, as text, with the bits that make somebody belong to them. */
  readonly boxes: ReadonlyMap<string, number>;
  readonly choices: readonly (readonly [column: string, codes: string])[];
}

/** A bit of its own, and for areas one for the district. */
interface Topic {
  readonly name: string;
  readonly codes: readonly string[];
  readonly bit: number;
  readonly coarseBit?: number;
  /** Whether it says what people are, by one code. */
  readonly tells: boolean;
}

const { minimumCount } = defaultParameters;
const choicesPerColumn = 10;

export function makeReady(traits: Traits, target: Target, set: readonly Question[]): ReadySet {
  const patterns = new Uint8Array(traits.size * set.length);
  const questions = set.map((question, index) => {
    const topics = topicsOf(traits, question);
    let ofTarget = 0;
    for (const topic of topics) {
      const at = traits.list.findIndex(({ name }) => name === topic.name);
      const trait = traits.list[at];
      if (trait === undefined) continue;
      const taken = stepsOf(traits, trait, topic);
      ofTarget |= taken[trait.codes.indexOf(target[at] ?? '')] ?? 0;
      for (let record = 0; record < traits.size; record += 1) {
        const place = record * set.length + index;
        patterns[place] = (patterns[place] ?? 0) | (taken[trait.places[record] ?? 0] ?? 0);
      }
    }
    return readyQuestion(topics, ofTarget);
  });
  return { questions, groups: groupsOf(patterns, set.length) };
}

function groupsOf(patterns: Uint8Array, width: number): { size: number; patterns: Uint8Array }[] {
  const groups = new Map<string, { size: number; patterns: Uint8Array }>();
  for (let start = 0; start < patterns.length; start += width) {
    const own = patterns.subarray(start, start + width);
    const key = String.fromCharCode(...own);
    const group = groups.get(key);
    if (group) group.size += 1;
    else groups.set(key, { size: 1, patterns: own });
  }
  return [...groups.values()];
}

function topicsOf({ list }: Traits, question: Question): Topic[] {
  let bit = 1;
  const next = (): number => {
    const own = bit;
    bit *= 2;
    return own;
  };
  const asked = list.filter(({ name }) => question.has(name));
  const topics = asked.map(({ name, kind }): Topic => {
    const codes = question.get(name) ?? [];
    const tells = kind === 'other' && codes.length === 1;
    return { name, codes, tells, bit: next(), ...(kind === 'area' ? { coarseBit: next() } : {}) };
  });
  return [...topics, { name: 'secret', codes: ['yes'], tells: true, bit: next() }];
}

/** For each code of a trait the steps of a topic that it takes. */
function stepsOf({ districtOf }: Traits, { codes }: Trait, topic: Topic): Uint8Array {
  const districts = new Set(topic.codes.map(districtOf));
  return Uint8Array.from(codes, (code) => {
    const coarse = topic.coarseBit !== undefined && districts.has(districtOf(code)) ? topic.coarseBit : 0;
    return coarse | (topic.codes.includes(code) ? topic.bit : 0);
  });
}

function readyQuestion(topics: readonly Topic[], target: number): ReadyQuestion {
  const kept = subsetsOf(topics);
  const boxOf = (some: readonly Topic[]): CellBox =>
    Object.fromEntries(some.map(({ name, codes }) => [name, codes]));
  return {
    ...{ topics, target, cell: bitsOf(topics), secretBit: topics.at(-1)?.bit ?? 0 },
    around: kept.map(bitsOf),
    box: boxOf(topics),
    boxes: new Map(kept.map((some) => [keyOf(boxOf(some)), bitsOf(some)])),
    choices: topics.flatMap(({ name, codes }) =>
      name !== 'month' && codes.length > 1 ? [[name, JSON.stringify(codes)] as const] : [],
    ),
  };
}

function bitsOf(topics: readonly Topic[]): number {
  return topics.reduce((bits, { bit, coarseBit = 0 }) => bits | bit | coarseBit, 0);
}

function subsetsOf<T>(items: readonly T[]): T[][] {
  const subsets: T[][] = [[]];
  for (const item of items) subsets.push(...subsets.map((some) => [...some, item]));
  return subsets;
}

function keyOf(box: CellBox): string {
  const sorted = Object.entries(box)
    .map(([name, codes]) => [name, 'except' in codes ? codes : [...codes].sort()] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify(sorted);
}

/** What one town answers to a set: a figure for each question; undefined where the budget is used up. */
export type Answers = readonly (ProtectedValue | undefined)[];

/** For each question how many take which steps, and the keys of those in the cell. */
interface Tally {
  readonly counts: readonly Uint32Array[];
  readonly keys: readonly number[];
}

/**
 * A town of about as many people as there are records: the target, and others with the traits of the records, of each
 * as many as chance gives (Poisson), who have the secret or not with even chances.
 */
export function drawTown(dice: Dice, { questions, groups }: ReadySet, secret: number): Tally {
  const counts = questions.map(({ secretBit }) => new Uint32Array(2 * secretBit));
  const keys = questions.map(() => 0);
  const add = (patternOf: (index: number) => number, hasSecret: boolean, size: number): void => {
    const key = dice.key();
    for (let index = 0; index < questions.length; index += 1) {
      const question = questions[index];
      const tally = counts[index];
      if (question === undefined || tally === undefined) continue;
      const bits = patternOf(index) | (hasSecret ? question.secretBit : 0);
      tally[bits] = (tally[bits] ?? 0) + size;
      if (bits === question.cell) keys[index] = ((keys[index] ?? 0) + key) % 2 ** 32;
    }
  };
  add((index) => questions[index]?.target ?? 0, secret === 1, 1);
  for (const { size, patterns } of groups) {
    for (const hasSecret of [true, false]) {
      const drawn = dice.poisson(size / 2);
      if (drawn > 0) add((index) => patterns[index] ?? 0, hasSecret, drawn);
    }
  }
  return { counts: counts.map(addUp), keys };
}

/** From who takes exactly these steps to who takes at least these. */
function addUp(counts: Uint32Array): Uint32Array {
  for (let bit = 1; bit < counts.length; bit *= 2) {
    for (let bits = 0; bits < counts.length; bits += 1) {
      if ((bits & bit) === 0) counts[bits] = (counts[bits] ?? 0) + (counts[bits | bit] ?? 0);
    }
  }
  return counts;
}

/** The true figures. */
export function answerOpenly({ questions }: ReadySet, { counts }: Tally): Answers {
  return questions.map(({ cell }, index) => {
    const count = counts[index]?.[cell] ?? 0;
    return count === 0 ? zero : { status: 'published', value: count };
  });
}

/**
 * The rules of the platform in small: the minimum, cell keys, noughts near a few, what is left of an enclosing group,
 * what everybody of a group has, the budget for choices, and what all that was answered before tells with it.
 */
export async function answerProtected({ questions }: ReadySet, { counts, keys }: Tally): Promise<Answers> {
  const index = createReleaseIndex({ minimumCount, termsMax: 1 });
  const choices = new Map<string, Set<string>>();
  const answers: (ProtectedValue | undefined)[] = [];
  for (const [at, question] of questions.entries()) {
    if (!takeChoices(question, choices)) {
      answers.push(undefined);
      continue;
    }
    const sizeOf = (bits: number): number => counts[at]?.[bits] ?? 0;
    const count = sizeOf(question.cell);
    const alone = isLeftOut(question, sizeOf)
      ? suppressed
      : protectCount({ count, cellKey: keys[at] ?? 0 }, defaultParameters);
    const isShown = alone.status !== 'published' || (await review(index, { questions, counts, at, count }));
    answers.push(isShown ? alone : suppressed);
  }
  return answers;
}

function takeChoices({ choices }: ReadyQuestion, taken: Map<string, Set<string>>): boolean {
  const isRoom = choices.every(([column, codes]) => {
    const before = taken.get(column);
    return before === undefined || before.has(codes) || before.size < choicesPerColumn;
  });
  if (isRoom) {
    for (const [column, codes] of choices) taken.set(column, (taken.get(column) ?? new Set()).add(codes));
  }
  return isRoom;
}

function isFew(count: number): boolean {
  return count > 0 && count < minimumCount;
}

/** Noughts near a few; a few left of a group, or nobody where there are a few; all of a group with one property. */
function isLeftOut({ topics, cell, around }: ReadyQuestion, sizeOf: (bits: number) => number): boolean {
  const count = sizeOf(cell);
  const district = topics.find(({ coarseBit }) => coarseBit !== undefined);
  if (count === 0) {
    return around.some((bits) => isFew(sizeOf(bits)) || isFew(sizeOf(bits | (district?.coarseBit ?? 0))));
  }
  if (isFew(sizeOf(0) - count)) return true;
  return topics.some((topic) => {
    const steps = [topic.bit, ...(topic.coarseBit === undefined ? [] : [topic.bit | topic.coarseBit])];
    return steps.some((step) => {
      const left = sizeOf(cell & ~step) - count;
      if (isFew(left)) return true;
      if (left > 0) return false;
      const whole = topic.bit | (topic.coarseBit ?? 0);
      if (topic.tells && step === whole && sizeOf(cell & ~whole) > 0) return true;
      return around.some((bits) => (bits & whole) === whole && isFew(sizeOf(bits & ~step) - sizeOf(bits)));
    });
  });
}

/** Holds a figure against all before it. */
async function review(
  index: ReleaseIndex,
  {
    questions,
    counts,
    at,
    count,
  }: { questions: readonly ReadyQuestion[]; counts: Tally['counts']; at: number; count: number },
): Promise<boolean> {
  const box = questions[at]?.box ?? {};
  const table = {
    ...{ id: `answer ${at}`, dataset: 'people', version: '1', unit: 'persons' as const },
    cells: [{ id: 'cell', box, count, shown: true }],
  };
  const different = withholdDifferences(index, table);
  const { release } = await withholdEvens(index, different.release, {
    minimumCount,
    count: async (boxes) => boxes.map((one) => sizeOfBox(one, questions, counts)),
  });
  index.add(release);
  return release.cells.every(({ shown }) => shown);
}

function sizeOfBox(
  box: CellBox,
  questions: readonly ReadyQuestion[],
  counts: Tally['counts'],
): number | undefined {
  const key = keyOf(box);
  for (const [at, { boxes }] of questions.entries()) {
    const bits = boxes.get(key);
    if (bits !== undefined) return counts[at]?.[bits];
  }
  return undefined;
}
