import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { SourceFormat } from '../contract/contract.ts';
import { isOleFile, refuseOleFile } from '../workbook/ole-file.ts';
import { UnusableFileError } from './report.ts';
import { unusableWorkbook } from './unusable-workbook.ts';

/** What a file is, found from its bytes and not from its name. */
export interface Inspection {
  format: 'csv' | 'xlsx' | 'parquet';
  bytes: number;
  sha256: string;
  /** Of text files. */
  encoding: NonNullable<SourceFormat['encoding']>;
  byteOrderMark: boolean;
}

/** What the first bytes of a file say, and a promise of what only all of it can say. */
export interface BegunInspection {
  format: Inspection['format'];
  /** The encoding of text if `whole` confirms it. */
  likelyEncoding: Inspection['encoding'];
  whole: Promise<Inspection>;
}

/**
 * Reads a file once, in pieces: its type at once, and in `whole` its hash and of text its encoding, so that other work
 * need not wait for the hash of a large file. Throws `UnusableFileError` for a file of another type; `whole` rejects
 * with one for text in no encoding that can be read without guessing.
 */
export async function inspectFile(
  file: string,
  name: string,
  declared: SourceFormat['encoding'],
  signal?: AbortSignal,
): Promise<BegunInspection> {
  const { size: bytes } = await stat(file);
  const head = await readHead(file);
  if (isOleFile(head)) await refuseOldOffice(file, name, bytes);
  const format = formatOf(head, name);
  const whole = inspectWhole({ file, name, declared, signal, bytes, head, format });
  // A caller that is busy with other work meanwhile still finds the refusal afterwards.
  whole.catch(() => undefined);
  return {
    format,
    likelyEncoding: byteOrderMarkOf(head) ?? (head.includes(0) ? 'utf-16le' : 'utf-8'),
    whole,
  };
}

interface Begun {
  file: string;
  name: string;
  declared: SourceFormat['encoding'];
  signal: AbortSignal | undefined;
  bytes: number;
  head: Buffer;
  format: Inspection['format'];
}

async function inspectWhole({
  file,
  name,
  declared,
  signal,
  bytes,
  head,
  format,
}: Begun): Promise<Inspection> {
  const mark = byteOrderMarkOf(head);
  const isText = format === 'csv';
  const facts = await scan(file, { checkText: isText && !mark?.startsWith('utf-16'), signal });
  const found = { format, bytes, sha256: facts.sha256, byteOrderMark: mark !== undefined };
  if (!isText) return { ...found, encoding: 'utf-8' };
  if (mark?.startsWith('utf-16')) return { ...found, encoding: mark };
  if (facts.hasNul) {
    if (declared?.startsWith('utf-16')) return { ...found, encoding: declared };
    if (looksLikeUtf16(head)) return { ...found, encoding: 'utf-16le' };
    throw wrongType(name, 'It holds bytes that do not occur in text.');
  }
  if (facts.isUtf8) return { ...found, encoding: 'utf-8' };
  await refuseUnlessWindows1252(file, name, declared ?? (mark ? 'utf-8' : undefined));
  return { ...found, encoding: 'windows-1252' };
}

