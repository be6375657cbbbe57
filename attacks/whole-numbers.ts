import {
  type Cube,
  countCube,
  createParameters,
  type Dimension,
  type DisclosureParameters,
  defaultParameters,
  perturbCount,
  protectCube,
  protectionRules,
  ruleParameters,
} from '@datalab/query-control';
import { runs } from '../tools/effort.ts';
import { type Attack, type AttackContext, type Outcome, worstOf } from './attack.ts';
import { narrowLattice, readRecords } from './landed-records.ts';
import { cubeOf } from './landed-versions.ts';
import { noiseChances } from './noise-chances.ts';
import { createRandom, type SeededRandom } from './seeded-random.ts';

const from = 'tenancies';
const { minimumCount } = ruleParameters;
const sweeps = runs(8000, 40_000);
const warming = 200;

const lessNoise = createParameters({
  ...defaultParameters,
  counts: { ...defaultParameters.counts, variance: 3 },
});

/** A figure that is shown, and the finest combinations that it counts. */
interface ShownSum {
  readonly value: number;
  readonly leaves: readonly number[];
}

/** A lattice as finest combinations: what is shown, which groups are small, and what is true. */
interface Puzzle {
  readonly truth: Int32Array;
  readonly shown: readonly ShownSum[];
  readonly groups: readonly { readonly leaves: readonly number[]; readonly truth: number }[];
}

/** How likely each noise is, by true count: 0 where nobody would have been shown. */
type Likelihood = (count: number, noise: number) => number;

function likelihoodOf({ countTable }: Pick<DisclosureParameters, 'countTable'>, least: number): Likelihood {
  const chanceOf = noiseChances(countTable);
  return (count, noise) => (count < least ? 0 : chanceOf(count, noise));
}

/**
 * Walks over all whole numbers that could be true (Metropolis and others, 1953), begun at the truth, and keeps what each
 * small group was. Counts are at least 0, and noise has the chances of its table.
 */
function walk(puzzle: Puzzle, likelihood: Likelihood, random: SeededRandom): Outcomes {
  const { truth, shown, groups } = puzzle;
  const counts = truth.slice();
  const sums = createSums(shown, counts);
  const small = createSums(groups, counts);
  const values = Int32Array.from(shown, ({ value }) => value);
  const seen = groups.map(() => new Map<number, number>());
  for (let sweep = -warming; sweep < sweeps; sweep++) {
    for (let step = 0; step < counts.length; step++) {
      const [one, other] = [random.below(counts.length), random.below(counts.length)];
      const change = random.share() < 0.5 ? 1 : -1;
      const isMove = random.share() < 0.6 && one !== other;
      if ((counts[one] ?? 0) + change < 0 || (isMove && (counts[other] ?? 0) - change < 0)) continue;
      sums.plan(one, change);
      if (isMove) sums.plan(other, -change);
      const ratio = sums.weigh((at, sum, next) => {
        const value = values[at] ?? 0;
        return likelihood(next, value - next) / likelihood(sum, value - sum);
      });
      const isTaken = random.share() < ratio;
      sums.settle(isTaken);
      if (!isTaken) continue;
      counts[one] = (counts[one] ?? 0) + change;
      small.plan(one, change);
      if (isMove) {
        counts[other] = (counts[other] ?? 0) - change;
        small.plan(other, -change);
      }
      small.settle(true);
    }
    if (sweep < 0) continue;
    for (const [at, times] of seen.entries()) {
      const sum = small.now[at] ?? 0;
      times.set(sum, (times.get(sum) ?? 0) + 1);
    }
  }
  const sure = seen.map((values, at) => {
    const [value, times] = [...values].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0]);
    return { value, share: times / sweeps, isTrue: value === groups[at]?.truth };
  });
  const isSurer = ({ share }: (typeof sure)[number]) => share > 0.5;
  const shareOf = (isHit: (one: (typeof sure)[number]) => boolean) =>
    sure.filter(isHit).length / groups.length;
  return {
    surer: shareOf((one) => isSurer(one) && one.value > 0),
    takenForEmpty: sure.filter((one) => isSurer(one) && one.value === 0).length,
    exact: shareOf(({ isTrue }) => isTrue),
  };
}

/** Sums of finest combinations, and what a step would change in them. */
function createSums(of: readonly { readonly leaves: readonly number[] }[], counts: Int32Array) {
  const now = Int32Array.from(of, ({ leaves }) => leaves.reduce((sum, leaf) => sum + (counts[leaf] ?? 0), 0));
  const sumsOfLeaf: number[][] = [...counts].map(() => []);
  for (const [at, { leaves }] of of.entries()) for (const leaf of leaves) sumsOfLeaf[leaf]?.push(at);
  const changes = new Int32Array(of.length);
  let changed: number[] = [];
  return {
    now,
    plan(leaf: number, change: number): void {
      for (const at of sumsOfLeaf[leaf] ?? []) {
        changes[at] = (changes[at] ?? 0) + change;
        changed.push(at);
      }
    },
    /** The product of what each sum that would change weighs. */
    weigh(weightOf: (at: number, sum: number, next: number) => number): number {
      let product = 1;
      for (const at of changed) {
        const sum = now[at] ?? 0;
        const next = sum + (changes[at] ?? 0);
        if (next !== sum) product *= weightOf(at, sum, next);
        if (product === 0) break;
      }
      return product;
    },
    settle(isTaken: boolean): void {
      for (const at of changed) {
        if (isTaken) now[at] = (now[at] ?? 0) + (changes[at] ?? 0);
        changes[at] = 0;
      }
      changed = [];
    },
  };
}

