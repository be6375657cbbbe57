/** Joins byte arrays into a new one. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** The UTF-8 bytes of a text. */
export function textBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** I2OSP(value, 2) of RFC 8017: two bytes, big-endian. `value` is below 65,536. */
export function twoBytes(value: number): Uint8Array {
  return Uint8Array.of(value >>> 8, value & 0xff);
}

/** The bytes with their own length in two bytes before them, as RFC 9497 writes every transcript. */
export function withLength(bytes: Uint8Array): Uint8Array {
  return concatBytes(twoBytes(bytes.length), bytes);
}

/** Whether two byte arrays are equal. Takes as long for a difference at the start as at the end. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (const [index, byte] of left.entries()) difference |= byte ^ (right[index] ?? 0);
  return difference === 0;
}

/** Cuts a packed array into pieces of `size` bytes that share its memory. Its length is a multiple of `size`. */
export function splitBytes(packed: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: packed.length / size }, (_, index) =>
    packed.subarray(index * size, (index + 1) * size),
  );
}
