import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  createReleaseIndex,
  type Release,
  type ReleasedCell,
  suppressDifferences,
  suppressZeroDifferences,
} from '@datalab/query-control';
import { type BenchResult, readMachine } from './measure.ts';

const releaseCount = Number(process.env['BENCH_RELEASES'] ?? 1_000);
const recordCount = 20_000;
const checkCount = 20;
const promisedMs = 5_000;
const reviewMs = 50;
const minimumCount = 10;

/** A way to divide the codes of a variable: for each group its finest codes. */
type Division = readonly (readonly number[])[];

interface Variable {
  readonly name: string;
  readonly codes: readonly string[];
  readonly divisions: readonly Division[];
  /** Of each record the code. */
  readonly column: Uint8Array;
}

/**
 * How long it takes to hold a new table against 1,000 earlier releases of 50 to 100 cells each, over five variables
 * with overlapping divisions and filters, from records with true counts. `ratio` is the slowest check over the 5 s that
 * is promised. `pairs` figures are of one cell taken from another, `exact` figures with as many terms as a table has
 * cells, for figures without noise. `review` figures are of what a question meets on the platform: pairs, and pairs
 * with a zero difference, searched and suppressed until none is left (half of them within 50 ms of the processor);
 * counting the people in between is the work of the database and is not included.
 */
export async function bench(): Promise<BenchResult> {
  const random = createRandom(11);
  const variables = layVariables(random);
  const releases = Array.from({ length: releaseCount + checkCount }, (_, at) =>
    drawRelease(`table ${at}`, variables, random),
  );
  const earlier = releases.slice(0, releaseCount);
  const later = releases.slice(releaseCount);
  const usual = measure({}, earlier, later);
  const pairs = measure({ termsMax: 1 }, earlier, later);
  const exact = measure({ termsMax: Number.POSITIVE_INFINITY }, earlier, later);
  const review = await measureReview(earlier, later);
  const ratio = Math.round((usual.maxMs / promisedMs) * 1000) / 1000;
  return {
    bench: 'differencing',
    ratio,
    target: 1,
    ok:
      usual.maxMs <= promisedMs &&
      usual.completeChecks === checkCount &&
      review.reviewMedianCpuMs <= reviewMs,
    figures: {
      releases: releaseCount,
      cells: earlier.reduce((sum, { cells }) => sum + cells.length, 0),
      ...usual,
      pairsMedianMs: pairs.medianMs,
      pairsMaxMs: pairs.maxMs,
      pairsMaxCpuMs: pairs.maxCpuMs,
      pairsFound: pairs.found,
      exactMedianMs: exact.medianMs,
      exactMaxMs: exact.maxMs,
      exactMaxCpuMs: exact.maxCpuMs,
      exactFound: exact.found,
      ...review,
    },
    machine: readMachine(),
  };
}

function measure(
  settings: { readonly termsMax?: number },
  earlier: readonly Release[],
  later: readonly Release[],
) {
  const heapBefore = usedHeap();
  const start = performance.now();
  const index = createReleaseIndex({ ...settings, minimumCount });
  for (const release of earlier) index.add(release);
  const buildMs = performance.now() - start;
  const heapMiB = (usedHeap() - heapBefore) / 2 ** 20;
  const times: number[] = [];
  const cpuTimes: number[] = [];
  let found = 0;
  let completeChecks = 0;
  for (const release of later) {
    const from = performance.now();
    const before = process.cpuUsage();
    const { differences, complete } = index.check(release);
    times.push(performance.now() - from);
    const { user, system } = process.cpuUsage(before);
    cpuTimes.push((user + system) / 1000);
    found += differences.length;
    completeChecks += Number(complete);
  }
  return {
    buildMs: Math.round(buildMs),
    heapMiB: Math.round(heapMiB),
    medianMs: percentile(times, 0.5),
    maxMs: percentile(times, 1),
    medianCpuMs: percentile(cpuTimes, 0.5),
    maxCpuMs: percentile(cpuTimes, 1),
    found,
    completeChecks,
  };
}

const enough = 10 * minimumCount;

async function measureReview(earlier: readonly Release[], later: readonly Release[]) {
  const index = createReleaseIndex({ minimumCount, termsMax: 1 });
  for (const release of earlier) index.add(release);
  const times: number[] = [];
  const cpuTimes: number[] = [];
  let suppressed = 0;
  for (const release of later) {
    const from = performance.now();
    const before = process.cpuUsage();
    const different = suppressDifferences(index, release);
    const even = await suppressZeroDifferences(index, different.release, {
      minimumCount,
      count: async (boxes) => boxes.map(() => enough),
    });
    times.push(performance.now() - from);
    const { user, system } = process.cpuUsage(before);
    cpuTimes.push((user + system) / 1000);
    suppressed += different.suppressed.length + even.suppressed.length;
  }
  return {
    reviewMedianMs: percentile(times, 0.5),
    reviewMaxMs: percentile(times, 1),
    reviewMedianCpuMs: percentile(cpuTimes, 0.5),
    reviewSuppressed: suppressed,
  };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN);
}

