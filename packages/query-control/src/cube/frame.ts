import { createHash } from 'node:crypto';
import { createSectionReader, roundUp, type SectionReader, type SectionWriter } from './sections.ts';

/** The bytes cannot be read as what they should be; the caller knows the name of the file. */
export class CodecError extends Error {
  /** `damaged`: not as written. `other-format`: written by another version of this code. `other-key`: made of other data. */
  readonly code: 'damaged' | 'other-format' | 'other-key';

  constructor(code: CodecError['code'], message: string) {
    super(message);
    this.name = 'CodecError';
    this.code = code;
  }
}

/** How a kind of file is written: a signature, the SHA-256 of all that follows, a header in JSON, and the arrays. */
export interface Frame<Header> {
  encode(header: Header, sections: SectionWriter): Uint8Array<ArrayBuffer>;
  /**
   * Checks that bytes are as they were written, in time in proportion to their number.
   * @throws CodecError
   */
  verify(bytes: Uint8Array): void;
  /** @throws CodecError when the header is longer than the bytes */
  readHeader(bytes: Uint8Array): Header;
  /** As `readHeader`, with the arrays; these are views on the bytes, which are copied when they begin on no multiple of 8. */
  read(bytes: Uint8Array<ArrayBuffer>): { readonly header: Header; readonly sections: SectionReader };
}

/** @param signature the first bytes: a name, and as its last byte the number of the format */
export function createFrame<Header>(signature: string): Frame<Header> {
  const signed = new TextEncoder().encode(signature);
  const name = signed.subarray(0, -1);
  const digestEnd = signed.length + 32;
  const headerStart = digestEnd + 8;
  const digestOf = (bytes: Uint8Array): Uint8Array =>
    createHash('sha256').update(signed).update(bytes.subarray(digestEnd)).digest();
  const find = (bytes: Uint8Array): { readonly header: Header; readonly end: number } => {
    const end = headerStart + new DataView(bytes.buffer, bytes.byteOffset).getUint32(digestEnd, true);
    if (end > bytes.length) throw damaged();
    return { header: JSON.parse(new TextDecoder().decode(bytes.subarray(headerStart, end))), end };
  };
  return {
    encode(header, sections) {
      const json = new TextEncoder().encode(JSON.stringify(header));
      const start = roundUp(headerStart + json.length);
      const bytes = new Uint8Array(start + sections.length());
      bytes.set(signed);
      new DataView(bytes.buffer).setUint32(digestEnd, json.length, true);
      bytes.set(json, headerStart);
      sections.copyTo(bytes, start);
      bytes.set(digestOf(bytes), signed.length);
      return bytes;
    },
    verify(bytes) {
      if (bytes.length < headerStart || name.some((byte, at) => bytes[at] !== byte)) throw damaged();
      if (bytes[name.length] !== signed[name.length])
        throw new CodecError('other-format', 'It was written in another format.');
      if (digestOf(bytes).some((byte, at) => bytes[signed.length + at] !== byte)) throw damaged();
    },
    readHeader: (bytes) => find(bytes).header,
    read(given) {
      const bytes = given.byteOffset % 8 === 0 ? given : given.slice();
      const { header, end } = find(bytes);
      return { header, sections: createSectionReader(bytes, roundUp(end)) };
    },
  };
}

export function damaged(): CodecError {
  return new CodecError('damaged', 'It is damaged.');
}
