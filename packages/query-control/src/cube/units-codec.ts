import type { CountedUnit } from './cube.ts';
import { createFrame, damaged } from './frame.ts';
import { createSectionWriter } from './sections.ts';
import type { UnitCells } from './unit-cells.ts';

/** Where the units of a checked version are, in both units of counting. */
export type UnitsOfVersion = Readonly<Partial<Record<CountedUnit, UnitCells>>>;

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

const frame = createFrame<Header>('DLUNITS\u0001');

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
  return frame.encode({ key, units: found }, sections);
}

/**
 * Reads bytes as `encodeUnits` wrote them, with the key that they were written with.
 * @throws CodecError when they are damaged or of another format
 */
export function decodeUnits(bytes: Uint8Array<ArrayBuffer>): { readonly key: string } & UnitsOfVersion {
  frame.verify(bytes);
  const {
    header: { key, units },
    sections,
  } = frame.read(bytes);
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
