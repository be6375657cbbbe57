import { type GroupOptions, type GroupShare, judgeGroup } from '../rules/group-disclosure.ts';
import { type Correlation, type FourfoldTable, judgeCorrelation, judgeOddsRatio } from './association.ts';
import { type Chart, judgeChart } from './chart.ts';
import {
  type Histogram,
  judgeExtreme,
  judgeHistogram,
  judgeMean,
  judgePercentile,
  type Mean,
  type Percentile,
} from './distribution.ts';
import { judgeRegression, type Regression } from './regression.ts';
import { judgeRounding, type RoundedCounts } from './rounding.ts';
import {
  customaryLimits,
  issueIf,
  type StatisticLimits,
  type StatisticVerdict,
  verdictOn,
} from './statistic-verdict.ts';

/** An output that somebody wants to publish, described by what its check needs: no coefficient, no figure. */
export type Output =
  | ({ readonly kind: 'mean' } & Mean)
  | ({ readonly kind: 'percentile' } & Percentile)
  | { readonly kind: 'extreme' }
  | ({ readonly kind: 'histogram' } & Histogram)
  | ({ readonly kind: 'correlation' } & Correlation)
  | { readonly kind: 'odds-ratio'; readonly table: FourfoldTable }
  | ({ readonly kind: 'regression' } & Regression)
  | ({ readonly kind: 'chart' } & Chart)
  | ({ readonly kind: 'share' } & GroupShare & GroupOptions)
  | ({ readonly kind: 'rounded-counts' } & RoundedCounts);

/**
 * Whether an output may leave as it was described. The description is taken at its word: who describes another output
 * than the one that leaves gets the verdict on the other one.
 * @throws RangeError when a number in the description cannot be; it is not in the message
 */
export function judgeOutput(output: Output, limits: StatisticLimits = customaryLimits): StatisticVerdict {
  switch (output.kind) {
    case 'mean':
      return judgeMean(output, limits);
    case 'percentile':
      return judgePercentile(output, limits);
    case 'extreme':
      return judgeExtreme();
    case 'histogram':
      return judgeHistogram(output, limits);
    case 'correlation':
      return judgeCorrelation(output, limits);
    case 'odds-ratio':
      return judgeOddsRatio(output.table, limits);
    case 'regression':
      return judgeRegression(output, limits);
    case 'chart':
      return judgeChart(output);
    case 'share':
      return judgeShare(output, limits);
    case 'rounded-counts':
      return judgeRounding(output, limits);
  }
}

/** A percentage of a group: the group is large enough, and not all or none of it have the property. */
function judgeShare(share: GroupShare & GroupOptions, { minimumCount }: StatisticLimits): StatisticVerdict {
  const verdict = judgeGroup(share, share);
  return verdictOn([
    ...issueIf(share.size < minimumCount, 'too-few'),
    ...(verdict.kind === 'safe' ? [] : issueIf(true, verdict.reason)),
  ]);
}
