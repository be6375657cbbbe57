import { type ProtectedValue, suppressed, zero } from '../protected-value.ts';
import { lookupNoise, type PTable } from './p-table.ts';
import type { DisclosureParameters } from './parameters.ts';

/** A count of distinct persons (or records) and the sum of their keys modulo 2^32. */
export interface CountCell {
  readonly count: number;
  readonly cellKey: number;
}

/** The count after the cell-key change alone, without the minimum-count rule. Zeros stay zero. */
export function perturbCount({ count, cellKey }: CountCell, table: PTable): number {
  return count + lookupNoise(table, count, cellKey);
}

/**
 * A count that may be shown. In this order: a zero is `zero`; a true count below `minimumCount` is `suppressed`; every
 * other count is perturbed, safe or not, and `published`. If the change brings it to 0 (possible only when
 * `minimumCount` <= D) it is `suppressed`: `zero` would be untrue, and a published 0 next to `zero` would still tell
 * that the cell is not empty.
 * The margin is the largest change, the same for every count.
 * @throws RangeError when the count is not a whole number from 0 or the key is not an unsigned 32-bit integer
 */
export function protectCount(
  cell: CountCell,
  parameters: Pick<DisclosureParameters, 'minimumCount' | 'countTable' | 'counts'>,
): ProtectedValue {
  const value = perturbCount(cell, parameters.countTable);
  if (cell.count === 0) return zero;
  if (cell.count < parameters.minimumCount || value === 0) return suppressed;
  return { status: 'published', value, margin: parameters.counts.maxNoise };
}
