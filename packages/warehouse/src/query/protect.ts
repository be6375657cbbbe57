import {
  contributorRoundingMax,
  type DisclosureParameters,
  isDominated,
  missing,
  type ProtectedValue,
  protectCount,
  protectMean,
  protectRate,
  protectSum,
  roundMarginUp,
  roundToContributor,
  suppressed,
  zero,
} from '@datalab/query-control';
import type { RawCell, RawSum, Tally } from './aggregate.ts';
import type { Measure } from './query.ts';

/**
 * One measure of one cell, protected. Records are shown only when they have enough contributors (persons, and records
 * that name no person) and one or two of these do not account for nearly all (p% rule, as for sums): ten reports by one
 * person are still about one person. No figure with a small complement in a roll-up is shown (`suppressedUnits`). Sums,
 * means and rates are rounded, so that no output of the platform has digits that are only noise.
 */
export function protectMeasure(
  measure: Measure,
  cell: RawCell,
  denominator: ProtectedValue,
  parameters: DisclosureParameters,
  suppressedUnits: SuppressedUnits = nothingSuppressed,
): ProtectedValue {
  if (suppressedUnits.disclosive?.has(unitOf(measure))) return suppressed;
  const protectedValue = protectAlone(measure, cell, denominator, parameters);
  return suppressedUnits[unitOf(measure)] && protectedValue.status !== 'zero' ? suppressed : protectedValue;
}

/** What figures are about. */
export type CountedUnit = 'persons' | 'records';

/** What a measure is about: a sum or a mean is about the records that have the value. */
export function unitOf(measure: Measure): CountedUnit {
  if ('count' in measure) return measure.count;
  return 'rate' in measure ? measure.rate : 'records';
}

/** The units that are suppressed in a cell: those with a small complement in a roll-up. */
export interface SuppressedUnits {
  persons: boolean;
  records: boolean;
  /** Units for which even a zero is disclosive: of a small group, or of a uniform one. */
  disclosive?: ReadonlySet<CountedUnit>;
}

/** For a cell whose complements are empty or large enough. */
export const nothingSuppressed: SuppressedUnits = { persons: false, records: false };

function protectAlone(
  measure: Measure,
  cell: RawCell,
  denominator: ProtectedValue,
  parameters: DisclosureParameters,
): ProtectedValue {
  if ('count' in measure) return protectCounted(measure.count, cell, parameters);
  if ('rate' in measure) {
    const counted = protectCounted(measure.rate, cell, parameters);
    return rounded(protectRate(counted, denominator, measure.per), counted, parameters);
  }
  const raw = cell.sums.get('sum' in measure ? measure.sum : measure.mean);
  const contributors = raw ? protectCount(raw.contributors, parameters) : missing;
  if ('sum' in measure) return rounded(protectSummed(cell, raw, parameters), contributors, parameters);
  if (isTooSmall(cell, parameters)) return suppressed;
  if (!raw || raw.records.count === 0) return missing;
  const mean = protectMean(
    protectSummed(cell, raw, parameters),
    protectRecords(raw.records, raw.contributors.count, [], parameters),
    {
      count: Math.sqrt(parameters.counts.variance),
      uncertaintyPercent: parameters.uncertaintyPercent,
    },
  );
  return rounded(mean, contributors, parameters);
}

function rounded(
  figure: ProtectedValue,
  contributors: ProtectedValue,
  parameters: DisclosureParameters,
): ProtectedValue {
  if (!parameters.rounded || figure.status !== 'published' || contributors.status !== 'published')
    return figure;
  const { value, margin } = figure;
  const rounding = contributorRoundingMax(value, contributors.value);
  return {
    status: 'published',
    value: roundToContributor(value, contributors.value),
    ...(margin !== undefined && { margin: roundMarginUp(margin + rounding) }),
  };
}

function protectCounted(
  counted: CountedUnit,
  cell: RawCell,
  parameters: DisclosureParameters,
): ProtectedValue {
  if (counted === 'persons') return protectCount(cell.persons, parameters);
  return protectRecords(cell.records, cell.contributors, cell.largest, parameters);
}

function protectRecords(
  records: Tally,
  contributors: number,
  largest: readonly number[],
  parameters: DisclosureParameters,
): ProtectedValue {
  if (contributors > 0 && contributors < parameters.minimumCount) return suppressed;
  if (records.count > 0 && isDominated(records.count, largest, parameters.dominancePercent))
    return suppressed;
  return protectCount(records, parameters);
}

function protectSummed(
  cell: RawCell,
  raw: RawSum | undefined,
  parameters: DisclosureParameters,
): ProtectedValue {
  if (cell.records.count === 0) return zero;
  if (isTooSmall(cell, parameters)) return suppressed;
  if (!raw || raw.contributors.count === 0) return missing;
  const { sum, largest, contributors } = raw;
  return protectSum({ sum, largest, count: contributors.count, cellKey: contributors.cellKey }, parameters);
}

/** That no member of a small group has a value discloses something about each of them. */
function isTooSmall({ contributors }: RawCell, { minimumCount }: DisclosureParameters): boolean {
  return contributors > 0 && contributors < minimumCount;
}