async function readHead(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function refuseOldOffice(file: string, name: string, bytes: number): Promise<void> {
  await using handle = await open(file, 'r');
  await refuseOleFile(handle, bytes).catch((error) => {
    throw unusableWorkbook(error, name);
  });
}

const signatures: readonly (readonly [string, string])[] = [
  ['25504446', 'a PDF document'],
  ['1f8b', 'a gzip archive'],
  ['89504e47', 'an image'],
  ['ffd8ff', 'an image'],
  ['47494638', 'an image'],
  ['377abcaf', 'a 7-zip archive'],
  ['52617221', 'a RAR archive'],
  ['53514c69746520', 'an SQLite database'],
];

function formatOf(head: Buffer, name: string): Inspection['format'] {
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') return 'parquet';
  if (head.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') {
    if (/\[Content_Types\]\.xml|xl\/|_rels\/|docProps\/|customXml\//.test(head.toString('latin1')))
      return 'xlsx';
    throw wrongType(name, 'It is a zip archive.');
  }
  const hex = head.subarray(0, 8).toString('hex');
  const known = signatures.find(([start]) => hex.startsWith(start));
  if (known) throw wrongType(name, `It is ${known[1]}.`);
  const text = head
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (/^<(!doctype|html|\?xml|[a-z]+[\s>])/i.test(text)) throw wrongType(name, 'It is a web page or XML.');
  if (/^[[{]\s*["{[]/.test(text)) throw wrongType(name, 'It is JSON.');
  return 'csv';
}

function wrongType(name: string, detail: string): UnusableFileError {
  return new UnusableFileError('file.wrong-type', `The file ${name} is not a table that can be read.`, {
    detail,
    hint: 'Send a CSV file, an Excel workbook (.xlsx) or a Parquet file.',
    params: { file: name },
  });
}

function byteOrderMarkOf(head: Buffer): Inspection['encoding'] | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : undefined;
}

function looksLikeUtf16(head: Buffer): boolean {
  let zeros = 0;
  for (let index = 1; index < head.length; index += 2) if (head[index] === 0) zeros += 1;
  return zeros > head.length * 0.3;
}

async function scan(file: string, options: { checkText: boolean; signal: AbortSignal | undefined }) {
  const hash = createHash('sha256');
  let carried: Buffer = Buffer.alloc(0);
  let valid = true;
  let hasNul = false;
  const settings = options.signal ? { signal: options.signal } : {};
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20, ...settings })) {
    const bytes = piece as Buffer;
    hash.update(bytes);
    if (!options.checkText || hasNul) continue;
    hasNul = bytes.includes(0);
    if (!valid) continue;
    const joined = carried.length > 0 ? Buffer.concat([carried, bytes]) : bytes;
    const end = lastBoundary(joined);
    valid = isUtf8(joined.subarray(0, end));
    carried = Buffer.from(joined.subarray(end));
  }
  return { sha256: hash.digest('hex'), isUtf8: valid && isUtf8(carried), hasNul };
}

/** The end of the last whole character: a sequence is at most four bytes long. */
function lastBoundary(bytes: Buffer): number {
  for (let back = 1; back <= 4 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length - back + 1;
    if (byte >= 0xc0) return bytes.length - back;
  }
  return bytes.length;
}

async function refuseUnlessWindows1252(
  file: string,
  name: string,
  declared: SourceFormat['encoding'],
): Promise<void> {
  const decoder = new TextDecoder('utf-8');
  let line = 1;
  let firstBadLine = 0;
  let bad = 0;
  let good = 0;
  let undefinedBytes = false;
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 18 })) {
    const bytes = piece as Buffer;
    undefinedBytes ||= [0x81, 0x8d, 0x8f, 0x90, 0x9d].some((byte) => bytes.includes(byte));
    for (const character of decoder.decode(bytes, { stream: true })) {
      if (character === '\n') line += 1;
      else if (character === '\ufffd') {
        bad += 1;
        firstBadLine ||= line;
      } else if (character > '\u007f') good += 1;
    }
  }
  if (declared === 'utf-8' || good > bad) {
    throw new UnusableFileError(
      'encoding.mixed',
      `The text of ${name} is not valid UTF-8 from line ${firstBadLine} on.`,
      {
        detail: `${bad} characters cannot be read.`,
        hint: 'Export the file again as UTF-8; it looks as if two encodings were mixed.',
        params: { file: name, line: firstBadLine },
      },
    );
  }
  if (undefinedBytes && declared !== 'windows-1252') {
    throw new UnusableFileError('encoding.unknown', `The encoding of ${name} is not known.`, {
      hint: 'Export the file as UTF-8 ("CSV UTF-8" in Excel).',
      params: { file: name },
    });
  }
}
