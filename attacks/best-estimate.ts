import {
  type Cube,
  countCube,
  createParameters,
  type Dimension,
  defaultParameters,
  type FigureState,
  type Microdata,
  perturbCount,
  protectCube,
  protectionRules,
  ruleParameters,
  type SuppressionRule,
} from '@datalab/query-control';
import { runs } from '../tools/effort.ts';
import { type Attack, type Outcome, worstOf } from './attack.ts';
import { askEverything, everyQuestion } from './every-question.ts';
import { narrowLattice, readRecords } from './landed-records.ts';
import { cubeOf } from './landed-versions.ts';
import { estimateGroups, type LinearEstimate, type ShownNode } from './linear-estimate.ts';
import { createRandom } from './seeded-random.ts';

const from = 'tenancies';
const { floor, minimumCount } = ruleParameters;
/** Shares of five sets of keys differ by half a point from run to run. */
const keysTried = 20;
/** How many of the small groups that are too deep to ask, which are thousands. */
const deepGroups = runs(800, 20_000);
const isWhole = runs(0, 1) === 1;
const isAskedByYear = ({ kind }: Dimension, level: string): boolean =>
  kind === 'time' ? level === 'year' : isWhole || kind !== 'band';
/** Where the work grows with the third power of the figures: the links that may be in three dimensions. */
export const isAskedOfTwoLinks = (dimension: Dimension, level: string): boolean =>
  isAskedByYear(dimension, level) && (isWhole || dimension.dimensionsMax === undefined);

/** Less noise than figures have: V = 3. */
const lessNoise = createParameters({
  ...defaultParameters,
  counts: { ...defaultParameters.counts, variance: 3 },
});

interface Estimated {
  readonly cube: Cube;
  readonly groups: readonly number[];
  /** In the same order whatever the cube, with as much noise. */
  readonly shown: readonly ShownNode[];
  readonly estimate: LinearEstimate;
}

/** Estimates every group of 1 up to the minimum from the nodes that are shown. */
function estimateFrom(cube: Cube, shownRows: readonly number[], variance: number): Estimated {
  const shown = distinctSets(cube, shownRows).map((row): ShownNode => ({ row, variance }));
  const groups = smallGroups(cube);
  return { cube, groups, shown, estimate: estimateGroups(cube, shown, groups) };
}

function smallGroups(cube: Cube): number[] {
  return distinctSets(cube, [...cube.counts.keys()]).filter((row) => {
    const count = cube.counts[row] ?? 0;
    return count > 0 && count < minimumCount;
  });
}

/** The same figures, and the small groups of all dimensions at once: those that are too deep to ask among them. */
function deepen({ cube, shown, estimate }: Estimated, records: Microdata): Estimated {
  const { dimensions } = cube.lattice;
  const deep = countCube(
    narrowLattice(cube, () => true, dimensions.length),
    'records',
    records,
  );
  const nodes = shown.map(({ row, variance }) => ({ row: rowIn(deep, cube, row), variance }));
  const groups = smallGroups(deep);
  const random = createRandom(40);
  const some = groups.filter(() => random.share() * groups.length < deepGroups);
  return {
    cube: deep,
    groups: some,
    shown: nodes,
    estimate: estimateGroups(deep, nodes, some, estimate.factor),
  };
}

/** Nodes with the same members have one figure: it tells no more under a second name. */
export function distinctSets({ counts, cellKeys }: Cube, rows: readonly number[]): number[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const name = `${counts[row]} ${cellKeys[row]}`;
    return !seen.has(name) && seen.add(name);
  });
}

function lowestOf({ estimate }: Estimated): number {
  return estimate.errors.reduce((lowest, error) => Math.min(lowest, error), Number.POSITIVE_INFINITY);
}

function rowsShown(figures: ReadonlyMap<number, FigureState>): number[] {
  return [...figures].flatMap(([row, { status }]) => (status === 'published' ? [row] : []));
}

/** The nodes that these rules show. */
function rowsShownBy(cube: Cube, left: readonly SuppressionRule[]): number[] {
  const rules = protectionRules.filter(({ name }) => !left.includes(name));
  const { records } = protectCube({ records: cube }, ruleParameters, rules);
  return [...records.rules.keys()].filter((row) => records.rules[row] === 0 && cube.counts[row] !== 0);
}

