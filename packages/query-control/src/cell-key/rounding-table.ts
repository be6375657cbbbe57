import { type PTable, sharesToPTable } from './p-table.ts';

/** A rule without randomness: counts below `below` become 0, the others the nearest multiple of `base`. */
export interface RoundingRule {
  readonly base: number;
  readonly below: number;
  /** Number of rows; larger counts go through the last `repeat` rows in turn. */
  readonly rows: number;
  readonly repeat: number;
}

/**
 * The rounding rule in the form of a p-table, as in the shipped table of ONSdigital/cell-key-perturbation (base 5,
 * below 10, 750 rows of which the last 250 repeat). Every key gives the same change, so this table alone gives no
 * protection against differencing; it exists to read and reproduce tables made with that rule.
 * @throws RangeError when the numbers do not fit together (`repeat` must be a multiple of `base`)
 */
export function createRoundingTable({ base, below, rows, repeat }: RoundingRule): PTable {
  if (!Number.isInteger(base) || base < 2) throw new RangeError('base must be a whole number from 2');
  if (repeat % base !== 0) throw new RangeError('repeat must be a multiple of base');
  const changes = Array.from({ length: rows + 1 }, (_, count) => {
    const target = count < below ? 0 : base * Math.round(count / base);
    return [{ noise: target - count, probability: 1 }];
  });
  return sharesToPTable(changes, repeat);
}
