/**
 * Published tables as an attacker combines them: figures, and the sums between them. Linked tables share cells, so that
 * a figure in two tables is one unknown.
 */
export interface CellSystem {
  readonly cells: readonly SystemCell[];
  readonly relations: readonly Relation[];
}

export interface SystemCell {
  /** Names the cell in reports; unique in the system. */
  readonly id: string;
  /** The true value, in the unit of the table (persons, euros). */
  readonly value: number;
  /** Publicly known in advance. Default: at least 0. */
  readonly lower?: number;
  /** Publicly known in advance. Default: no bound. */
  readonly upper?: number;
  /** Not part of any table, yet true: the finest grain under two tables that group it differently. */
  readonly neverShown?: true;
}

/** The value of `total` is the sum of the values of `parts`; positions in `cells`. */
export interface Relation {
  readonly total: number;
  readonly parts: readonly number[];
}

/**
 * Refuses a system in which a relation does not hold, because a proof on wrong sums proves nothing.
 * @throws RangeError with the cell whose parts do not add up (by more than a millionth of its value)
 */
export function checkSystem({ cells, relations }: CellSystem): void {
  const ids = new Set(cells.map(({ id }) => id));
  if (ids.size !== cells.length) throw new RangeError('Two cells of the system have the same id');
  for (const { total, parts } of relations) {
    const whole = cells[total];
    if (whole === undefined || parts.some((part) => cells[part] === undefined)) {
      throw new RangeError('A relation names a cell that is not in the system');
    }
    const sum = parts.reduce((so, part) => so + (cells[part]?.value ?? 0), 0);
    if (Math.abs(sum - whole.value) > 1e-6 * Math.max(1, Math.abs(whole.value))) {
      throw new RangeError(`The parts of ${whole.id} do not add up to it`);
    }
  }
  for (const { id, value, lower = 0, upper = Number.POSITIVE_INFINITY } of cells) {
    if (!(lower <= value && value <= upper))
      throw new RangeError(`The value of ${id} lies outside its bounds`);
  }
}

/** How far a cell can go down and up from its true value, within public bounds. */
export function roomOf({ value, lower = 0, upper = Number.POSITIVE_INFINITY }: SystemCell): {
  readonly down: number;
  readonly up: number;
} {
  return { down: value - lower, up: upper - value };
}
