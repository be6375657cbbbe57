import type { Envelope } from './cholesky.ts';

/** Runs with fewer rows than this between them are taken as one: what lies between is zero, and costs less than a loop. */
const gapMin = 12;

/** Solves L x = b for right sides that are mostly zero, in groups of four that are not zero in about the same rows. */
export class SparseSolver {
  readonly #factor: Envelope;
  /** Per row the first row below it that it reaches, or the size: the elimination tree of the envelope. */
  readonly #parent: Int32Array;
  readonly #marked: Uint8Array;
  #runBegins: number[] = [];
  #runEnds: number[] = [];

  constructor(factor: Envelope) {
    this.#factor = factor;
    this.#parent = eliminationTree(factor.first);
    this.#marked = new Uint8Array(factor.size);
  }

  /**
   * Replaces four right sides, one after the other in `b`, by their solutions.
   * @returns the sum of the squares of each solution.
   */
  solveFour(b: Float64Array): readonly [number, number, number, number] {
    const { size, first, origin, values } = this.#factor;
    this.#findRuns(b);
    const squares: [number, number, number, number] = [0, 0, 0, 0];
    for (let run = 0; run < this.#runBegins.length; run++) {
      const end = this.#runEnds[run] ?? 0;
      for (let row = this.#runBegins[run] ?? 0; row < end; row++) {
        const own = origin[row] ?? 0;
        let s0 = b[row] ?? 0;
        let s1 = b[size + row] ?? 0;
        let s2 = b[2 * size + row] ?? 0;
        let s3 = b[3 * size + row] ?? 0;
        const begin = first[row] ?? row;
        for (let before = run; before >= 0; before--) {
          const runEnd = this.#runEnds[before] ?? 0;
          if (runEnd <= begin) break;
          const to = Math.min(row, runEnd);
          for (let k = Math.max(begin, this.#runBegins[before] ?? 0); k < to; k++) {
            const entry = values[own + k] ?? 0;
            s0 -= entry * (b[k] ?? 0);
            s1 -= entry * (b[size + k] ?? 0);
            s2 -= entry * (b[2 * size + k] ?? 0);
            s3 -= entry * (b[3 * size + k] ?? 0);
          }
        }
        const diagonal = values[own + row] ?? 1;
        s0 /= diagonal;
        s1 /= diagonal;
        s2 /= diagonal;
        s3 /= diagonal;
        b[row] = s0;
        b[size + row] = s1;
        b[2 * size + row] = s2;
        b[3 * size + row] = s3;
        squares[0] += s0 * s0;
        squares[1] += s1 * s1;
        squares[2] += s2 * s2;
        squares[3] += s3 * s3;
      }
    }
    return squares;
  }

  /** Finds the rows in which a solution can differ from zero, as runs in ascending order. */
  #findRuns(b: Float64Array): void {
    const { size } = this.#factor;
    const marked = this.#marked;
    marked.fill(0);
    for (let row = 0; row < size; row++) {
      const isZero =
        b[row] === 0 && b[size + row] === 0 && b[2 * size + row] === 0 && b[3 * size + row] === 0;
      if (isZero) continue;
      for (let at = row; at < size && marked[at] === 0; at = this.#parent[at] ?? size) marked[at] = 1;
    }
    this.#runBegins = [];
    this.#runEnds = [];
    let end = -gapMin;
    for (let row = 0; row < size; row++) {
      if (marked[row] === 0) continue;
      if (row - end < gapMin) this.#runEnds[this.#runEnds.length - 1] = row + 1;
      else {
        this.#runBegins.push(row);
        this.#runEnds.push(row + 1);
      }
      end = row + 1;
    }
  }
}

/** The parent of row j is the first row below it that begins at or before j. */
function eliminationTree(first: Int32Array): Int32Array {
  const size = first.length;
  const parent = new Int32Array(size).fill(size);
  const waiting: number[] = [];
  for (let row = 0; row < size; row++) {
    const begin = first[row] ?? row;
    // Rows wait in ascending order, so those that this row reaches are the last.
    while (waiting.length > 0 && (waiting.at(-1) ?? 0) >= begin) parent[waiting.pop() ?? 0] = row;
    waiting.push(row);
  }
  return parent;
}
