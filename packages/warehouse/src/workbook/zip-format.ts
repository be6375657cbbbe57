import type { FileHandle } from 'node:fs/promises';
import { broken } from './workbook-error.ts';

/** A file in an archive, as its directory tells it. */
export interface ZipPart {
  /** As written in the archive. */
  name: string;
  isDeflated: boolean;
  flags: number;
  crc: number;
  packedBytes: number;
  bytes: number;
  /** Where the head before its bytes begins. */
  headAt: number;
}

/** A part of which the head before its bytes agrees with the directory. */
export interface PlacedPart extends ZipPart {
  dataAt: number;
}

/** A size or place of 32 bits that is full stands in 64 bits elsewhere. */
export const full32 = 0xffffffff;

/** Reads exactly so many bytes; an archive that ends before them is broken. */
export async function readExactly(file: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, at);
  if (bytesRead < bytes) throw broken('It ends too early: it was not copied completely.');
  return buffer;
}

/** Whether the part is deflated; a workbook knows only that and parts as they are (ISO/IEC 29500-2, annex C). */
export function readMethod(method: number): boolean {
  if (method !== 0 && method !== 8) throw broken('It is packed in a way that workbooks are not.');
  return method === 8;
}

/** Sizes and places of which the 32 bits are full stand, in the same order, in the extra field of zip64. */
export function widen(
  extra: Buffer,
  [bytes, packedBytes, place]: readonly [number, number, number],
): [number, number, number] {
  let field: Buffer = Buffer.alloc(0);
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 1) field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  }
  let at = 0;
  const wide = (value: number) => {
    if (value !== full32) return value;
    if (at + 8 > field.length) throw broken('The list of its parts is damaged.');
    at += 8;
    return toSafe(field.readBigUInt64LE(at - 8));
  };
  return [wide(bytes), wide(packedBytes), wide(place)];
}

/** A number of 64 bits as one that is exact in JavaScript. */
export function toSafe(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw broken('The list of its parts is damaged.');
  return Number(value);
}
