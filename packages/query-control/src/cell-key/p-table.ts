/** One possible change of a count: `noise` is drawn for keys from the previous bound up to, not including, `upper`. */
export interface PTableStep {
  readonly noise: number;
  readonly upper: number;
}

/** A row whose variance could not be met with mean 0; `reached` is what the row has instead. */
export interface PTableViolation {
  readonly count: number;
  readonly wanted: number;
  readonly reached: number;
}

/**
 * A perturbation table: for each true count the changes and the share of cell keys that gets each.
 * `rows[n]` belongs to count n; counts beyond the last row use the last row.
 */
export interface PTable {
  readonly rows: ReadonlyArray<readonly PTableStep[]>;
  readonly violations: readonly PTableViolation[];
}

/** How often a change occurs for one count. */
export interface NoiseShare {
  readonly noise: number;
  readonly probability: number;
}

const KEY_RANGE = 2 ** 32;
const BOUND_SCALE = 1e12;

/** A row of steps from shares that add up to 1; bounds are rounded to 12 decimals so that exact shares stay exact. */
function sharesToSteps(shares: readonly NoiseShare[], count: number): PTableStep[] {
  let sum = 0;
  const steps = shares.map(({ noise, probability }) => {
    if (!(probability >= 0)) throw new RangeError(`p-table row ${count} has a negative probability`);
    sum += probability;
    return { noise, upper: Math.round(sum * BOUND_SCALE) / BOUND_SCALE };
  });
  if (steps.length === 0 || Math.abs(sum - 1) > 1e-9) {
    throw new RangeError(`p-table row ${count} adds up to ${sum}, not to 1`);
  }
  return [...steps.slice(0, -1), { noise: shares.at(-1)?.noise ?? 0, upper: 1 }];
}

/**
 * A table from given shares, one list per count beginning at count 0.
 * @param rows per count the changes in the order in which keys are given out; each list adds up to 1
 * @throws RangeError when a row does not add up to 1, or there is no row besides that of count 0
 */
export function sharesToPTable(
  rows: ReadonlyArray<readonly NoiseShare[]>,
  violations: readonly PTableViolation[] = [],
): PTable {
  if (rows.length < 2)
    throw new RangeError('A p-table has a row for count 0 and for at least one other count');
  return { rows: rows.map(sharesToSteps), violations };
}

/** The row of the table that a count uses (the "perturbation cell value" of the Office for National Statistics). */
export function rowOf(table: PTable, count: number): number {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`A count cannot be ${count}`);
  return Math.min(count, table.rows.length - 1);
}

/**
 * A cell key as a fraction in [0, 1): an unsigned 32-bit integer divided by 2^32. The cell key is the sum of the
 * record keys modulo 2^32, so it does not depend on the order of the records.
 * @throws RangeError when the key is not an unsigned 32-bit integer
 */
export function ckOf(cellKey: number): number {
  checkCellKey(cellKey);
  return cellKey / KEY_RANGE;
}

/** Refuses anything but an unsigned 32-bit integer. The message does not contain the key. */
export function checkCellKey(cellKey: number): void {
  if (!Number.isInteger(cellKey) || cellKey < 0 || cellKey >= KEY_RANGE) {
    throw new RangeError('A cell key must be an unsigned 32-bit integer');
  }
}

/**
 * The change for a count and a key fraction: the first step with `ck < upper`. A key exactly on a bound belongs to
 * the next step, as in the R package cellKey (the Handbook on SDC writes `lb < ck <= ub`; only keys on a bound differ).
 */
export function lookupNoiseAt(table: PTable, count: number, ck: number): number {
  if (!(ck >= 0 && ck < 1)) throw new RangeError('A key fraction must lie in [0, 1)');
  const step = table.rows[rowOf(table, count)]?.find(({ upper }) => ck < upper);
  return step?.noise ?? 0;
}

/** The change for a count and an unsigned 32-bit cell key. */
export function lookupNoise(table: PTable, count: number, cellKey: number): number {
  return lookupNoiseAt(table, count, ckOf(cellKey));
}
