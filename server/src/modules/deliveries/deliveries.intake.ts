import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { isOleFile } from '@datalab/warehouse';
import { Failure } from '../../platform/errors/failure.ts';
import type { Upload } from '../../platform/http/binding.ts';

export interface ReceivedFile {
  readonly bytes: number;
  readonly sha256: string;
}

const headBytes = 4096;

/**
 * Writes an upload to disk as it comes in. What cannot be right by its first bytes is refused before anything
 * is written; whatever goes wrong later, the file is removed again.
 */
export async function receiveFile(
  upload: Upload,
  path: string,
  options: { readonly needsPseudonyms: boolean },
): Promise<ReceivedFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    await using file = await open(path, 'wx', 0o600);
    for await (const piece of judged(upload, options.needsPseudonyms)) {
      hash.update(piece);
      bytes += piece.length;
      await file.write(piece);
    }
    if (upload.isTruncated()) throw new Failure('request.too-large', 413);
    await file.sync();
    return { bytes, sha256: hash.digest('hex') };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

async function* judged(upload: Upload, needsPseudonyms: boolean): AsyncGenerator<Buffer> {
  let head: Buffer | undefined = Buffer.alloc(0);
  // The code that answers the request drains the rest, so the stream must outlive a refusal.
  const pieces = (upload.stream as Readable).iterator({ destroyOnReturn: false });
  for await (const piece of pieces as AsyncIterable<Buffer>) {
    if (head === undefined) {
      yield piece;
      continue;
    }
    head = Buffer.concat([head, piece]);
    if (head.length < headBytes) continue;
    judgeHead(head, needsPseudonyms);
    yield head;
    head = undefined;
  }
  if (head === undefined) return;
  if (head.length === 0) throw new Failure('file.empty', 422, { file: upload.fileName });
  judgeHead(head, needsPseudonyms);
  yield head;
}

function judgeHead(head: Buffer, needsPseudonyms: boolean): void {
  if (isParquet(head)) return;
  if (needsPseudonyms) throw new Failure('deliveries.has-identities', 422);
  const isZip = head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]));
  // A workbook with a password is such a container; the check tells it from an old file.
  if (!isZip && !isOleFile(head) && !looksLikeText(head)) throw new Failure('file.wrong-type', 422);
}

function isParquet(head: Buffer): boolean {
  return head.subarray(0, 4).toString('latin1') === 'PAR1';
}

/** Text holds no control characters but tabs and line ends; UTF-16 says so with its first two bytes. */
function looksLikeText(head: Buffer): boolean {
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (isUtf16) return true;
  return head.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}
