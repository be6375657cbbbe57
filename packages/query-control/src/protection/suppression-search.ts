import { type BestEstimate, dot, subtractReading, type TakenReading } from '../estimate/best-estimate.ts';
import { noiseOfMean, type Reading } from '../estimate/readings.ts';

/** So many of the readings that weigh most for a small group are compared. */
const candidatesMax = 16;
/** A reading of which no more than this part of its vector is left says nothing that those taken away did not say. */
const negligible = 1e-9;
/** So many remainders are kept: the same readings are compared again and again. */
const remaindersMax = 512;

/** What the search may take away, and at what price. */
export interface SearchOptions {
  /** How much it is worth to show the figure of a row; Infinity where it stays. */
  readonly costOf: (row: number) => number;
  /** Whether a figure can be suppressed still. */
  readonly isOpen: (figure: number) => boolean;
  /** At most so many figures. */
  readonly suppressedMax: number;
}

interface GroupBelow {
  variance: number;
  /** The variance that is enough. */
  readonly wanted: number;
  /** What the readings that are left say of it. */
  readonly vector: Float64Array;
}

/** What a reading says that those taken away so far did not say. */
interface Remainder {
  readonly vector: Float64Array;
  /** The squared length of the whole vector. */
  readonly whole: number;
  /** How many of those that were taken away it is without. */
  without: number;
}

interface Candidate {
  readonly reading: number;
  readonly figure: number;
  readonly cost: number;
  readonly rank: number;
}

/** Takes away one figure after another: each time the one that costs least for what it hides of the group known best. */
export class SuppressionSearch {
  readonly suppressedFigures = new Set<number>();
  readonly taken: TakenReading[] = [];
  readonly #estimate: BestEstimate;
  readonly #options: SearchOptions;
  readonly #below: GroupBelow[];
  readonly #readingsOf = new Map<number, number[]>();
  readonly #remainders = new Map<number, Remainder>();

  constructor(
    estimate: BestEstimate,
    below: ReadonlyArray<{ readonly row: number; readonly variance: number; readonly wanted: number }>,
    options: SearchOptions,
  ) {
    this.#estimate = estimate;
    this.#options = options;
    this.#below = below.map(({ row, variance, wanted }) => ({
      variance,
      wanted,
      vector: estimate.vectorOf(row),
    }));
    for (const [at, { figures }] of estimate.readings.entries()) {
      for (const { figure } of figures) {
        const known = this.#readingsOf.get(figure);
        if (known) known.push(at);
        else this.#readingsOf.set(figure, [at]);
      }
    }
  }

  /** Whether all variances are at least what is wanted. */
  suppressUntilEnough(): boolean {
    for (;;) {
      const group = this.#below.reduce<GroupBelow | undefined>(
        (lowest, one) =>
          lowest === undefined || one.variance - one.wanted < lowest.variance - lowest.wanted ? one : lowest,
        undefined,
      );
      if (group === undefined || group.variance >= group.wanted) return true;
      if (this.suppressedFigures.size >= this.#options.suppressedMax) return false;
      const figure = this.#findBest(group);
      if (figure === undefined) return false;
      this.#suppress(figure);
    }
  }

  #suppress(figure: number): void {
    const readings = this.#readingsOf.get(figure) ?? [];
    const added = readings.map((reading) => this.#noiseWithout(reading, figure));
    this.suppressedFigures.add(figure);
    for (const [at, remainder] of this.#remaindersOf(readings).entries()) {
      const length = this.#lengthOf(remainder);
      if (length === undefined) continue;
      const { vector } = remainder;
      const root = Math.sqrt(length);
      const taken = {
        unit: vector.map((value) => value / root),
        share: 1 - Math.sqrt(Math.max(0, 1 - length * lossOf(added[at] ?? 0, length))),
      };
      this.taken.push(taken);
      for (const each of this.#below) each.variance += subtractReading(each.vector, taken);
    }
  }

  /** By how much the variance of the noise of a reading grows without a figure; Infinity where nothing is left of it. */
  #noiseWithout(reading: number, figure: number): number {
    const { figures, shared } = this.#estimate.readings[reading] as Reading;
    if (shared !== undefined) return Number.POSITIVE_INFINITY;
    const left = figures.filter((one) => !this.suppressedFigures.has(one.figure));
    return noiseOfMean(left.filter((one) => one.figure !== figure)) - noiseOfMean(left);
  }

  #remaindersOf(readings: readonly number[]): Remainder[] {
    const missing = readings.filter((reading) => !this.#remainders.has(reading));
    const vectors = this.#estimate.vectorsOfReadings(missing);
    const made = new Map(
      missing.map((reading, at): [number, Remainder] => {
        const vector = vectors[at] ?? new Float64Array(0);
        return [reading, { vector, whole: dot(vector, vector), without: 0 }];
      }),
    );
    const found = readings.flatMap((reading) => this.#remainders.get(reading) ?? made.get(reading) ?? []);
    for (const [at, reading] of readings.entries()) {
      const remainder = found[at];
      this.#remainders.delete(reading);
      if (remainder) this.#remainders.set(reading, remainder);
    }
    for (const reading of this.#remainders.keys()) {
      if (this.#remainders.size <= remaindersMax) break;
      this.#remainders.delete(reading);
    }
    return found;
  }

  /** The squared length of a remainder without all that was taken away; undefined when that is nothing. */
  #lengthOf(remainder: Remainder): number | undefined {
    const { vector, whole } = remainder;
    for (const one of this.taken.slice(remainder.without)) subtractReading(vector, one);
    remainder.without = this.taken.length;
    const left = dot(vector, vector);
    return left > negligible * whole ? left : undefined;
  }

  /** Of the figures that weigh most for a group the one that costs least for what its absence adds to the variance. */
  #findBest({ vector }: GroupBelow): number | undefined {
    const candidates = this.#candidatesFor(this.#estimate.weightsOf(vector));
    const remainders = this.#remaindersOf(candidates.map(({ reading }) => reading));
    let best: { readonly figure: number; readonly score: number } | undefined;
    for (const [at, { reading, figure, cost }] of candidates.entries()) {
      const remainder = remainders[at];
      if (remainder === undefined) continue;
      const length = this.#lengthOf(remainder);
      if (length === undefined) continue;
      const score =
        (dot(remainder.vector, vector) ** 2 * lossOf(this.#noiseWithout(reading, figure), length)) / cost;
      if (score > (best?.score ?? 0)) best = { figure, score };
    }
    return best?.figure;
  }

  #candidatesFor(weights: Float64Array): Candidate[] {
    const { costOf, isOpen } = this.#options;
    return this.#estimate.readings
      .flatMap(({ figures }, reading) =>
        figures.flatMap(({ figure, row }): Candidate[] => {
          const cost = costOf(row);
          const rank = (weights[reading] ?? 0) ** 2 / cost;
          const isLeft = rank > 0 && !this.suppressedFigures.has(figure) && isOpen(figure);
          return isLeft ? [{ reading, figure, cost, rank }] : [];
        }),
      )
      .sort((one, other) => other.rank - one.rank)
      .slice(0, candidatesMax);
  }
}

/**
 * What more noise of a reading takes of the information along its vector, per squared length: of the matrix
 * K + added e e' the inverse is K^-1 less this many times the product of the row of K^-1 with itself.
 */
function lossOf(added: number, length: number): number {
  return added === Number.POSITIVE_INFINITY ? 1 / length : added / (1 + added * length);
}
