/** One record that adds to a cell. */
export interface Contribution {
  /**
   * The holder it belongs to; records of one holder in one cell are judged as one contribution. Never shown anywhere.
   */
  readonly holder: string;
  /** In the unit of the table; the sign counts. */
  readonly value: number;
  /** How many units of the population the record stands for, above 0. Default: 1. */
  readonly weight?: number;
  /** The holder agreed in writing to be shown, and may be recognised. */
  readonly waived?: true;
}

/** All that one holder adds to a cell. */
export interface Contributor {
  readonly holder: string;
  /** Without weights: what the holder knows of itself. */
  readonly value: number;
  /** With weights: its part of the published total. */
  readonly weighted: number;
  /** How many records were put together. */
  readonly records: number;
  readonly waived: boolean;
}

/** A cell as the primary rules see it. */
export interface Holdings {
  /** Largest value first. */
  readonly contributors: readonly Contributor[];
  /** The published total, weights included. */
  readonly total: number;
  /** Whether any record is below 0, for which no rule of dominance was made. */
  readonly negative: boolean;
}

/**
 * Groups the records of a cell by holder: a rule that sees two records of one firm as two firms protects neither
 * (Handbook on SDC, chapter 4, holdings; the contributor variable of GaussSuppression). A holder counts as waived only
 * when all its records are.
 * @throws RangeError for a value that is no number or a weight that is not above 0; neither is in the message
 */
export function groupByHolder(contributions: readonly Contribution[]): Holdings {
  const byHolder = new Map<string, Contributor>();
  let negative = false;
  for (const { holder, value, weight = 1, waived = false } of contributions) {
    if (!Number.isFinite(value)) throw new RangeError('A contribution must be a number');
    if (!(weight > 0 && Number.isFinite(weight))) throw new RangeError('A weight must be above 0');
    if (value < 0) negative = true;
    const before = byHolder.get(holder);
    byHolder.set(holder, {
      holder,
      value: (before?.value ?? 0) + value,
      weighted: (before?.weighted ?? 0) + value * weight,
      records: (before?.records ?? 0) + 1,
      waived: waived && (before?.waived ?? true),
    });
  }
  const contributors = [...byHolder.values()].sort((one, other) => other.value - one.value);
  return { contributors, total: contributors.reduce((sum, { weighted }) => sum + weighted, 0), negative };
}
