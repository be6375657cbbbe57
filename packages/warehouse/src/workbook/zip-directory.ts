import type { FileHandle } from 'node:fs/promises';
import type { WorkbookLimits } from './limits.ts';
import { broken, tooLarge, WorkbookError } from './workbook-error.ts';
import {
  full32,
  type PlacedPart,
  readExactly,
  readMethod,
  toSafe,
  widen,
  type ZipPart,
} from './zip-format.ts';
import { demandEqualHeads } from './zip-local-heads.ts';

const endBytes = 22;
const commentBytesMax = 65_535;
const locatorBytes = 20;
const entryBytes = 46;
const full16 = 0xffff;

/**
 * The parts of a zip archive (PKWARE APPNOTE 6.3.10, with zip64) by name in lower case. The directory at the end and
 * the heads before the parts are read by different programs; an archive in which they do not tell the same, or in
 * which something stands between the parts, is refused.
 */
export async function readZipDirectory(
  file: FileHandle,
  size: number,
  limits: WorkbookLimits,
): Promise<ReadonlyMap<string, PlacedPart>> {
  const end = await findEnd(file, size);
  if (end.parts > limits.parts) throw tooLarge(limits.parts, 'parts');
  if (end.bytes > limits.directoryBytes) {
    throw tooLarge(limits.directoryBytes, 'bytes in the list of its parts');
  }
  const directory = await readExactly(file, end.at, end.bytes);
  const parts: ZipPart[] = [];
  let at = 0;
  for (let number = 0; number < end.parts; number++) {
    const { part, next } = readEntry(directory, at);
    parts.push(part);
    at = next;
  }
  if (at !== directory.length) throw broken('The list of its parts holds more than it says.');
  return byName(await demandEqualHeads(file, parts, end.at));
}

interface DirectoryEnd {
  parts: number;
  bytes: number;
  at: number;
}

async function findEnd(file: FileHandle, size: number): Promise<DirectoryEnd> {
  const tailBytes = Math.min(size, endBytes + commentBytesMax);
  const tail = await readExactly(file, size - tailBytes, tailBytes);
  for (let at = tail.length - endBytes; at >= 0; at--) {
    const isEnd = tail.readUInt32LE(at) === 0x06054b50;
    if (!isEnd || at + endBytes + tail.readUInt16LE(at + 20) !== tail.length) continue;
    return readEnd(file, tail.subarray(at), size - tailBytes + at);
  }
  throw broken('The list of its parts is not there: it was not copied completely, or is no workbook.');
}

async function readEnd(file: FileHandle, end: Buffer, endAt: number): Promise<DirectoryEnd> {
  const facts = {
    disk: end.readUInt16LE(4),
    directoryDisk: end.readUInt16LE(6),
    partsHere: end.readUInt16LE(8),
    parts: end.readUInt16LE(10),
    bytes: end.readUInt32LE(12),
    at: end.readUInt32LE(16),
  };
  const isLong =
    [facts.disk, facts.directoryDisk, facts.partsHere, facts.parts].includes(full16) ||
    [facts.bytes, facts.at].includes(full32);
  const { until, ...found } = isLong ? await readLongEnd(file, endAt) : { ...facts, until: endAt };
  if (found.disk !== 0 || found.directoryDisk !== 0 || found.partsHere !== found.parts) {
    throw broken('It is one piece of an archive that was split over several files.');
  }
  if (found.at + found.bytes !== until) throw broken('The list of its parts is not where it should be.');
  return found;
}

async function readLongEnd(file: FileHandle, endAt: number) {
  if (endAt < locatorBytes) throw broken('The list of its parts is not where it should be.');
  const locator = await readExactly(file, endAt - locatorBytes, locatorBytes);
  const until = toSafe(locator.readBigUInt64LE(8));
  if (locator.readUInt32LE(0) !== 0x07064b50 || until + 56 > endAt - locatorBytes) {
    throw broken('The list of its parts is not where it should be.');
  }
  const end = await readExactly(file, until, 56);
  if (end.readUInt32LE(0) !== 0x06064b50) throw broken('The list of its parts is not where it should be.');
  return {
    disk: end.readUInt32LE(16),
    directoryDisk: end.readUInt32LE(20),
    partsHere: toSafe(end.readBigUInt64LE(24)),
    parts: toSafe(end.readBigUInt64LE(32)),
    bytes: toSafe(end.readBigUInt64LE(40)),
    at: toSafe(end.readBigUInt64LE(48)),
    until,
  };
}

function readEntry(directory: Buffer, at: number): { part: ZipPart; next: number } {
  if (at + entryBytes > directory.length || directory.readUInt32LE(at) !== 0x02014b50) {
    throw broken('The list of its parts is damaged.');
  }
  const nameEnd = at + entryBytes + directory.readUInt16LE(at + 28);
  const extraEnd = nameEnd + directory.readUInt16LE(at + 30);
  const next = extraEnd + directory.readUInt16LE(at + 32);
  if (next > directory.length) throw broken('The list of its parts is damaged.');
  const flags = directory.readUInt16LE(at + 8);
  // Bit 0: encrypted; bit 6: strongly; bit 13: the directory too.
  if ((flags & 0x2041) !== 0) throw new WorkbookError('has-password', 'It is protected with a password.');
  const [bytes, packedBytes, headAt] = widen(directory.subarray(nameEnd, extraEnd), [
    directory.readUInt32LE(at + 24),
    directory.readUInt32LE(at + 20),
    directory.readUInt32LE(at + 42),
  ]);
  const name = directory.toString('utf8', at + entryBytes, nameEnd);
  const isDeflated = readMethod(directory.readUInt16LE(at + 10));
  const crc = directory.readUInt32LE(at + 16);
  return { part: { name, isDeflated, flags, crc, packedBytes, bytes, headAt }, next };
}

/** Names differ in more than case (ISO/IEC 29500-2, 6.3.5), so that no two programs see two different parts. */
function byName(parts: readonly PlacedPart[]): ReadonlyMap<string, PlacedPart> {
  const named = new Map(parts.map((part) => [part.name.toLowerCase(), part]));
  if (named.size < parts.length) throw broken('Two of its parts have the same name.');
  return named;
}
