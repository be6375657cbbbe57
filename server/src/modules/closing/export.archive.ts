import { Readable } from 'node:stream';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** A file on its way into an archive. */
export interface ArchiveFile {
  readonly name: string;
  /** For words; a document of another program is often compressed already. */
  readonly isCompressed: boolean;
  /** Its bytes, asked for when it is its turn. */
  read(): Promise<AsyncIterable<Uint8Array>> | Iterable<Uint8Array>;
}

/** A ZIP archive that is made while it is read: only the piece that is read now is in memory. */
export function filesToArchive(files: Iterable<ArchiveFile>, at: Date): ReadableStream {
  return Readable.toWeb(Readable.from(zipPieces(files, at), { objectMode: false })) as ReadableStream;
}

async function* zipPieces(files: Iterable<ArchiveFile>, at: Date): AsyncGenerator<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error;
    pieces.push(piece);
  });
  for (const { name, isCompressed, read } of files) {
    const entry = isCompressed ? new ZipDeflate(name) : new ZipPassThrough(name);
    entry.mtime = at;
    zip.add(entry);
    for await (const bytes of await read()) {
      entry.push(new Uint8Array(bytes));
      yield* pieces.splice(0);
    }
    entry.push(new Uint8Array(0), true);
    yield* pieces.splice(0);
  }
  zip.end();
  yield* pieces.splice(0);
}
