import { restoreNodes } from '../lattice/enumerate.ts';
import type { Lattice } from '../lattice/lattice.ts';
import type { Protection } from '../protection/protect-cube.ts';
import type { CountedUnit, Cube, SumColumn } from './cube.ts';
import { CodecError, createFrame, damaged } from './frame.ts';
import { createSectionWriter, type SectionReader, type SectionWriter } from './sections.ts';

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

const frame = createFrame<Header>('DLCUBES\u0001');

/**
 * Writes checked cubes as bytes: a signature, the SHA-256 of all that follows, a header in JSON, and the arrays in
 * little-endian order, each on a multiple of 8 bytes. `key` says what they were made of.
 */
export function encodeCubes(cubes: CheckedCubes, key: string): Uint8Array<ArrayBuffer> {
  const all = cubes.persons ? [cubes.records, cubes.persons] : [cubes.records];
  const sections = createSectionWriter();
  for (const checked of all) writeArrays(checked, sections);
  return frame.encode({ key, cubes: all.map(headerOf) }, sections);
}

/**
 * Checks that bytes are as `encodeCubes` wrote them, for this key. Takes time in proportion to their number.
 * @throws CodecError
 */
export function verifyCubes(bytes: Uint8Array, key: string): void {
  frame.verify(bytes);
  if (frame.readHeader(bytes).key !== key) throw new CodecError('other-key', 'It was made of other data.');
}

/**
 * Reads bytes that `verifyCubes` accepted. The arrays are views on them, so that nothing is copied; bytes that do not
 * begin on a multiple of 8 are copied once.
 * @throws RangeError or CodecError when the header and the arrays contradict each other
 */
export function decodeCubes(bytes: Uint8Array<ArrayBuffer>): CheckedCubes {
  const { header, sections } = frame.read(bytes);
  const [records, persons] = header.cubes.map((cube) => readCube(cube, sections));
  if (records === undefined || !sections.isAtEnd()) throw damaged();
  return persons ? { records, persons } : { records };
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