/** A4: everything that may be asked is asked, and every small group estimated from all of it. */
const everythingTogether: Attack = {
  id: 'A4',
  title: 'Averaging everything that can be asked: the best linear estimate',
  on: 'server',
  run: async (context) => {
    const { demo } = context;
    const set = await demo.landed.get(from);
    const whole = cubeOf(set, 'records');
    const questions = everyQuestion(from, whole, isAskedByYear);
    const { figures, refused } = await askEverything(demo.askAll, questions, whole);
    const records = await readRecords(demo.landed, set);
    const cube = countCube(narrowLattice(whole, isAskedByYear), 'records', records);
    const asked = new Map([...figures].map(([row, figure]) => [rowIn(cube, whole, row), figure]));
    const held = estimateFrom(cube, rowsShown(asked), ruleParameters.variance);
    const tried = `${questions.length} questions about ${from}, ${refused} refused, ${held.shown.length} different figures, ${held.groups.length} small groups`;
    const open = estimateWithoutRules(withoutTime(cube, records));
    const values = held.shown.map(({ row }) => publishedValue(asked.get(row)));
    return worstOf([
      lowestErrors(held, records, open, tried),
      recovered([held, deepen(held, records)], open, values),
    ]);
  },
};

/** The row of the same node in a cube with fewer levels. */
function rowIn(cube: Cube, whole: Cube, row: number): number {
  const width = whole.lattice.dimensions.length;
  const node = cube.lattice.dimensions.map((dimension) => {
    const at = whole.lattice.dimensions.findIndex(({ name }) => name === dimension.name);
    const value = whole.lattice.dimensions[at]?.values[(whole.nodes[row * width + at] ?? 0) - 1];
    if (value === undefined) return 0;
    return 1 + dimension.values.findIndex((own) => own.level === value.level && own.value === value.value);
  });
  const found = cube.rowOf(node);
  if (found === undefined) throw new Error('a figure of a node that was not asked');
  return found;
}

/** The same records without years: where rules are off there are many more figures. */
function withoutTime(cube: Cube, records: Microdata): Cube {
  return countCube(
    narrowLattice(cube, ({ kind }) => kind !== 'time'),
    'records',
    records,
  );
}

/** All dimensions at once, of two links. */
function crossEverything(cube: Cube, records: Microdata): Cube {
  const { length } = cube.lattice.dimensions;
  const isKept = (dimension: Dimension, level: string) =>
    dimension.kind !== 'time' && dimension.kind !== 'band' && isAskedOfTwoLinks(dimension, level);
  return countCube(narrowLattice(cube, isKept, length), 'records', records);
}

/** The minimum alone, with less noise. */
function estimateWithoutRules(timeless: Cube): Estimated {
  const minimumAlone = rowsShownBy(timeless, [
    'dominance',
    'small-complement',
    'disclosive-zero',
    'group-disclosure',
    'precision',
  ]);
  return estimateFrom(timeless, minimumAlone, lessNoise.counts.variance);
}

/** How far below the floor the best known small group is; with the check off, and another rule with it. */
function lowestErrors(held: Estimated, records: Microdata, open: Estimated, tried: string): Outcome {
  const timeless = open.cube;
  const unchecked = rowsShownBy(timeless, ['precision']);
  const crossed = crossEverything(held.cube, records);
  const off = {
    'without the check': lowestOf(estimateFrom(timeless, unchecked, ruleParameters.variance)),
    'with V = 3': lowestOf(estimateFrom(timeless, unchecked, lessNoise.counts.variance)),
    'with all dimensions at once': lowestOf(
      estimateFrom(crossed, rowsShownBy(crossed, ['precision']), ruleParameters.variance),
    ),
    'with the minimum alone and V = 3': lowestOf(open),
  };
  const texts = Object.entries(off).map(([name, error]) => `${name} ${error.toFixed(2)}`);
  const lowest = lowestOf(held);
  return {
    unit: `how far below ${floor} the smallest standard error of a small group is`,
    gained: Math.max(0, floor - lowest),
    baseline: 0,
    unprotected: Math.max(0, floor - Math.max(...Object.values(off))),
    margin: 0,
    tried: `${tried}: smallest standard error ${lowest.toFixed(2)}; ${texts.join(', ')}`,
  };
}

function publishedValue(figure: FigureState | undefined): number {
  if (figure?.status !== 'published') throw new Error('a figure without a value');
  return figure.value;
}

/**
 * How often an attacker who also knows how many groups there are of each size guesses a small group right, with the keys of
 * the server and with others: of those that can be asked, and of those of all dimensions. That is held against what such an
 * attacker gets from estimates that are as far off as their standard errors say.
 */
