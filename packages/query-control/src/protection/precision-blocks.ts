import type { Cube } from '../cube/cube.ts';
import { estimateWork } from '../estimate/best-estimate.ts';
import { findPartitions, type Partition } from '../estimate/blocks.ts';
import { createBoxes, type Part } from '../estimate/boxes.ts';
import type { Kernel } from '../estimate/kernel.ts';
import { type Reading, readWithin, type ShownFigure, sortNested } from '../estimate/readings.ts';
import type { Unknowns, UnknownsWithin } from '../estimate/unknowns.ts';
import type { PrecisionParameters } from './precision-parameters.ts';

/** A set with a count of 1 up to the minimum. */
export interface SmallGroup {
  readonly row: number;
  readonly figure: number;
}

/** Everything that is the same in every block. */
export interface PrecisionSetting {
  readonly cube: Cube;
  readonly unknowns: Unknowns;
  readonly limits: PrecisionParameters;
  /** Per set, by its first row, how many dimensions say something. */
  readonly orderOfRow: ReadonlyMap<number, number>;
  readonly shown: readonly ShownFigure[];
  readonly groups: readonly SmallGroup[];
  readonly isKnown: (figure: number) => boolean;
  /** Whether any figure is known. */
  readonly hasKnown: boolean;
  /** At most so many figures are suppressed. */
  readonly suppressedMax: number;
}

/** A part of the data with what is read of it. */
export interface Block {
  readonly kernel: Kernel;
  readonly readings: readonly Reading[];
  /** Small groups that lie within it, each set once. */
  readonly own: readonly SmallGroup[];
  /** Of the groups that were asked for and do not lie within it those that have a part in it. */
  readonly across: readonly SmallGroup[];
}

/**
 * The coarsest partition that is little work, else the one that is least work; of a small set the whole. Undefined where
 * all are too much work.
 */
export function choosePartition(setting: PrecisionSetting): Partition | undefined {
  const { limits, cube, unknowns, shown } = setting;
  if (shown.length <= limits.wholeMax) return [[]];
  let least: { readonly partition: Partition; readonly work: number } | undefined;
  for (const partition of findPartitions(cube.lattice)) {
    if (unknowns.within(partition[0] ?? []) === undefined) continue;
    const work = workOf(setting, partition);
    if (work <= limits.workLittle) return partition;
    if (work <= limits.workMax && work < (least?.work ?? Number.POSITIVE_INFINITY))
      least = { partition, work };
  }
  return least?.partition;
}

/** In thousand millions of additions and multiplications; Infinity where it is more than may be. */
function workOf(setting: PrecisionSetting, partition: Partition): number {
  const { readingsMax, workMax } = setting.limits;
  if (partition.length === 1 && setting.shown.length > readingsMax) return Number.POSITIVE_INFINITY;
  const across = findGroupsAcross(setting, partition).length / partition.length;
  let work = 0;
  for (const part of partition) {
    const { kernel, readings, own } = createBlock(setting, part);
    if (readings.length > readingsMax) return Number.POSITIVE_INFINITY;
    work += estimateWork(kernel, readings, own.length + across) / 1e9;
    if (work > workMax) return Number.POSITIVE_INFINITY;
  }
  return work;
}

/**
 * The small groups that no block holds: those that lie in several blocks, and of which the part in no block is a small
 * group of that block.
 */
export function findGroupsAcross(setting: PrecisionSetting, partition: Partition): SmallGroup[] {
  const { cube, groups } = setting;
  if (partition.length === 1) return [];
  let across = groups;
  for (const part of partition) {
    const { nameOf } = getWithin(setting, part);
    const isWithin = createIsWithin(cube, part);
    const own = new Set(groups.filter(({ row }) => isWithin(row)).map(({ row }) => nameOf(row)));
    across = across.filter(({ row }) => {
      const name = nameOf(row);
      return name === undefined || !own.has(name);
    });
  }
  return [...across];
}

/**
 * @param suppressed figures that are not read
 * @param asked groups across blocks to look at as well
 */
export function createBlock(
  setting: PrecisionSetting,
  part: Part,
  suppressed: ReadonlySet<number> = new Set(),
  asked: readonly SmallGroup[] = [],
): Block {
  const { cube, shown, groups } = setting;
  const boxes = createBoxes(cube.lattice, part);
  const { kernel, nameOf } = getWithin(setting, part);
  const isWithin = createIsWithin(cube, part);
  const own = new Map(
    groups.flatMap((group) => (isWithin(group.row) ? [[nameOf(group.row), group] as const] : [])),
  );
  const read = shown.filter(({ figure }) => !suppressed.has(figure));
  return {
    kernel,
    readings: readWithin(cube, boxes, read, nameOf),
    own: sortNested(cube, boxes, [...own.values()]),
    across: sortNested(
      cube,
      boxes,
      asked.filter(({ row }) => nameOf(row) !== undefined),
    ),
  };
}

function getWithin({ unknowns }: PrecisionSetting, part: Part): UnknownsWithin {
  const within = unknowns.within(part);
  if (within === undefined) throw new RangeError('Persons of this part are in other parts as well');
  return within;
}

export function createIsWithin({ lattice, nodes }: Cube, part: Part): (row: number) => boolean {
  const width = lattice.dimensions.length;
  const within = part.flatMap((codes, at) => {
    if (codes === undefined) return [];
    const { finest = [], values = [] } = lattice.dimensions[at] ?? {};
    const held = [
      codes.size === finest.length,
      ...values.map((value) => value.codes.every((code) => codes.has(code))),
    ];
    return [{ at, held }];
  });
  return (row) => within.every(({ at, held }) => held[nodes[row * width + at] ?? 0] === true);
}
