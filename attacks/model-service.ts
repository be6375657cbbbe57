import {
  type CellRegion,
  createReleaseIndex,
  defaultParameters,
  type ProtectedValue,
  protectCount,
  type ReleaseIndex,
  suppressDifferences,
  suppressed,
  suppressZeroDifferences,
  zero,
} from '@datalab/query-control';
import type { SeededRandom } from './seeded-random.ts';

/** An attribute that is known for everyone in the register. */
export interface Trait {
  readonly name: string;
  /** Areas lie in districts; of periods any number may be asked; other attributes say what a person is. */
  readonly kind: 'area' | 'period' | 'other';
  /** All codes that occur, in order. */
  readonly codes: readonly string[];
  /** Of each record the place of its code. */
  readonly places: Uint16Array;
}

/** The known attributes of everyone in a register of so many records. */
export interface Traits {
  readonly size: number;
  readonly list: readonly Trait[];
  readonly districtOf: (code: string) => string;
}

/** A person, by the code of each trait. */
export type Target = readonly string[];

/** Arranges the known attributes, from rows with a code for each trait. */
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
  /** People who are the same to all questions: how many there are, and which bits of which attributes they have. */
  readonly groups: readonly { readonly size: number; readonly patterns: Uint8Array }[];
}

interface ReadyQuestion {
  /** What is asked, with the secret as its last attribute. */
  readonly attributes: readonly Attribute[];
  /** The bits of the target. */
  readonly target: number;
  /** The bits of the members of the cell, and the bit of the secret. */
  readonly cell: number;
  readonly secretBit: number;
  /** For each set of attributes that is relaxed, the bits that remain. */
  readonly around: readonly number[];
  readonly box: CellRegion;
  /** The regions around, as text, with the bits of their members. */
  readonly boxes: ReadonlyMap<string, number>;
  readonly choices: readonly (readonly [column: string, codes: string])[];
}

/** A bit of its own, and for areas one for the district. */
interface Attribute {
  readonly name: string;
  readonly codes: readonly string[];
  readonly bit: number;
  readonly coarseBit?: number;
  /** Whether it says what people are, by one code. */
  readonly isSensitive: boolean;
}

const { minimumCount } = defaultParameters;
const choicesPerColumn = 10;

