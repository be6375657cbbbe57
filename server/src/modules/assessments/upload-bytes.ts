import type { Readable } from 'node:stream';
import { Failure } from '../../platform/errors/failure.ts';
import type { Upload } from '../../platform/http/binding.ts';

/** Reads a small upload whole; the platform bounds it. */
export async function readUpload(upload: Upload | undefined): Promise<{ fileName: string; bytes: Buffer }> {
  if (upload === undefined) throw new Failure('assessments.no-file', 400);
  // The code that answers the request drains the rest, so the stream must outlive a refusal.
  const pieces = (upload.stream as Readable).iterator({ destroyOnReturn: false });
  const chunks: Buffer[] = [];
  for await (const piece of pieces as AsyncIterable<Buffer>) chunks.push(piece);
  if (upload.isTruncated()) throw new Failure('assessments.file-too-large', 413);
  return { fileName: upload.fileName, bytes: Buffer.concat(chunks) };
}
