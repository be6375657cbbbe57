import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { isOleFile } from '@datalab/warehouse';
import { Failure } from '../../platform/errors/failure.ts';
import type { Upload } from '../../platform/http/binding.ts';
import type { FileKind } from './file-readers.ts';
import { type DocumentKind, documentMaxBytes } from './picture.contract.ts';

export interface ReceivedDocument {
  readonly kind: FileKind;
  readonly bytes: number;
  readonly sha256: string;
}

export const documentKinds: Readonly<Record<FileKind, DocumentKind>> = {
  pdf: 'pdf',
  docx: 'word',
  xlsx: 'table',
  html: 'web',
  csv: 'table',
  text: 'text',
};

const endings: Readonly<Record<string, FileKind>> = {
  pdf: 'pdf',
  docx: 'docx',
  xlsx: 'xlsx',
  html: 'html',
  htm: 'html',
  csv: 'csv',
  tsv: 'csv',
  txt: 'text',
  md: 'text',
};

/** What is said to be too large is refused before anything of it is read. */
export function requireSize(declaredBytes: number): void {
  const formOverheadBytes = 10_000;
  if (declaredBytes > documentMaxBytes + formOverheadBytes) throw tooLarge();
}

/** Writes an upload to disk as it comes in; whatever goes wrong, the file is removed again. */
export async function receiveDocument(upload: Upload, path: string): Promise<ReceivedDocument> {
  const kind = endings[upload.fileName.split('.').at(-1)?.toLowerCase() ?? ''];
  if (kind === undefined) throw wrongType();
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let bytes = 0;
  try {
    await using file = await open(path, 'wx', 0o600);
    // The code that answers the request drains the rest, so the stream must outlive a refusal.
    const pieces = (upload.stream as Readable).iterator({ destroyOnReturn: false });
    for await (const piece of pieces as AsyncIterable<Buffer>) {
      if (head.length < 1024) head = Buffer.concat([head, piece]);
      hash.update(piece);
      bytes += piece.length;
      await file.write(piece);
    }
    if (upload.isTruncated()) throw tooLarge();
    if (!startsAs(kind, head)) throw bytes === 0 ? new Failure('picture.no-text', 422) : wrongType();
    await file.sync();
    return { kind, bytes, sha256: hash.digest('hex') };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

function startsAs(kind: FileKind, head: Buffer): boolean {
  if (head.length === 0) return false;
  if (kind === 'pdf') return head.subarray(0, 1024).includes('%PDF-');
  const isZip = head.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004';
  if (kind === 'docx') return isZip;
  // A workbook with a password is another container; its reader tells it from an old file.
  if (kind === 'xlsx') return isZip || isOleFile(head);
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  return isUtf16 || !head.subarray(0, 1024).includes(0);
}

function wrongType(): Failure {
  return new Failure('picture.wrong-type', 422);
}

function tooLarge(): Failure {
  return new Failure('picture.too-large', 413, { megabytes: documentMaxBytes / 1_000_000 });
}
