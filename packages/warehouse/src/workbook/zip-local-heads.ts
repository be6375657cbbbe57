import type { FileHandle } from 'node:fs/promises';
import { broken } from './workbook-error.ts';
import { full32, type PlacedPart, readExactly, readMethod, widen, type ZipPart } from './zip-format.ts';

const headBytes = 30;
/** The sizes may follow the bytes of the part instead of standing in its head. */
const sizesFollow = 0x08;
/** With and without a signature, in 32 and in 64 bits. */
const descriptorBytes: readonly number[] = [12, 16, 20, 24];

/** The parts with the place of their bytes; throws when a head tells something else, or something stands between. */
export async function demandEqualHeads(
  file: FileHandle,
  parts: readonly ZipPart[],
  directoryAt: number,
): Promise<PlacedPart[]> {
  const inOrder = [...parts].sort((a, b) => a.headAt - b.headAt);
  const placed: PlacedPart[] = [];
  let free = 0;
  let mayDescribe = false;
  const demandFilled = (until: number) => {
    const gap = until - free;
    if (gap !== 0 && !(mayDescribe && descriptorBytes.includes(gap))) {
      throw broken('Something stands between its parts that its list of parts does not name.');
    }
  };
  for (const part of inOrder) {
    demandFilled(part.headAt);
    const dataAt = await demandEqualHead(file, part);
    placed.push({ ...part, dataAt });
    free = dataAt + part.packedBytes;
    mayDescribe = (part.flags & sizesFollow) !== 0;
  }
  demandFilled(directoryAt);
  return placed;
}

async function demandEqualHead(file: FileHandle, part: ZipPart): Promise<number> {
  const head = await readExactly(file, part.headAt, headBytes);
  if (head.readUInt32LE(0) !== 0x04034b50) throw differs();
  const nameBytes = head.readUInt16LE(26);
  const rest = await readExactly(file, part.headAt + headBytes, nameBytes + head.readUInt16LE(28));
  const isSame =
    rest.toString('utf8', 0, nameBytes) === part.name &&
    readMethod(head.readUInt16LE(8)) === part.isDeflated &&
    ((head.readUInt16LE(6) ^ part.flags) & sizesFollow) === 0 &&
    hasSameSizes(head, rest.subarray(nameBytes), part);
  if (!isSame) throw differs();
  return part.headAt + headBytes + rest.length;
}

function hasSameSizes(head: Buffer, extra: Buffer, part: ZipPart): boolean {
  const told = [head.readUInt32LE(22), head.readUInt32LE(18)] as const;
  // Nothing is told yet: a stream is written before its size is known.
  const isEmpty = told.every((size) => size === 0 || size === full32) && head.readUInt32LE(14) === 0;
  if ((part.flags & sizesFollow) !== 0 && isEmpty) return true;
  const [bytes, packedBytes] = widen(extra, [...told, 0]);
  return head.readUInt32LE(14) === part.crc && bytes === part.bytes && packedBytes === part.packedBytes;
}

function differs(): Error {
  return broken('The list of its parts says something else than the parts themselves.');
}
