import { createHash } from 'node:crypto';
import { restoreNodes } from '../lattice/enumerate.ts';
import type { Lattice } from '../lattice/lattice.ts';
import type { Protection } from '../protection/protect-cube.ts';
import type { CountedUnit, Cube, SumColumn } from './cube.ts';
import {
  createSectionReader,
  createSectionWriter,
  type SectionReader,
  type SectionWriter,
} from './sections.ts';

/** The true sizes of a version and which of them are shown, in one unit. */
export interface CheckedCube {
  readonly cube: Cube;
  readonly protection: Protection;
}

/** What is stored of a version that was checked. Unprotected: it never leaves the process. */
export interface CheckedCubes {
  readonly records: CheckedCube;
  readonly persons?: CheckedCube;
}

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

/** The first bytes: a name, and the number of this format. */
const signature = new TextEncoder().encode('DLCUBES\u0001');
const digestEnd = signature.length + 32;
const headerStart = digestEnd + 8;

interface Header {
  readonly key: string;
  readonly cubes: readonly CubeHeader[];
}

interface CubeHeader {
  readonly unit: CountedUnit;
  readonly lattice: Lattice;
  readonly size: number;
  readonly summed: readonly string[];
  readonly protection: Omit<Protection, 'rules' | 'lowestError'>;
  /** JSON has no Infinity. */
  readonly lowestError: number | 'infinite' | undefined;
}

/**
 * Writes checked cubes as bytes: a signature, the SHA-256 of all that follows, a header in JSON, and the arrays in
 * little-endian order, each on a multiple of 8 bytes. `key` says what they were made of.
 */
export function encodeCubes(cubes: CheckedCubes, key: string): Uint8Array<ArrayBuffer> {
  const all = cubes.persons ? [cubes.records, cubes.persons] : [cubes.records];
  const header: Header = { key, cubes: all.map(headerOf) };
  const sections = createSectionWriter();
  for (const checked of all) writeArrays(checked, sections);
  const json = new TextEncoder().encode(JSON.stringify(header));
  const arraysStart = roundUp(headerStart + json.length);
  const bytes = new Uint8Array(arraysStart + sections.length());
  bytes.set(signature);
  new DataView(bytes.buffer).setUint32(digestEnd, json.length, true);
  bytes.set(json, headerStart);
  sections.copyTo(bytes, arraysStart);
  bytes.set(digestOf(bytes), signature.length);
  return bytes;
}

/**
 * Checks that bytes are as `encodeCubes` wrote them, for this key. Takes time in proportion to their number.
 * @throws CodecError
 */
export function verifyCubes(bytes: Uint8Array, key: string): void {
  const name = signature.subarray(0, -1);
  if (bytes.length < headerStart || name.some((byte, at) => bytes[at] !== byte)) throw damaged();
  if (bytes[name.length] !== signature[name.length]) {
    throw new CodecError('other-format', 'It was written in another format.');
  }
  if (digestOf(bytes).some((byte, at) => bytes[signature.length + at] !== byte)) throw damaged();
  if (readHeader(bytes).key !== key) throw new CodecError('other-key', 'It was made of other data.');
}

/**
 * Reads bytes that `verifyCubes` accepted. The arrays are views on them, so that nothing is copied; bytes that do not
 * begin on a multiple of 8 are copied once.
 * @throws RangeError or CodecError when the header and the arrays contradict each other
 */
export function decodeCubes(bytes: Uint8Array<ArrayBuffer>): CheckedCubes {
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const { cubes, headerEnd } = readHeader(aligned);
  const sections = createSectionReader(aligned, roundUp(headerEnd));
  const [records, persons] = cubes.map((header) => readCube(header, sections));
  if (records === undefined || !sections.isAtEnd()) throw damaged();
  return persons ? { records, persons } : { records };
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

function readHeader(bytes: Uint8Array): Header & { headerEnd: number } {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(digestEnd, true);
  const headerEnd = headerStart + length;
  if (headerEnd > bytes.length) throw damaged();
  const header: Header = JSON.parse(new TextDecoder().decode(bytes.subarray(headerStart, headerEnd)));
  return { ...header, headerEnd };
}

function headerOf({ cube, protection }: CheckedCube): CubeHeader {
  const { rules: _, lowestError, ...rest } = protection;
  return {
    unit: cube.unit,
    lattice: cube.lattice,
    size: cube.size,
    summed: [...cube.sums.keys()],
    protection: rest,
    lowestError: lowestError === Number.POSITIVE_INFINITY ? 'infinite' : lowestError,
  };
}

const sumArrays = ['sums', 'records', 'recordKeys', 'contributors', 'contributorKeys', 'largest'] as const;

function writeArrays({ cube, protection }: CheckedCube, sections: SectionWriter): void {
  const { nodes, counts, cellKeys, contributors, largest, sums } = cube;
  for (const array of [nodes, counts, cellKeys, contributors, largest]) sections.add(array);
  for (const sum of sums.values()) for (const name of sumArrays) sections.add(sum[name]);
  sections.add(protection.rules);
}

function readCube(header: CubeHeader, sections: SectionReader): CheckedCube {
  const { unit, lattice, size, summed, lowestError } = header;
  const table = restoreNodes(lattice, sections.uint16(size * lattice.dimensions.length));
  const cube: Cube = {
    unit,
    lattice,
    size,
    nodes: table.nodes,
    counts: sections.float64(size),
    cellKeys: sections.uint32(size),
    contributors: sections.float64(size),
    largest: sections.float64(2 * size),
    sums: new Map(summed.map((name): [string, SumColumn] => [name, readSum(size, sections)])),
    rowOf: table.rowOf,
  };
  const rules = sections.uint8(size);
  const lowest = lowestError === 'infinite' ? Number.POSITIVE_INFINITY : lowestError;
  return { cube, protection: { ...header.protection, rules, lowestError: lowest } };
}

function readSum(size: number, sections: SectionReader): SumColumn {
  return {
    sums: sections.float64(size),
    records: sections.float64(size),
    recordKeys: sections.uint32(size),
    contributors: sections.float64(size),
    contributorKeys: sections.uint32(size),
    largest: sections.float64(2 * size),
  };
}
