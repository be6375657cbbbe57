import { createHash } from 'node:crypto';
import { CodecError } from './codec.ts';
import type { CountedUnit } from './cube.ts';
import { createSectionReader, createSectionWriter } from './sections.ts';
import type { UnitCells } from './unit-cells.ts';

/** Where the units of a checked version are, in both units of counting. */
export type UnitsOfVersion = Readonly<Partial<Record<CountedUnit, UnitCells>>>;

/** The first bytes: a name, and the number of this format. */
const signature = new TextEncoder().encode('DLUNITS\u0001');
const digestEnd = signature.length + 32;
const headerStart = digestEnd + 8;

interface Header {
  readonly key: string;
  readonly units: readonly {
    readonly unit: CountedUnit;
    readonly size: number;
    readonly owners: number;
    readonly entries: number;
    readonly dimensions: number;
  }[];
}

/**
 * Writes where units are as bytes, in the way of `encodeCubes`: a signature, the SHA-256 of all that follows, a header and
 * the arrays. `key` is that of the cubes they belong to.
 */
export function encodeUnits(units: UnitsOfVersion, key: string): Uint8Array<ArrayBuffer> {
  const sections = createSectionWriter();
  const found = (['records', 'persons'] as const).flatMap((unit) => {
    const cells = units[unit];
    if (cells === undefined) return [];
    const { identities, owners, starts, codes } = cells;
    for (const array of [identities, owners, starts, ...codes]) sections.add(array);
    const entries = starts.at(-1) ?? 0;
    return [{ unit, size: identities.length, owners: owners.length, entries, dimensions: codes.length }];
  });
  const header: Header = { key, units: found };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const start = roundUp(headerStart + json.length);
  const bytes = new Uint8Array(start + sections.length());
  bytes.set(signature);
  new DataView(bytes.buffer).setUint32(digestEnd, json.length, true);
  bytes.set(json, headerStart);
  sections.copyTo(bytes, start);
  bytes.set(digestOf(bytes), signature.length);
  return bytes;
}

/**
 * Reads bytes as `encodeUnits` wrote them, with the key that they were written with.
 * @throws CodecError when they are damaged or of another format
 */
export function decodeUnits(given: Uint8Array<ArrayBuffer>): { readonly key: string } & UnitsOfVersion {
  const bytes = given.byteOffset % 8 === 0 ? given : given.slice();
  const name = signature.subarray(0, -1);
  if (bytes.length < headerStart || name.some((byte, at) => bytes[at] !== byte)) throw damaged();
  if (bytes[name.length] !== signature[name.length]) {
    throw new CodecError('other-format', 'It was written in another format.');
  }
  if (digestOf(bytes).some((byte, at) => bytes[signature.length + at] !== byte)) throw damaged();
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(digestEnd, true);
  const headerEnd = headerStart + length;
  if (headerEnd > bytes.length) throw damaged();
  const { key, units }: Header = JSON.parse(new TextDecoder().decode(bytes.subarray(headerStart, headerEnd)));
  const sections = createSectionReader(bytes, roundUp(headerEnd));
  const found = units.map(({ unit, size, owners, entries, dimensions }) => [
    unit,
    {
      identities: sections.uint32(size),
      owners: sections.uint32(owners),
      starts: sections.uint32(size + 1),
      codes: Array.from({ length: dimensions }, () => sections.uint16(entries)),
    },
  ]);
  if (!sections.isAtEnd()) throw damaged();
  return { key, ...Object.fromEntries(found) };
}

function digestOf(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(signature).update(bytes.subarray(digestEnd)).digest();
}

function damaged(): CodecError {
  return new CodecError('damaged', 'It is damaged.');
}

function roundUp(length: number): number {
  return Math.ceil(length / 8) * 8;
}
