import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { namesPersonNumber } from '@datalab/warehouse';
import { Busboy, type BusboyFileStream, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import { Failure } from '../errors/failure.ts';
import type { Upload } from './binding.ts';

/**
 * Gives the part called `file` while it comes in, and lets whatever the handler leaves unread flow away,
 * so that the sender gets the answer instead of a broken connection. The name of a file is shown to others:
 * one with a person number in it is refused before anything of the file is read.
 */
export async function withUpload<T>(
  request: Request,
  maxBytes: number,
  handle: (upload: Upload | undefined) => Promise<T>,
): Promise<T> {
  const contentType = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data;/i.test(contentType) || request.body === null) {
    throw new Failure('request.invalid', 415, {}, [
      { path: 'headers.content-type', message: 'multipart/form-data' },
    ]);
  }
  const source = Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
  const parser = openParser(contentType, maxBytes);
  const first = firstFile(parser);
  source.pipe(parser);
  let file: BusboyFileStream | undefined;
  source.once('error', (error) => {
    file?.destroy(error);
    parser.destroy(error);
  });
  try {
    const upload = await first;
    file = upload?.file;
    if (upload !== undefined && namesPersonNumber(upload.upload.fileName)) {
      throw new Failure('request.person-number-in-name', 422);
    }
    return await handle(upload?.upload);
  } finally {
    file?.resume();
    drain(source, parser);
  }
}

function openParser(contentType: string, maxBytes: number): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': contentType } as BusboyHeaders,
      limits: { fileSize: maxBytes, files: 1, fields: 10, fieldSize: 10_000, parts: 12 },
    });
  } catch {
    throw new Failure('request.invalid', 400, {}, [
      { path: 'headers.content-type', message: 'multipart/form-data with a boundary' },
    ]);
  }
}

function firstFile(parser: BusboyInstance): Promise<{ upload: Upload; file: BusboyFileStream } | undefined> {
  return new Promise((resolve, reject) => {
    parser.on('file', (field, file, fileName) => {
      file.on('error', () => {});
      if (field !== 'file') {
        file.resume();
        return;
      }
      const upload = {
        fileName: baseName(fileName),
        stream: file,
        isTruncated: () => file.truncated === true,
      };
      resolve({ upload, file });
    });
    parser.once('finish', () => resolve(undefined));
    parser.on('error', () => {
      reject(new Failure('request.invalid', 400, {}, [{ path: 'body', message: 'The upload broke off' }]));
    });
  });
}

/** What is not seen, or turns the direction of reading: with it a name ends otherwise than people read. */
const unseen = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Only the last part of a path, whatever system the sender has. */
function baseName(fileName: string | undefined): string {
  const last = (fileName ?? '').split(/[\\/]/).at(-1) ?? '';
  return last.replaceAll(unseen, '').slice(0, 200);
}

function drain(source: Readable, parser: BusboyInstance): void {
  void finished(parser, { readable: false }).catch(() => source.resume());
}
