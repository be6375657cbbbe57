import { createBestEstimate } from '../estimate/best-estimate.ts';
import { findPartitions } from '../estimate/blocks.ts';
import type { Part } from '../estimate/boxes.ts';
import { type Block, createBlock, createIsWithin, type PrecisionSetting } from './precision-blocks.ts';

interface BoundOptions {
  /** Figures that are not read. */
  readonly suppressed: ReadonlySet<number>;
  /** A bound of so much is looked for, and no higher one. */
  readonly enough: number;
}

/**
 * Lower bounds of the variances of small groups in a block: what is left for somebody who also knows all that is outside a
 * smaller part, in which a group lies. A part costs far less than the block, and few groups are near the floor.
 * @returns per row of a group its bound, as far as one was found
 */
export function findVarianceBounds(
  setting: PrecisionSetting,
  part: Part,
  { readings, own }: Block,
  { suppressed, enough }: BoundOptions,
): ReadonlyMap<number, number> {
  const bounds = new Map<number, number>();
  const { cube, unknowns, limits } = setting;
  if (readings.length < limits.boundsFrom) return bounds;
  for (const finer of findPartitions(cube.lattice).toReversed().flat()) {
    if (!isFiner(finer, part)) continue;
    const isWithin = createIsWithin(cube, finer);
    const groups = own.filter(({ row }) => isWithin(row) && (bounds.get(row) ?? 0) < enough);
    if (groups.length === 0 || unknowns.within(finer) === undefined) continue;
    const block = createBlock(setting, finer, suppressed);
    const rows = groups.map(({ row }) => row);
    const variances = createBestEstimate(block.kernel, block.readings).variancesOf(rows);
    for (const [at, row] of rows.entries())
      bounds.set(row, Math.max(bounds.get(row) ?? 0, variances[at] ?? 0));
  }
  return bounds;
}

/** Whether a part is within another one, and not the same. */
function isFiner(part: Part, around: Part): boolean {
  const dimensions = Array.from({ length: Math.max(part.length, around.length) }, (_, at) => at);
  const isWithin = dimensions.every((at) => {
    const codes = part[at];
    const whole = around[at];
    return whole === undefined || (codes !== undefined && [...codes].every((code) => whole.has(code)));
  });
  return isWithin && dimensions.some((at) => part[at]?.size !== around[at]?.size);
}
