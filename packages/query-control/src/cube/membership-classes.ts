import { GrowingArray } from './growing-array.ts';

/**
 * Per row of a cube of persons the classes of the persons in it, ascending: a class is a group of persons who are in the
 * same nodes. The classes of row r are `classes[starts[r]]` up to `classes[starts[r + 1] - 1]`.
 */
export interface MembershipClasses {
  /** How many classes there are. */
  readonly size: number;
  readonly starts: Float64Array;
  readonly classes: Uint32Array;
}

/** The rows that each class is in, while the classes come in. */
export class ClassRows {
  /** The rows of one class after those of another, and where each class ends. */
  readonly #rows = new GrowingArray();
  readonly #ends = new GrowingArray();

  /** How many classes there are. */
  get size(): number {
    return this.#ends.length;
  }

  /** In how many rows all classes together are. */
  get entries(): number {
    return this.#rows.length;
  }

  /** Adds a class with its rows, each once. */
  add(rows: Iterable<number>): void {
    for (const row of rows) this.#rows.push(row);
    this.#ends.push(this.#rows.length);
  }

  /** A view that the next `add` may put out of date. */
  rowsOf(number: number): Uint32Array {
    return this.#rows.values.subarray(
      number === 0 ? 0 : this.#ends.values[number - 1],
      this.#ends.values[number],
    );
  }

  /** Turns them round: the classes in each of so many rows. */
  byRow(size: number): MembershipClasses {
    const starts = new Float64Array(size + 1);
    for (let at = 0; at < this.entries; at++) {
      const row = this.#rows.values[at] ?? 0;
      starts[row + 1] = (starts[row + 1] ?? 0) + 1;
    }
    for (let row = 0; row < size; row++) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0);
    const next = starts.slice();
    const classes = new Uint32Array(this.entries);
    for (let number = 0; number < this.size; number++) {
      for (const row of this.rowsOf(number)) {
        const at = next[row] ?? 0;
        classes[at] = number;
        next[row] = at + 1;
      }
    }
    return { size: this.size, starts, classes };
  }
}