/** What is really in use, for which the engine has to clean up first. */
function usedHeap(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

function layVariables(random: () => number): readonly Variable[] {
  const variable = (
    name: string,
    size: number,
    skew: number,
    ...divisions: readonly Division[]
  ): Variable => ({
    name,
    codes: Array.from({ length: size }, (_, at) => `${name}-${at}`),
    divisions,
    column: Uint8Array.from({ length: recordCount }, () => Math.floor(random() ** skew * size)),
  });
  return [
    variable('area', 150, 1.5, runs(150, 10), runs(150, 10, 4), runs(150, 3), runs(150, 150)),
    variable('age', 100, 1.2, runs(100, 5), runs(100, 5, 3), runs(100, 10), runs(100, 20), runs(100, 25)),
    variable('month', 36, 1, runs(36, 1), runs(36, 3), runs(36, 12)),
    variable('kind', 8, 2, runs(8, 1), runs(8, 3)),
    variable('sex', 2, 1, runs(2, 1)),
  ];
}

/** Groups of `width` codes that follow each other; the first one ends at `first`. */
function runs(size: number, width: number, first = width): Division {
  const groups: number[][] = [];
  for (let code = 0; code < size; code += 1) {
    if (code === 0 || (code >= first && (code - first) % width === 0)) groups.push([]);
    groups.at(-1)?.push(code);
  }
  return groups;
}

/** A table of one to three variables, often with a filter on another, drawn until it has 50 to 100 cells. */
function drawRelease(id: string, variables: readonly Variable[], random: () => number): Release {
  const pick = <T>(from: readonly T[]): T => {
    const one = from[Math.floor(random() * from.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  };
  for (;;) {
    const shuffled = variables.toSorted(() => random() - 0.5);
    const width = 1 + Math.floor(random() * 3);
    const sides = shuffled.slice(0, width).map((variable) => {
      const division = pick(variable.divisions);
      return { variable, groups: random() < 0.5 ? division : [...division, division.flat()] };
    });
    const filters = shuffled
      .slice(width, width + Math.floor(random() * 3))
      .map((variable) => ({ variable, groups: [pick(pick(variable.divisions))] }));
    const size = sides.reduce((product, { groups }) => product * groups.length, 1);
    if (size >= 50 && size <= 100) return countCells(id, [...sides, ...filters]);
  }
}

function countCells(
  id: string,
  sides: readonly { readonly variable: Variable; readonly groups: Division }[],
): Release {
  let groupsOfCells: (readonly (readonly number[])[])[] = [[]];
  for (const { groups } of sides) {
    groupsOfCells = groupsOfCells.flatMap((before) => groups.map((group) => [...before, group]));
  }
  const counts = countAlong(sides);
  const cells = groupsOfCells.map((groups, at): ReleasedCell => {
    const count = counts[at] ?? 0;
    const box = Object.fromEntries(
      sides.map(({ variable }, side) => [
        variable.name,
        (groups[side] ?? []).map((code) => variable.codes[code] ?? ''),
      ]),
    );
    return { id: `cell ${at}`, box, count, shown: count === 0 || count >= minimumCount };
  });
  return { id, dataset: 'events', version: 'v0001', unit: 'records', cells };
}

/** The counts of all combinations of groups, the last side fastest; a code can be in several groups. */
function countAlong(
  sides: readonly { readonly variable: Variable; readonly groups: Division }[],
): Float64Array {
  const size = sides.reduce((product, { groups }) => product * groups.length, 1);
  const counts = new Float64Array(size);
  const lookups = sides.map(({ variable, groups }) =>
    variable.codes.map((_, code) => [...groups.keys()].filter((group) => groups[group]?.includes(code))),
  );
  const countFrom = (record: number, side: number, offset: number): void => {
    const current = sides[side];
    if (current === undefined) {
      counts[offset] = (counts[offset] ?? 0) + 1;
      return;
    }
    for (const group of lookups[side]?.[current.variable.column[record] ?? 0] ?? []) {
      countFrom(record, side + 1, offset * current.groups.length + group);
    }
  };
  for (let record = 0; record < recordCount; record += 1) countFrom(record, 0, 0);
  return counts;
}

/** The same numbers in [0, 1) for a seed (Park and Miller). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

if (import.meta.main) {
  const result = await bench();
  const { figures } = result;
  console.log(
    `${figures['releases']} earlier releases with ${figures['cells']} cells, taken in in ${figures['buildMs']} ms, ${figures['heapMiB']} MiB.`,
  );
  console.log(
    `A new table is checked in ${figures['medianMs']} ms (median), at most ${figures['maxMs']} ms; promised: ${promisedMs} ms. Of the processor: ${figures['medianCpuMs']} ms, at most ${figures['maxCpuMs']} ms. Found: ${figures['found']}.`,
  );
  console.log(
    `One cell from another only: ${figures['pairsMedianMs']} ms (median), at most ${figures['pairsMaxMs']} ms. Found: ${figures['pairsFound']}.`,
  );
  console.log(
    `With as many terms as a table has cells: ${figures['exactMedianMs']} ms (median), at most ${figures['exactMaxMs']} ms. Found: ${figures['exactFound']}.`,
  );
  console.log(
    `The review of an answer: ${figures['reviewMedianMs']} ms (median), at most ${figures['reviewMaxMs']} ms. Of the processor: ${figures['reviewMedianCpuMs']} ms (median), promised: ${reviewMs} ms. Suppressed: ${figures['reviewSuppressed']}.`,
  );
  console.log(JSON.stringify(result));
  if (!result.ok) process.exitCode = 1;
}