function recovered(kinds: readonly Estimated[], open: Estimated, values: readonly number[]): Outcome {
  const random = createRandom(4);
  const seeds = Array.from({ length: keysTried - 1 }, () => random.key());
  const held = kinds.map((kind) => {
    const redrawn = seeds.map((seed) => noisyCounts(kind.cube, kind.shown, defaultParameters, seed));
    const { exact, text } = exactShare(kind, [values, ...redrawn]);
    const { dimensions, dimensionsMax } = kind.cube.lattice;
    const most = Math.min(dimensions.length, dimensionsMax);
    const allowed = allowedShare(kind, sizesOf(kind), 0);
    const all = `${kind.groups.length} groups in at most ${most} dimensions`;
    return {
      excess: exact - allowed,
      text: `${all}: ${exact.toFixed(3)} exactly, ${allowed.toFixed(3)} by their standard errors, a guess ${Math.max(...sizesOf(kind)).toFixed(3)}, ${text}`,
    };
  });
  const openly = exactShare(
    open,
    seeds.map((seed) => noisyCounts(open.cube, open.shown, lessNoise, seed)),
  );
  const allowedOpenly = allowedShare(open, sizesOf(open), floor);
  return {
    unit: 'how much larger than the standard errors allow the share of small groups is that come out exactly',
    gained: Math.max(0, ...held.map(({ excess }) => excess)),
    baseline: 0,
    unprotected: openly.exact - allowedOpenly,
    margin: 0.015,
    tried: `${keysTried} sets of keys, ${held.map(({ text }) => text).join('; ')}; without protection the minimum alone with V = 3: ${openly.exact.toFixed(3)} exactly, where errors of at least ${floor} would give ${allowedOpenly.toFixed(3)}`,
  };
}

/** Per size from 1 the share of the groups that have it. */
function sizesOf({ cube, groups }: Estimated): number[] {
  const sizes = Array.from({ length: minimumCount - 1 }, () => 0);
  for (const row of groups) {
    const at = (cube.counts[row] ?? 0) - 1;
    sizes[at] = (sizes[at] ?? 0) + 1 / groups.length;
  }
  return sizes;
}

/** The standard error of an estimate without the knowledge beforehand; infinite where the figures say nothing. */
function errorAlone({ errors, known }: LinearEstimate, at: number): number {
  return (errors[at] ?? 0) / Math.sqrt(Math.max(known[at] ?? 0, 1e-9));
}

/** The likeliest size, by how many groups there are of each. */
function guessSize(estimated: number, error: number, sizes: readonly number[]): number {
  const chances = sizes.map((share, at) => share * density(estimated - at - 1, error));
  return 1 + chances.indexOf(Math.max(...chances));
}

/** The share that is guessed right when every estimate is off by its standard error, or by a larger one at least. */
function allowedShare({ groups, estimate }: Estimated, sizes: readonly number[], errorMin: number): number {
  const shares = groups.map((_, at) => rightShare(Math.max(errorMin, errorAlone(estimate, at)), sizes));
  return shares.reduce((sum, share) => sum + share, 0) / groups.length;
}

/** The chance that the likeliest size is the true one: over all estimates, the largest of the chances of the sizes. */
function rightShare(error: number, sizes: readonly number[]): number {
  const most = Math.max(...sizes);
  if (error > 100) return most;
  const step = error / 20;
  let right = 0;
  for (let estimated = -6 * error; estimated < minimumCount + 6 * error; estimated += step) {
    right += step * Math.max(...sizes.map((share, at) => share * density(estimated - at - 1, error)));
  }
  return right;
}

function density(distance: number, error: number): number {
  return Math.exp(-((distance / error) ** 2) / 2) / (error * Math.sqrt(2 * Math.PI));
}

function noisyCounts(
  { counts, cellKeys }: Cube,
  shown: readonly ShownNode[],
  { countTable }: Pick<typeof defaultParameters, 'countTable'>,
  seed: number,
): number[] {
  return shown.map(({ row }) => {
    const key = createRandom((cellKeys[row] ?? 0) ^ seed).key();
    return perturbCount({ count: counts[row] ?? 0, cellKey: key }, countTable);
  });
}

function exactShare(estimated: Estimated, drawn: readonly (readonly number[])[]) {
  const { cube, groups, estimate } = estimated;
  const sizes = sizesOf(estimated);
  let exact = 0;
  const close = { groups: 0, squares: 0, predicted: 0 };
  for (const values of drawn) {
    const estimates = estimate.estimate(values);
    for (const [at, row] of groups.entries()) {
      const truth = cube.counts[row] ?? 0;
      const value = estimates[at] ?? 0;
      const alone = value / Math.max(estimate.known[at] ?? 0, 1e-9);
      if (guessSize(alone, errorAlone(estimate, at), sizes) === truth) exact += 1;
      const error = estimate.errors[at] ?? 0;
      if (error >= 3) continue;
      close.groups += 1;
      close.squares += (value - truth) ** 2;
      close.predicted += error ** 2;
    }
  }
  const text =
    close.groups === 0
      ? 'none with a standard error below 3'
      : `${Math.round(close.groups / drawn.length)} with a standard error below 3, where the error was ${Math.sqrt(close.squares / close.groups).toFixed(2)} and ${Math.sqrt(close.predicted / close.groups).toFixed(2)} was predicted`;
  return { exact: exact / (drawn.length * groups.length), text };
}

export const bestEstimateAttacks: readonly Attack[] = [everythingTogether];