interface Outcomes {
  /** Share of groups of which one number of 1 or more has more than half of the chance. */
  readonly surer: number;
  /** Groups that seem to be empty, which none of them is. */
  readonly takenForEmpty: number;
  readonly exact: number;
}

const linksMost = 3;

/** Districts, whether there was a complaint, and three links: about a hundred and fifty combinations. */
function createIsKept({ lattice }: Cube): (dimension: Dimension, level: string) => boolean {
  const links = lattice.dimensions.filter(({ kind }) => kind === 'link').slice(0, linksMost);
  return ({ name, kind }, level) =>
    kind === 'area' ? level === 'district' : name === 'complaint' || links.some((link) => link.name === name);
}

interface Asking {
  readonly dimensionsMax: number;
  readonly rules: typeof protectionRules;
  readonly parameters: DisclosureParameters;
}

/** Tenancies by what is kept of the lattice, as far as it may be asked. */
async function lay({ demo }: AttackContext, { dimensionsMax, rules, parameters }: Asking): Promise<Puzzle> {
  const set = await demo.landed.get(from);
  const records = await readRecords(demo.landed, set);
  const whole = cubeOf(set, 'records');
  const isKept = createIsKept(whole);
  const cube = countCube(narrowLattice(whole, isKept, dimensionsMax), 'records', records);
  const finest = countCube(narrowLattice(whole, isKept, whole.lattice.dimensions.length), 'records', records);
  const { records: protection } = protectCube({ records: cube }, ruleParameters, rules);
  const { dimensions } = finest.lattice;
  const width = dimensions.length;
  const leafRows = [...finest.counts.keys()].filter((row) =>
    finest.nodes.subarray(row * width, (row + 1) * width).every((value) => value > 0),
  );
  const leavesOf = leavesWithin(finest, leafRows);
  const truth = Int32Array.from(leafRows, (row) => finest.counts[row] ?? 0);
  const shown = [...cube.counts.keys()].flatMap((row): ShownSum[] => {
    const count = cube.counts[row] ?? 0;
    if (protection.rules[row] !== 0 || count === 0) return [];
    const value = perturbCount({ count, cellKey: cube.cellKeys[row] ?? 0 }, parameters.countTable);
    return [{ value, leaves: leavesOf(cube.nodes.subarray(row * width, (row + 1) * width)) }];
  });
  const groups = [...finest.counts.keys()].flatMap((row) => {
    const count = finest.counts[row] ?? 0;
    if (count === 0 || count >= minimumCount) return [];
    return [{ truth: count, leaves: leavesOf(finest.nodes.subarray(row * width, (row + 1) * width)) }];
  });
  return { truth, shown, groups };
}

function leavesWithin(
  { nodes, lattice }: Cube,
  leafRows: readonly number[],
): (node: Uint16Array) => number[] {
  const width = lattice.dimensions.length;
  return (node) =>
    [...leafRows.keys()].filter((leaf) => {
      const row = leafRows[leaf] ?? 0;
      return node.every((value, at) => value === 0 || value === nodes[row * width + at]);
    });
}

/**
 * A5: what figures say together about whole numbers, knowing D and how likely each noise is. More than the linear
 * estimate of A4 knows: a table that allows one answer only gives that answer.
 */
const wholeNumbers: Attack = {
  id: 'A5',
  title: 'Weighing everything that is shown as whole numbers, knowing the noise table',
  on: 'server',
  run: async (context) => {
    const open = { dimensionsMax: 20, rules: [], parameters: lessNoise };
    const openly = walk(await lay(context, open), likelihoodOf(lessNoise, 1), createRandom(5));
    const outcomeOf = async (dimensionsMax: number, margin: number): Promise<Outcome> => {
      const asking = { dimensionsMax, rules: protectionRules, parameters: defaultParameters };
      const puzzle = await lay(context, asking);
      const found = walk(
        puzzle,
        likelihoodOf(defaultParameters, minimumCount),
        createRandom(5 + dimensionsMax),
      );
      return {
        unit: 'share of small groups of which one number has more than half of the chance',
        gained: found.surer,
        baseline: 0,
        unprotected: openly.surer,
        margin,
        tried: `${dimensionsMax} dimensions at once: ${puzzle.groups.length} small groups in ${puzzle.shown.length} figures about ${puzzle.truth.length} combinations, ${sweeps} walks over all of them, the likeliest number true for ${found.exact.toFixed(2)}, ${found.takenForEmpty} taken for empty; without protection noise alone, with V = 3 and everything crossed, true for ${openly.exact.toFixed(2)}`,
      };
    };
    return worstOf([await outcomeOf(3, 0.1), await outcomeOf(2, 0)]);
  },
};

export const wholeNumberAttacks: readonly Attack[] = [wholeNumbers];
