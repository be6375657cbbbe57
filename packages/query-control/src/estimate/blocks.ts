import type { Cube } from '../cube/cube.ts';
import type { MembershipClasses } from '../cube/membership-classes.ts';
import type { Dimension, Lattice } from '../lattice/lattice.ts';
import type { Part } from './boxes.ts';

/**
 * Parts of the data that do not overlap and together are all of it. Within a part every figure is read as a figure of
 * what it has in that part, by somebody who knows all that is outside it. Such a person knows more than an attacker
 * does, so no error within a part is above the error from everything together; and the error of a group in several
 * parts is at least that of what it has in any one of them.
 */
export type Partition = readonly Part[];

/** The partitions of a lattice from coarse to fine: all as one, by area, and by area and year. */
export function findPartitions({ dimensions }: Lattice): Partition[] {
  const partitions: Partition[] = [[[]]];
  for (const split of [areaBlocks, yearBlocks]) {
    const at = dimensions.findIndex((dimension) => split(dimension).length > 1);
    const dimension = dimensions[at];
    if (dimension === undefined) continue;
    const blocks = split(dimension);
    const last = partitions.at(-1) ?? [];
    partitions.push(
      last.flatMap((part) =>
        blocks.map((codes) => dimensions.map((_, other) => (other === at ? codes : part[other]))),
      ),
    );
  }
  return partitions;
}

/** Districts of neighbourhoods, or municipalities of districts. */
function areaBlocks(dimension: Dimension): Set<number>[] {
  if (dimension.kind !== 'area') return [];
  const levels = new Set(dimension.values.map(({ level }) => level));
  return blocksOfLevel(dimension, levels.has('neighbourhood') ? 'district' : 'municipality');
}

/** Years, where something finer can be asked. */
function yearBlocks(dimension: Dimension): Set<number>[] {
  if (dimension.kind !== 'time') return [];
  const isFiner = dimension.values.some(({ level }) => level === 'month' || level === 'quarter');
  return isFiner ? blocksOfLevel(dimension, 'year') : [];
}

/** The values of a level, and what is in none of them; none where they overlap or are single finest values. */
function blocksOfLevel({ finest, values }: Dimension, level: string): Set<number>[] {
  const blocks = values.filter((value) => value.level === level).map(({ codes }) => new Set(codes));
  const taken = blocks.flatMap((codes) => [...codes]);
  if (new Set(taken).size !== taken.length || blocks.every(({ size }) => size < 2)) return [];
  const rest = new Set(finest.map((_, code) => code).filter((code) => !taken.includes(code)));
  return rest.size > 0 ? [...blocks, rest] : blocks;
}

/**
 * The classes of persons within a part. Undefined where persons can be in several parts: such persons are in one class
 * that no part holds.
 */
export function classesWithin(
  cube: Cube,
  classes: MembershipClasses,
  part: Part,
): MembershipClasses | undefined {
  const split = part.flatMap((codes, at) => (codes === undefined ? [] : [{ codes, at }]));
  if (split.length === 0) return classes;
  if (split.some(({ at }) => cube.lattice.dimensions[at]?.severalPerPerson)) return undefined;
  const within = new Uint8Array(classes.size).fill(1);
  for (const { codes, at } of split) {
    const own = new Uint8Array(classes.size);
    for (const [value, { codes: held }] of (cube.lattice.dimensions[at]?.values ?? []).entries()) {
      const row = cube.rowOf(cube.lattice.dimensions.map((_, other) => (other === at ? value + 1 : 0)));
      if (row === undefined || !held.every((code) => codes.has(code))) continue;
      for (let index = classes.starts[row] ?? 0; index < (classes.starts[row + 1] ?? 0); index++) {
        own[classes.classes[index] ?? 0] = 1;
      }
    }
    for (let number = 0; number < classes.size; number++)
      within[number] = (within[number] ?? 0) & (own[number] ?? 0);
  }
  return keepClasses(classes, within);
}

export function keepClasses(
  { size, starts, classes }: MembershipClasses,
  kept: Uint8Array,
): MembershipClasses {
  const begins = new Float64Array(starts.length);
  let count = 0;
  for (let row = 0; row + 1 < starts.length; row++) {
    const end = starts[row + 1] as number;
    for (let at = starts[row] as number; at < end; at++) count += kept[classes[at] as number] as number;
    begins[row + 1] = count;
  }
  const own = new Uint32Array(count);
  let length = 0;
  for (let at = 0; at < classes.length; at++) {
    const number = classes[at] as number;
    if (kept[number] === 1) own[length++] = number;
  }
  return { size, starts: begins, classes: own };
}
