import {
  createReleaseIndex,
  defaultParameters,
  type ProtectedValue,
  protectCount,
  suppressed,
  zero,
} from '@datalab/disclosure';
import type { Attack } from './attack.ts';
import { createDice, type Dice } from './dice.ts';
import { shown } from './scene.ts';

const least = defaultParameters.minimumCount;

interface Person {
  readonly traits: readonly number[];
  readonly secret: number;
  readonly key: number;
}

/** Conditions on traits (position to accepted levels) and, perhaps, on the secret. */
interface Conditions {
  readonly traits: ReadonlyMap<number, ReadonlySet<number>>;
  readonly secret?: number;
}

const traitCount = 4;
const levels = 4;

/** One town: a known target who stands alone in its traits, among people drawn at random. */
function drawPeople(dice: Dice, size: number, secretOfTarget: number): Person[] {
  const target: Person = {
    traits: Array.from({ length: traitCount }, () => 0),
    secret: secretOfTarget,
    key: dice.key(),
  };
  const others = Array.from({ length: size - 1 }, (): Person => {
    const traits: number[] = Array.from({ length: traitCount }, () => dice.below(levels));
    const isLikeTarget = !traits.some((level) => level !== 0);
    if (isLikeTarget) traits[dice.below(traitCount)] = 1 + dice.below(levels - 1);
    return { traits, secret: dice.share() < 0.5 ? 1 : 0, key: dice.key() };
  });
  return [target, ...others];
}

type Service = (conditions: Conditions) => ProtectedValue;

/**
 * The rules of the platform in small, over people in memory: minimum, cell keys, noughts of small groups, what is left
 * of an enclosing group, and differences with everything answered before.
 */
function createService(people: readonly Person[], isProtected: boolean): Service {
  const index = createReleaseIndex({ minimumCount: least, termsMax: 1 });
  const crowd = createCrowd(people);
  let answered = 0;
  return (conditions) => {
    const count = crowd.count(conditions);
    if (!isProtected) return count === 0 ? zero : { status: 'published', value: count };
    const groups = enclosingOf(conditions).map((group) => crowd.count(group));
    const isFew = (left: number) => left > 0 && left < least;
    if (groups.some((group) => isFew(group - count))) return suppressed;
    const figure = protectCount({ count, cellKey: crowd.keyOf(conditions) }, defaultParameters);
    answered += 1;
    const release = {
      id: `answer ${answered}`,
      dataset: 'people',
      version: '1',
      unit: 'persons' as const,
      cells: [{ id: 'cell', box: boxOf(conditions), count, shown: figure.status !== 'suppressed' }],
    };
    const isTelling = index.check(release).differences.length > 0;
    const cells = release.cells.map((cell) => ({ ...cell, shown: cell.shown && !isTelling }));
    index.add({ ...release, cells });
    return isTelling ? suppressed : figure;
  };
}

/** People as bits, 32 to a word, so that groups are counted fast. */
function createCrowd(people: readonly Person[]) {
  const words = Math.ceil(people.length / 32);
  const bitsOf = (belongs: (person: Person) => boolean): Uint32Array => {
    const bits = new Uint32Array(words);
    for (const [at, person] of people.entries()) {
      if (belongs(person)) bits[at >> 5] = (bits[at >> 5] ?? 0) | (1 << (at & 31));
    }
    return bits;
  };
  const byLevel = Array.from({ length: traitCount }, (_, trait) =>
    Array.from({ length: levels }, (_, level) => bitsOf((person) => person.traits[trait] === level)),
  );
  const bySecret = [0, 1].map((secret) => bitsOf((person) => person.secret === secret));
  const everybody = bitsOf(() => true);
  const groupOf = ({ traits, secret }: Conditions): Uint32Array => {
    const bits = secret === undefined ? everybody.slice() : (bySecret[secret] ?? everybody).slice();
    for (const [trait, accepted] of traits) {
      for (let word = 0; word < words; word++) {
        let any = 0;
        for (const level of accepted) any |= byLevel[trait]?.[level]?.[word] ?? 0;
        bits[word] = (bits[word] ?? 0) & any;
      }
    }
    return bits;
  };
  return {
    count: (conditions: Conditions) => groupOf(conditions).reduce((sum, word) => sum + countBits(word), 0),
    keyOf: (conditions: Conditions) => {
      const bits = groupOf(conditions);
      const isIn = (at: number) => (((bits[at >> 5] ?? 0) >>> (at & 31)) & 1) === 1;
      return people.reduce((sum, { key }, at) => (isIn(at) ? (sum + key) % 2 ** 32 : sum), 0);
    },
  };
}

