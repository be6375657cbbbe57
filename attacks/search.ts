import { runs } from '../tools/effort.ts';
import type { Attack, AttackContext } from './attack.ts';
import { shown } from './demo-client.ts';
import {
  answerOpenly,
  answerProtected,
  drawTown,
  layOut,
  makeReady,
  type Question,
  type ReadySet,
  type Target,
  type Traits,
} from './model-service.ts';
import { createRandom, type SeededRandom } from './seeded-random.ts';
import { bestSingleGuess } from './single-figure.ts';
import { allValues } from './small-cells.ts';

const targetsTried = runs(3, 5);
const setsPerTarget = 200;
const setSize = 24;
const townsPerTarget = 800;
/** How many towns more each set learns from, and how many sets are then kept. */
const rounds = [
  { towns: 16, kept: 8 },
  { towns: 100, kept: 2 },
  { towns: 400, kept: 1 },
];

/** What one town tells: for each question the figure, or how it was not given; and the secret of the target. */
interface World {
  readonly features: readonly number[];
  readonly secret: number;
}

type Guess = (features: readonly number[]) => number;

/** A way to ask: how many questions a set has, and whether the protection is on. */
export interface Asking {
  readonly size: number;
  readonly isProtected: boolean;
  readonly seed: number;
  readonly targets?: number;
}

/** How often the best set of questions, of all tried, tells the secret of a target in fresh towns. */
export async function searchBest(traits: Traits, asking: Asking): Promise<number> {
  const random = createRandom(asking.seed);
  const targets = drawTargets(random, traits, asking.targets ?? targetsTried);
  let right = 0;
  for (const target of targets) {
    const best = await findBest(random, traits, target, asking);
    for (let town = 0; town < townsPerTarget; town += 1) {
      const { features, secret } = await askTown(random, best.set, asking);
      if (best.guess(features) === secret) right += 1;
    }
  }
  return right / (targets.length * townsPerTarget);
}

/** People with a unique combination of known attributes. */
function drawTargets(random: SeededRandom, { size, list }: Traits, count: number): Target[] {
  const records = Array.from(
    { length: size },
    (_, record): Target => list.map(({ codes, places }) => codes[places[record] ?? 0] ?? ''),
  );
  const alike = new Map<string, number>();
  for (const record of records) alike.set(record.join('|'), (alike.get(record.join('|')) ?? 0) + 1);
  const alone = records.filter((record) => alike.get(record.join('|')) === 1);
  return Array.from({ length: count }, () => alone[random.below(alone.length)] ?? []);
}

async function findBest(
  random: SeededRandom,
  traits: Traits,
  target: Target,
  asking: Asking,
): Promise<{ readonly set: ReadySet; readonly guess: Guess }> {
  let sets = Array.from({ length: setsPerTarget }, () => ({
    set: makeReady(traits, target, drawSet(random, traits, target, asking.size)),
    worlds: [] as World[],
    accuracy: 0,
  }));
  for (const { towns, kept } of rounds) {
    for (const tried of sets) {
      for (let town = 0; town < towns; town += 1) {
        tried.worlds.push(await askTown(random, tried.set, asking));
      }
      const half = Math.floor(tried.worlds.length / 2);
      const guess = learn(tried.worlds.slice(0, half));
      const fresh = tried.worlds.slice(half);
      tried.accuracy =
        fresh.filter(({ features, secret }) => guess(features) === secret).length / fresh.length;
    }
    sets = sets.toSorted((one, other) => other.accuracy - one.accuracy).slice(0, kept);
  }
  const [best] = sets;
  if (best === undefined) throw new Error('no set of questions was tried');
  return { set: best.set, guess: learn(best.worlds) };
}

async function askTown(random: SeededRandom, set: ReadySet, { isProtected }: Asking): Promise<World> {
  const secret = random.share() < 0.5 ? 1 : 0;
  const town = drawTown(random, set, secret);
  const answers = isProtected ? await answerProtected(set, town) : answerOpenly(set, town);
  const features = answers.flatMap((figure) => [shown(figure) ?? 0, figure?.status === 'suppressed' ? 1 : 0]);
  return { features, secret };
}

/** Questions around the target: pairs with and without it, so that noise and the rest cancel out. */
function drawSet(random: SeededRandom, traits: Traits, target: Target, size: number): Question[] {
  return Array.from({ length: Math.ceil(size / 2) }, () => {
    const question = drawQuestion(random, traits, target);
    return [question, takeOut(random, traits, target, question)];
  })
    .flat()
    .slice(0, size);
}

function drawQuestion(random: SeededRandom, { list }: Traits, target: Target): Question {
  const question = new Map<string, readonly string[]>();
  for (const [at, { name, kind, codes }] of list.entries()) {
    const own = target[at] ?? '';
    const way = random.below(3);
    if (way === 2) continue;
    if (way === 0) question.set(name, [own]);
    else if (kind === 'period') {
      const place = codes.indexOf(own);
      const [from, to] = [random.below(place + 1), place + random.below(codes.length - place)];
      question.set(name, codes.slice(from, to + 1));
    } else {
      const share = kind === 'area' ? 0.2 : 0.5;
      question.set(
        name,
        codes.filter((code) => code === own || random.share() < share),
      );
    }
  }
  return question;
}

