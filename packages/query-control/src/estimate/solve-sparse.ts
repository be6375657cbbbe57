import type { Envelope } from './cholesky.ts';

/** Runs with fewer rows than this between them are taken as one: what lies between is zero, and costs less than a loop. */
const gapMin = 12;

/** Solves L x = b for right sides that are mostly zero, in groups of eight that are not zero in about the same rows. */
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
   * Replaces eight right sides, one after the other in `b`, by their solutions: the more at once, the less often the factor
   * is read from memory.
   * @returns the sum of the squares of each solution.
   */
  solveEight(b: Float64Array): Float64Array {
    const { size, first, origin, values } = this.#factor;
    const b1 = b.subarray(size);
    const b2 = b.subarray(2 * size);
    const b3 = b.subarray(3 * size);
    const b4 = b.subarray(4 * size);
    const b5 = b.subarray(5 * size);
    const b6 = b.subarray(6 * size);
    const b7 = b.subarray(7 * size);
    this.#findRuns(b);
    const squares = new Float64Array(8);
    for (let run = 0; run < this.#runBegins.length; run++) {
      const end = this.#runEnds[run] ?? 0;
      for (let row = this.#runBegins[run] ?? 0; row < end; row++) {
        const own = origin[row] as number;
        let s0 = b[row] as number;
        let s1 = b1[row] as number;
        let s2 = b2[row] as number;
        let s3 = b3[row] as number;
        let s4 = b4[row] as number;
        let s5 = b5[row] as number;
        let s6 = b6[row] as number;
        let s7 = b7[row] as number;
        const begin = first[row] as number;
        for (let before = run; before >= 0; before--) {
          const runEnd = this.#runEnds[before] as number;
          if (runEnd <= begin) break;
          const to = Math.min(row, runEnd);
          for (let k = Math.max(begin, this.#runBegins[before] as number); k < to; k++) {
            const entry = values[own + k] as number;
            s0 -= entry * (b[k] as number);
            s1 -= entry * (b1[k] as number);
            s2 -= entry * (b2[k] as number);
            s3 -= entry * (b3[k] as number);
            s4 -= entry * (b4[k] as number);
            s5 -= entry * (b5[k] as number);
            s6 -= entry * (b6[k] as number);
            s7 -= entry * (b7[k] as number);
          }
        }
        const diagonal = values[own + row] as number;
        s0 /= diagonal;
        s1 /= diagonal;
        s2 /= diagonal;
        s3 /= diagonal;
        s4 /= diagonal;
        s5 /= diagonal;
        s6 /= diagonal;
        s7 /= diagonal;
        b[row] = s0;
        b1[row] = s1;
        b2[row] = s2;
        b3[row] = s3;
        b4[row] = s4;
        b5[row] = s5;
        b6[row] = s6;
        b7[row] = s7;
        squares[0] = (squares[0] as number) + s0 * s0;
        squares[1] = (squares[1] as number) + s1 * s1;
        squares[2] = (squares[2] as number) + s2 * s2;
        squares[3] = (squares[3] as number) + s3 * s3;
        squares[4] = (squares[4] as number) + s4 * s4;
        squares[5] = (squares[5] as number) + s5 * s5;
        squares[6] = (squares[6] as number) + s6 * s6;
        squares[7] = (squares[7] as number) + s7 * s7;
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
      let at = row;
      while (at < b.length && b[at] === 0) at += size;
      if (at >= b.length) continue;
      for (let up = row; up < size && marked[up] === 0; up = this.#parent[up] ?? size) marked[up] = 1;
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
