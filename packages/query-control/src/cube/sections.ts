/** Arrays one after another, each on a multiple of 8 bytes, as the machine holds them: little-endian. */
export interface SectionWriter {
  add(array: Float64Array | Uint32Array | Uint16Array | Uint8Array): void;
  /** How many bytes all of them take. */
  length(): number;
  copyTo(bytes: Uint8Array, start: number): void;
}

/** Starts without arrays. */
export function createSectionWriter(): SectionWriter {
  const arrays: Uint8Array[] = [];
  let length = 0;
  return {
    add(array) {
      arrays.push(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
      length += roundUp(array.byteLength);
    },
    length: () => length,
    copyTo(bytes, start) {
      let at = start;
      for (const array of arrays) {
        bytes.set(array, at);
        at += roundUp(array.byteLength);
      }
    },
  };
}

/** Gives the arrays in the order in which they were added, as views. Each throws a RangeError beyond the last byte. */
export interface SectionReader {
  float64(length: number): Float64Array<ArrayBuffer>;
  uint32(length: number): Uint32Array<ArrayBuffer>;
  uint16(length: number): Uint16Array<ArrayBuffer>;
  uint8(length: number): Uint8Array<ArrayBuffer>;
  isAtEnd(): boolean;
}

/** Begins at `start`, which with the offset of the bytes in their buffer is a multiple of 8. */
export function createSectionReader(bytes: Uint8Array<ArrayBuffer>, start: number): SectionReader {
  let at = start;
  const take = (byteLength: number): number => {
    const offset = bytes.byteOffset + at;
    at += roundUp(byteLength);
    if (at > bytes.length) throw new RangeError('The bytes end before the array does.');
    return offset;
  };
  return {
    float64: (length) => new Float64Array(bytes.buffer, take(8 * length), length),
    uint32: (length) => new Uint32Array(bytes.buffer, take(4 * length), length),
    uint16: (length) => new Uint16Array(bytes.buffer, take(2 * length), length),
    uint8: (length) => new Uint8Array(bytes.buffer, take(length), length),
    isAtEnd: () => at === bytes.length,
  };
}

/** To a multiple of 8. */
export function roundUp(byteLength: number): number {
  return Math.ceil(byteLength / 8) * 8;
}