function countBits(word: number): number {
  let pairs = word - ((word >>> 1) & 0x55555555);
  pairs = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((pairs + (pairs >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function enclosingOf({ traits, secret }: Conditions): Conditions[] {
  const withoutTrait = [...traits.keys()].map((dropped) => ({
    traits: new Map([...traits].filter(([trait]) => trait !== dropped)),
    ...(secret === undefined ? {} : { secret }),
  }));
  return secret === undefined ? withoutTrait : [...withoutTrait, { traits }];
}

function boxOf({ traits, secret }: Conditions): Record<string, string[]> {
  const box = Object.fromEntries(
    [...traits].map(([trait, accepted]) => [`t${trait}`, [...accepted].map(String)]),
  );
  return secret === undefined ? box : { ...box, secret: [String(secret)] };
}

const setSize = 24;
const querySets = 1000;
const worldsToTrain = 24;
const worldsToTest = 4000;
const townSize = 260;

/**
 * A16: an automated search as QuerySnout does (Cretu and others, 2022): a thousand sets of questions, for each a
 * weighing of the answers learned on towns the attacker draws, and the best set tried on fresh towns.
 */
const search: Attack = {
  id: 'A16',
  title: 'Searching a thousand sets of questions for one that tells a secret',
  on: 'library',
  run: async () => ({
    unit: 'accuracy of telling one secret bit',
    gained: searchBest(true),
    baseline: 0.5,
    unprotected: searchBest(false),
    margin: 0.02 + 2 * Math.sqrt(0.25 / worldsToTest),
    tried: `${querySets} sets of ${setSize} questions, ${worldsToTrain} towns to learn from, ${worldsToTest} fresh ones; the margin is 2 points and two standard errors`,
    known: {
      most: 0.57,
      because:
        'whether a group of about the minimum is shown depends on each member of it; a floor that differs from group to group would hide more of what may be shown',
    },
  }),
};

function searchBest(isProtected: boolean): number {
  const dice = createDice(isProtected ? 16 : 17);
  let best: { readonly set: Conditions[]; readonly weights: number[]; readonly accuracy: number } | undefined;
  for (let round = 0; round < querySets; round++) {
    const set = drawQuestions(dice);
    const learned = learn(dice, set, isProtected);
    if (best === undefined || learned.accuracy > best.accuracy) best = { set, ...learned };
  }
  if (best === undefined) throw new Error('no set was tried');
  let right = 0;
  for (let world = 0; world < worldsToTest; world++) {
    const { answers, secret } = askWorld(dice, best.set, isProtected);
    if ((weigh(answers, best.weights) > 0 ? 1 : 0) === secret) right += 1;
  }
  return right / worldsToTest;
}

/** Questions around the target: pairs with and without it, so that noise and the rest cancel out. */
function drawQuestions(dice: Dice): Conditions[] {
  const all = Array.from({ length: levels }, (_, level) => level);
  return Array.from({ length: setSize / 2 }, () => {
    const traits = new Map<number, ReadonlySet<number>>();
    for (let trait = 0; trait < traitCount; trait++) {
      const kind = dice.below(3);
      if (kind === 0) traits.set(trait, new Set([0]));
      if (kind === 1) traits.set(trait, new Set([0, ...dice.half(all.slice(1))]));
    }
    const dropped = dice.below(traitCount);
    const without = new Map([...traits, [dropped, new Set(all.slice(1))] as const]);
    const secret = 1;
    return [
      { traits, secret },
      { traits: without, secret },
    ];
  }).flat();
}

function askWorld(
  dice: Dice,
  set: readonly Conditions[],
  isProtected: boolean,
): { answers: number[]; secret: number } {
  const secret = dice.share() < 0.5 ? 1 : 0;
  const people = drawPeople(dice, townSize, secret);
  const service = createService(people, isProtected);
  const figures = set.map((conditions) => service(conditions));
  const answers = figures.flatMap((figure) => [shown(figure) ?? 0, figure.status === 'suppressed' ? 1 : 0]);
  return { answers, secret };
}

/** Weights by the difference of means over the variance, and how well they tell the towns they were learned on. */
function learn(dice: Dice, set: readonly Conditions[], isProtected: boolean) {
  const worlds = Array.from({ length: worldsToTrain }, () => askWorld(dice, set, isProtected));
  const width = 2 * set.length;
  const columns = Array.from({ length: width }, (_, column) => {
    const of = (secret: number) =>
      worlds.filter((world) => world.secret === secret).map(({ answers }) => answers[column] ?? 0);
    const [zeros, ones] = [of(0), of(1)];
    const spread = variance([...zeros, ...ones]);
    return {
      weight: spread === 0 ? 0 : (mean(ones) - mean(zeros)) / spread,
      middle: (mean(ones) + mean(zeros)) / 2,
    };
  });
  const bias = -columns.reduce((sum, { weight, middle }) => sum + weight * middle, 0);
  const weights = [...columns.map(({ weight }) => weight), bias];
  const right = worlds.filter(({ answers, secret }) => (weigh(answers, weights) > 0 ? 1 : 0) === secret);
  return { weights, accuracy: right.length / worlds.length };
}

function weigh(answers: readonly number[], weights: readonly number[]): number {
  return answers.reduce((sum, answer, column) => sum + answer * (weights[column] ?? 0), weights.at(-1) ?? 0);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
}

const reconstructed = 120;
const townsFitted = 12;

/**
 * A17 (Dinur and Nissim, 2003): every permitted question about the secret is asked, and the secrets of all people are
 * fitted to the answers by a linear programme.
 */
const reconstruction: Attack = {
  id: 'A17',
  title: 'Fitting everybody to all answers at once',
  on: 'library',
  run: async ({ solver }) => {
    const fitTown = (seed: number, isProtected: boolean): { right: number; guess: number } => {
      const dice = createDice(seed);
      const people = drawPeople(dice, reconstructed, 1);
      const service = createService(people, isProtected);
      const questions = allQuestions();
      const rows = questions.flatMap((conditions) => {
        const figure = shown(service({ ...conditions, secret: 1 }));
        if (figure === undefined) return [];
        const members = people.flatMap((person, at) =>
          [...conditions.traits].every(([trait, accepted]) => accepted.has(person.traits[trait] ?? -1))
            ? [at]
            : [],
        );
        return [{ figure, members }];
      });
      const columns = [
        ...people.map(() => ({ lower: 0, upper: 1, cost: 0 })),
        ...rows.flatMap(() => [
          { lower: 0, upper: Number.POSITIVE_INFINITY, cost: 1 },
          { lower: 0, upper: Number.POSITIVE_INFINITY, cost: 1 },
        ]),
      ];
      const program = {
        columns,
        rows: rows.map(({ figure, members }, at) => ({
          lower: figure,
          upper: figure,
          entries: [
            ...members.map((member): [number, number] => [member, 1]),
            [people.length + 2 * at, 1] as [number, number],
            [people.length + 2 * at + 1, -1] as [number, number],
          ],
        })),
      };
      const outcome = solver.with(program, (running) => running.minimise({ seconds: 60 }));
      if (outcome.kind !== 'optimal') throw new Error(`the fit ended ${outcome.kind}`);
      const right = people.filter(({ secret }, at) => ((outcome.values[at] ?? 0) > 0.5 ? 1 : 0) === secret);
      const ones = people.filter(({ secret }) => secret === 1).length;
      return {
        right: right.length / people.length,
        guess: Math.max(ones, people.length - ones) / people.length,
      };
    };
    const rightShare = (isProtected: boolean) => {
      const towns = Array.from({ length: townsFitted }, (_, seed) => fitTown(1700 + seed, isProtected));
      return { right: mean(towns.map(({ right }) => right)), guess: mean(towns.map(({ guess }) => guess)) };
    };
    const closed = rightShare(true);
    const open = rightShare(false);
    return {
      unit: 'share of people of whom the secret is fitted rightly',
      gained: closed.right,
      baseline: closed.guess,
      unprotected: open.right,
      margin: 0.02,
      tried: `all combinations of up to ${traitCount} traits of ${reconstructed} people, in ${townsFitted} towns`,
    };
  },
};

/** Every trait left open or at one of its levels. */
function allQuestions(): Conditions[] {
  let all: Map<number, ReadonlySet<number>>[] = [new Map()];
  for (let trait = 0; trait < traitCount; trait++) {
    all = all.flatMap((traits) => [
      traits,
      ...Array.from(
        { length: levels },
        (_, level) => new Map([...traits, [trait, new Set([level])] as const]),
      ),
    ]);
  }
  return all.map((traits) => ({ traits }));
}

export const inferenceAttacks: readonly Attack[] = [search, reconstruction];