/** The same question about people who all differ from the target in one trait. */
function takeOut(random: SeededRandom, { list }: Traits, target: Target, question: Question): Question {
  const at = random.below(list.length);
  const { name = '', kind, codes: all = [] } = list[at] ?? {};
  const own = target[at] ?? '';
  const codes = question.get(name) ?? all;
  const others = (codes.length > 1 ? codes : all).filter((code) => code !== own);
  const place = others.findIndex((code) => code > own);
  const [before, after] = place < 0 ? [others, []] : [others.slice(0, place), others.slice(place)];
  const kept = kind !== 'period' ? others : after.length > 0 && random.share() < 0.5 ? after : before;
  return kept.length === 0 ? question : new Map([...question, [name, kept] as const]);
}

/** Weighs the answers by least squares with a ridge: a line through the towns seen. */
function learn(worlds: readonly World[]): Guess {
  const width = worlds[0]?.features.length ?? 0;
  const scales = Array.from({ length: width }, (_, column) => {
    const values = worlds.map(({ features }) => features[column] ?? 0);
    const middle = mean(values);
    const spread = Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
    return { middle, spread: spread === 0 ? 1 : spread };
  });
  const scaled = (features: readonly number[]): number[] =>
    scales.map(({ middle, spread }, column) => ((features[column] ?? 0) - middle) / spread);
  const rows = worlds.map(({ features, secret }) => ({ values: scaled(features), side: secret - 0.5 }));
  const ridge = width / worlds.length + 0.02;
  const matrix = Array.from({ length: width }, (_, i) => [
    ...Array.from({ length: width }, (_, j) => {
      const product = mean(rows.map(({ values }) => (values[i] ?? 0) * (values[j] ?? 0)));
      return i === j ? product + ridge : product;
    }),
    mean(rows.map(({ values, side }) => (values[i] ?? 0) * side)),
  ]);
  const weights = solve(matrix);
  return (features) =>
    scaled(features).reduce((sum, value, column) => sum + value * (weights[column] ?? 0), 0) > 0 ? 1 : 0;
}

/** Solves a system of as many rows as unknowns, the right side as last column, by elimination. */
function solve(matrix: number[][]): number[] {
  const width = matrix.length;
  for (let pivot = 0; pivot < width; pivot += 1) {
    const own = matrix[pivot];
    if (own === undefined) break;
    for (const [at, row] of matrix.entries()) {
      if (at === pivot) continue;
      const factor = (row[pivot] ?? 0) / (own[pivot] ?? 1);
      if (factor === 0) continue;
      for (let column = pivot; column <= width; column += 1) {
        row[column] = (row[column] ?? 0) - factor * (own[column] ?? 0);
      }
    }
  }
  return matrix.map((row, at) => (row[width] ?? 0) / (row[at] ?? 1));
}

const from = 'nuisance-reports';

/** Month by month: one table of all four would have more cells than anybody gets. */
async function readTraits(demo: AttackContext['demo']): Promise<Traits> {
  const about = [
    { name: 'neighbourhood', kind: 'area' as const },
    { name: 'category', kind: 'other' as const },
    { name: 'reported_by', kind: 'other' as const },
    { name: 'month', kind: 'period' as const },
  ];
  const by = about.map(({ name }) => name);
  const records: string[][] = [];
  for (const month of await allValues(demo, 'month')) {
    const where = [{ column: 'month', from: month, to: month }];
    const { rows } = await demo.askOpenly({ from, measures: [{ count: 'records' }], by, where });
    for (const { values, figures } of rows) {
      if (values.includes(null)) continue;
      for (let times = shown(figures[0]) ?? 0; times > 0; times--) records.push(values.map(String));
    }
  }
  return layOut(about, records, (neighbourhood) => neighbourhood.slice(0, 'BU999900'.length));
}

/**
 * A16: an automated search as QuerySnout does (Cretu and others, 2022): hundreds of sets of questions around people of
 * the demo with unique attributes, for each a weighing of the answers learned on towns the attacker draws, and the best sets
 * tried on fresh towns. The towns have the traits of the demo and secrets drawn anew. The guess is the best that a
 * single figure gives: a group of twenty or so tells a little about each member, however it is protected, and what has
 * to be stopped is that more questions tell more.
 */
const search: Attack = {
  id: 'A16',
  title: 'Searching hundreds of sets of questions for one that discloses a secret',
  on: 'server',
  run: async ({ demo }) => {
    const traits = await readTraits(demo);
    const searchFor = (isProtected: boolean, targets: number): Promise<number> =>
      searchBest(traits, { size: setSize, isProtected, seed: 16, targets });
    const towns = targetsTried * townsPerTarget;
    return {
      unit: 'accuracy of inferring one secret bit',
      gained: await searchFor(true, targetsTried),
      baseline: bestSingleGuess(),
      unprotected: await searchFor(false, 1),
      margin: 0.02 + 2 * Math.sqrt(0.25 / towns),
      tried: `${targetsTried * setsPerTarget} sets of ${setSize} questions about ${targetsTried} people among ${traits.size}, ${towns} fresh towns; a coin gets 0.5, the guess is from the most telling single figure; the margin is 2 points and two standard errors`,
    };
  },
};

export const searchAttacks: readonly Attack[] = [search];

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
