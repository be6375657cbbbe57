import { inflateRawSync } from 'node:zlib';

const endRecord = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const entryHeadBytes = 46;
const localHeadBytes = 30;

/**
 * Unpacks every part of a zip archive against one bound and throws away what came out: a small file that would
 * fill the memory is known before a reader that trusts it gets to see it.
 */
export function fitsUnpacked(archive: Buffer, maxBytes: number): 'fits' | 'too-much' | 'broken' {
  const end = archive.lastIndexOf(endRecord);
  if (end < 0 || end + 22 > archive.length) return 'broken';
  let left = maxBytes;
  let at = archive.readUInt32LE(end + 16);
  for (let entry = archive.readUInt16LE(end + 10); entry > 0; entry--) {
    if (at + entryHeadBytes > archive.length) return 'broken';
    const bytes = unpackedBytes(archive, at, left);
    if (bytes === 'broken') return 'broken';
    if (bytes === 'too-much' || bytes > left) return 'too-much';
    left -= bytes;
    at +=
      entryHeadBytes +
      archive.readUInt16LE(at + 28) +
      archive.readUInt16LE(at + 30) +
      archive.readUInt16LE(at + 32);
  }
  return 'fits';
}

function unpackedBytes(archive: Buffer, entry: number, maxBytes: number): number | 'too-much' | 'broken' {
  const packed = archive.readUInt32LE(entry + 20);
  const local = archive.readUInt32LE(entry + 42);
  if (local + localHeadBytes > archive.length) return 'broken';
  const start = local + localHeadBytes + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  if (start + packed > archive.length) return 'broken';
  if (archive.readUInt16LE(entry + 10) === 0) return packed;
  try {
    const content = archive.subarray(start, start + packed);
    return content.length === 0 ? 0 : inflateRawSync(content, { maxOutputLength: maxBytes + 1 }).length;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-much' : 'broken';
  }
}
