import {
  type DisclosureParameters,
  isDominated,
  missing,
  type ProtectedValue,
  protectCount,
  protectMean,
  protectRate,
  protectSum,
  roundToContributor,
  sumDeviation,
  suppressed,
  zero,
} from '@datalab/disclosure';
import type { RawCell, RawSum, Tally } from './aggregate.ts';
import type { Measure } from './query.ts';

/**
 * One measure of one cell, protected. Records are shown only where enough contributors (persons, and records that
 * name nobody) stand behind them, and no one or two of them for nearly all (p% rule, as for sums): ten reports by
 * one person are still about one person. Nothing is shown that leaves too few of an enclosing group (`leftover`). Sums,
 * means and rates come out rounded, so that no way out of the platform has digits that are only noise.
 */
export function protectMeasure(
  measure: Measure,
  cell: RawCell,
  denominator: ProtectedValue,
  parameters: DisclosureParameters,
  leftover: Leftover = noLeftover,
): ProtectedValue {
  if (leftover.telling?.has(unitOf(measure))) return suppressed;
  const protectedValue = protectAlone(measure, cell, denominator, parameters);
  return leftover[unitOf(measure)] && protectedValue.status !== 'zero' ? suppressed : protectedValue;
}

/** What figures are about. */
export type CountedUnit = 'persons' | 'records';

/** What a measure is about: a sum or a mean is about the records that have the value. */
export function unitOf(measure: Measure): CountedUnit {
  if ('count' in measure) return measure.count;
  return 'rate' in measure ? measure.rate : 'records';
}

/** Whether too few persons or records of an enclosing group lie outside a cell. */
export interface Leftover {
  persons: boolean;
  records: boolean;
  /** Of what even a nought would tell too much: of a group of a few, or of one that is all alike. */
  telling?: ReadonlySet<CountedUnit>;
}

/** Of a cell that leaves nobody, or enough. */
export const noLeftover: Leftover = { persons: false, records: false };

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
      sum: sumDeviation(raw.largest, parameters.sums),
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
  const isRounded =
    parameters.rounded && figure.status === 'published' && contributors.status === 'published';
  return isRounded ? { ...figure, value: roundToContributor(figure.value, contributors.value) } : figure;
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

/** That nobody in a small group has a value is itself something about each of them. */
function isTooSmall({ contributors }: RawCell, { minimumCount }: DisclosureParameters): boolean {
  return contributors > 0 && contributors < minimumCount;
}
