/** Whole numbers below 2^32 of which it is not known beforehand how many there are, in four to eight bytes each. */
export class GrowingArray {
  /** Those that were added, followed by room for more; replaced when it is full. */
  values = new Uint32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Uint32Array(2 * this.length);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  /** Forgets them and keeps the room. */
  clear(): void {
    this.length = 0;
  }

  /** A copy without the room for more. */
  toArray(): Uint32Array<ArrayBuffer> {
    return this.values.slice(0, this.length);
  }
}