export function makeReady(traits: Traits, target: Target, set: readonly Question[]): ReadySet {
  const patterns = new Uint8Array(traits.size * set.length);
  const questions = set.map((question, index) => {
    const attributes = attributesOf(traits, question);
    let ofTarget = 0;
    for (const attribute of attributes) {
      const at = traits.list.findIndex(({ name }) => name === attribute.name);
      const trait = traits.list[at];
      if (trait === undefined) continue;
      const taken = stepsOf(traits, trait, attribute);
      ofTarget |= taken[trait.codes.indexOf(target[at] ?? '')] ?? 0;
      for (let record = 0; record < traits.size; record += 1) {
        const place = record * set.length + index;
        patterns[place] = (patterns[place] ?? 0) | (taken[trait.places[record] ?? 0] ?? 0);
      }
    }
    return readyQuestion(attributes, ofTarget);
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

function attributesOf({ list }: Traits, question: Question): Attribute[] {
  let bit = 1;
  const next = (): number => {
    const own = bit;
    bit *= 2;
    return own;
  };
  const asked = list.filter(({ name }) => question.has(name));
  const attributes = asked.map(({ name, kind }): Attribute => {
    const codes = question.get(name) ?? [];
    const isSensitive = kind === 'other' && codes.length === 1;
    return { name, codes, isSensitive, bit: next(), ...(kind === 'area' ? { coarseBit: next() } : {}) };
  });
  return [...attributes, { name: 'secret', codes: ['yes'], isSensitive: true, bit: next() }];
}

/** For each code of a trait its bits of an attribute. */
function stepsOf({ districtOf }: Traits, { codes }: Trait, attribute: Attribute): Uint8Array {
  const districts = new Set(attribute.codes.map(districtOf));
  return Uint8Array.from(codes, (code) => {
    const coarse =
      attribute.coarseBit !== undefined && districts.has(districtOf(code)) ? attribute.coarseBit : 0;
    return coarse | (attribute.codes.includes(code) ? attribute.bit : 0);
  });
}

function readyQuestion(attributes: readonly Attribute[], target: number): ReadyQuestion {
  const kept = subsetsOf(attributes);
  const boxOf = (some: readonly Attribute[]): CellRegion =>
    Object.fromEntries(some.map(({ name, codes }) => [name, codes]));
  return {
    attributes,
    target,
    cell: bitsOf(attributes),
    secretBit: attributes.at(-1)?.bit ?? 0,
    around: kept.map(bitsOf),
    box: boxOf(attributes),
    boxes: new Map(kept.map((some) => [keyOf(boxOf(some)), bitsOf(some)])),
    choices: attributes.flatMap(({ name, codes }) =>
      name !== 'month' && codes.length > 1 ? [[name, JSON.stringify(codes)] as const] : [],
    ),
  };
}

function bitsOf(attributes: readonly Attribute[]): number {
  return attributes.reduce((bits, { bit, coarseBit = 0 }) => bits | bit | coarseBit, 0);
}

function subsetsOf<T>(items: readonly T[]): T[][] {
  const subsets: T[][] = [[]];
  for (const item of items) subsets.push(...subsets.map((some) => [...some, item]));
  return subsets;
}

function keyOf(box: CellRegion): string {
  const sorted = Object.entries(box)
    .map(([name, codes]) => [name, 'except' in codes ? codes : [...codes].sort()] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify(sorted);
}

/** What one town answers to a set: a figure for each question; undefined where the budget is used up. */
export type Answers = readonly (ProtectedValue | undefined)[];

/** For each question how many people have which bits, and the keys of those in the cell. */
interface Tally {
  readonly counts: readonly Uint32Array[];
  readonly keys: readonly number[];
}

/**
 * A town of about as many people as there are records: the target, and others with the traits of the records, each as
 * often as chance gives (Poisson), with even chances of having the secret.
 */
export function drawTown(random: SeededRandom, { questions, groups }: ReadySet, secret: number): Tally {
  const counts = questions.map(({ secretBit }) => new Uint32Array(2 * secretBit));
  const keys = questions.map(() => 0);
  const add = (patternOf: (index: number) => number, hasSecret: boolean, size: number): void => {
    const key = random.key();
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
      const drawn = random.poisson(size / 2);
      if (drawn > 0) add((index) => patterns[index] ?? 0, hasSecret, drawn);
    }
  }
  return { counts: counts.map(addUp), keys };
}

/** From people with exactly these bits to people with at least these. */
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
 * A model of the rules of the platform: the minimum, cell keys, disclosive zeros, small complements, group disclosure,
 * the budget for choices, and differences with all earlier answers.
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
    const alone = isSuppressed(question, sizeOf)
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

/**
 * Disclosive zeros; small complements, or empty ones near a small group; groups whose members all have one property.
 */
function isSuppressed(
  { attributes, cell, around }: ReadyQuestion,
  sizeOf: (bits: number) => number,
): boolean {
  const count = sizeOf(cell);
  const district = attributes.find(({ coarseBit }) => coarseBit !== undefined);
  if (count === 0) {
    return around.some((bits) => isFew(sizeOf(bits)) || isFew(sizeOf(bits | (district?.coarseBit ?? 0))));
  }
  if (isFew(sizeOf(0) - count)) return true;
  return attributes.some((attribute) => {
    const steps = [
      attribute.bit,
      ...(attribute.coarseBit === undefined ? [] : [attribute.bit | attribute.coarseBit]),
    ];
    return steps.some((step) => {
      const left = sizeOf(cell & ~step) - count;
      if (isFew(left)) return true;
      if (left > 0) return false;
      const whole = attribute.bit | (attribute.coarseBit ?? 0);
      if (attribute.isSensitive && step === whole && sizeOf(cell & ~whole) > 0) return true;
      return around.some((bits) => (bits & whole) === whole && isFew(sizeOf(bits & ~step) - sizeOf(bits)));
    });
  });
}

/** Compares a figure with all earlier ones. */
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
    id: `answer ${at}`,
    dataset: 'people',
    version: '1',
    unit: 'persons' as const,
    cells: [{ id: 'cell', box, count, shown: true }],
  };
  const different = suppressDifferences(index, table);
  const { release } = await suppressZeroDifferences(index, different.release, {
    minimumCount,
    count: async (boxes) => boxes.map((one) => sizeOfBox(one, questions, counts)),
  });
  index.add(release);
  return release.cells.every(({ shown }) => shown);
}

function sizeOfBox(
  box: CellRegion,
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
