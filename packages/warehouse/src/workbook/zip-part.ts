import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import type { WorkbookLimits } from './limits.ts';
import { broken, WorkbookError } from './workbook-error.ts';
import { type PlacedPart, readExactly } from './zip-format.ts';

const pieceBytes = 1 << 16;

/** What has been unpacked of a workbook so far. */
export interface Unpacked {
  bytes: number;
}

/**
 * The bytes of a part in pieces. Counts them as they come, against the limits and against what the directory says, and
 * holds no more than a piece in memory.
 */
export async function* unpackPart(
  file: FileHandle,
  part: PlacedPart,
  limits: WorkbookLimits,
  unpacked: Unpacked,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  let crc = 0;
  for await (const piece of part.isDeflated ? inflate(file, part) : readPacked(file, part)) {
    signal?.throwIfAborted();
    bytes += piece.length;
    unpacked.bytes += piece.length;
    demandFits(part, bytes, unpacked.bytes, limits);
    crc = crc32(piece, crc);
    yield piece;
  }
  if (bytes !== part.bytes || crc !== part.crc) throw broken('A part of it is damaged.');
}

function demandFits(part: PlacedPart, bytes: number, total: number, limits: WorkbookLimits): void {
  if (total > limits.totalBytes) {
    throw new WorkbookError(
      'too-large',
      `It unpacks to more than ${inMegabytes(limits.totalBytes)}, which is the most that is read.`,
    );
  }
  if (bytes > limits.ratioFromBytes && bytes > part.packedBytes * limits.ratio) {
    throw new WorkbookError(
      'too-large',
      `It unpacks to more than ${limits.ratio} times its size, which no table does.`,
    );
  }
  if (bytes > part.bytes) throw broken('A part of it is larger than it says.');
}

function inMegabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000).toLocaleString('en')} MB`;
}

async function* readPacked(file: FileHandle, part: PlacedPart): AsyncGenerator<Buffer> {
  const end = part.dataAt + part.packedBytes;
  for (let at = part.dataAt; at < end; at += pieceBytes) {
    yield await readExactly(file, at, Math.min(pieceBytes, end - at));
  }
}

async function* inflate(file: FileHandle, part: PlacedPart): AsyncGenerator<Buffer> {
  if (part.packedBytes === 0) throw broken('A part of it is damaged.');
  const packed = Readable.from(readPacked(file, part));
  const stream = createInflateRaw({ chunkSize: 1 << 18 });
  packed.once('error', (error) => stream.destroy(error));
  packed.pipe(stream);
  try {
    for await (const piece of stream) yield piece as Buffer;
    if (stream.bytesWritten !== part.packedBytes) throw broken('A part of it is shorter than it says.');
  } catch (error) {
    throw isDamage(error) ? broken('A part of it is damaged.') : error;
  } finally {
    packed.destroy();
    stream.destroy();
  }
}

function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('Z_');
}
