import type { LocalText } from '../../platform/http/common.contract.ts';
import {
  type EvidenceLevel,
  hiddenShareMax,
  type Judgement,
  type JudgementMessage,
  meanMonthsMin,
  type Sentence,
  trendMonthsMin,
} from './judgement.contract.ts';
import {
  marginOf,
  meanOf,
  monthAfter,
  monthsBetween,
  type Series,
  type Side,
  splitSeries,
  summariseSide,
  usableMonths,
} from './series.ts';
import {
  compareMeans,
  type Estimate,
  fitSegments,
  type NoisyEstimate,
  type SegmentFit,
} from './statistics.ts';

export interface Plan {
  readonly name: LocalText;
  readonly direction: 'down' | 'up';
  readonly target: number | null;
  /** The first month that counts as after. */
  readonly start: string;
}

export interface Measured {
  readonly series: Series;
  /** Where it was not done; null when nothing is compared with. */
  readonly comparison: Series | null;
}

interface Case {
  readonly plan: Plan;
  readonly measured: Measured;
  readonly before: Side;
  readonly after: Side;
  readonly compared: { readonly before: Side; readonly after: Side } | null;
}

const newestMonths = 3;

/** What the months of an indicator say, how far that reaches, and why no further. */
export function judgeImpact(plan: Plan, measured: Measured): Judgement {
  const known = toCase(plan, measured);
  const { level, reasons } = judgeLevel(known);
  const numbers = computeNumbers(level, known);
  return {
    level,
    headline: writeHeadline(level, known, numbers),
    reasons,
    care: readWithCare(level, numbers),
    before: known.before,
    after: known.after,
    comparison: known.compared,
    ...numbers,
    target: judgeTarget(plan, measured.series),
  };
}

function toCase(plan: Plan, measured: Measured): Case {
  const { before, after } = splitSeries(measured.series, plan.start);
  const other = measured.comparison === null ? null : splitSeries(measured.comparison, plan.start);
  return {
    plan,
    measured,
    before: summariseSide(before),
    after: summariseSide(after),
    compared: other && { before: summariseSide(other.before), after: summariseSide(other.after) },
  };
}

/** The evidence level with its reasons: a table from top to bottom, the first that stops it decides. */
export function judgeLevel({ plan, before, after, compared }: Case): {
  level: EvidenceLevel;
  reasons: Sentence[];
} {
  const hidden = [...tooManyHidden(before, 'before'), ...tooManyHidden(after, 'after')];
  if (hidden.length > 0) return { level: 'none', reasons: hidden };
  if (before.usable + after.usable === 0) return { level: 'none', reasons: [] };
  const leftOut = before.suppressed + before.missing + after.suppressed + after.missing;
  const notes = leftOut === 0 ? [] : [message('impact.months-left-out', { n: leftOut })];
  const few = (needed: number): Sentence[] => fewMonths(plan, before, after, needed);
  if (few(meanMonthsMin).length > 0) {
    return { level: 'one-period', reasons: [...few(meanMonthsMin), ...notes] };
  }
  if (few(trendMonthsMin).length > 0) {
    return { level: 'before-after', reasons: [...few(trendMonthsMin), ...notes] };
  }
  const enough = message('impact.enough-months', { before: before.usable, after: after.usable });
  const lacking = judgeComparison(compared);
  if (lacking !== null) return { level: 'trend', reasons: [enough, lacking, ...notes] };
  const n = (compared?.before.usable ?? 0) + (compared?.after.usable ?? 0);
  return { level: 'trend-compared', reasons: [enough, message('impact.compared', { n }), ...notes] };
}

/** Suppressed months are the low ones: without many of them the line would be rosier or darker than the truth. */
function tooManyHidden(side: Side, place: 'before' | 'after' | 'comparison'): Sentence[] {
  const n = side.suppressed + side.missing;
  const of = n + side.usable;
  return of > 0 && n / of > hiddenShareMax ? [message(`impact.too-many-hidden-${place}`, { n, of })] : [];
}

function fewMonths({ start }: Plan, before: Side, after: Side, needed: number): Sentence[] {
  const hidden = after.suppressed + after.missing;
  return [
    ...(before.usable < needed ? [message('impact.few-before', { n: before.usable, needed })] : []),
    ...(after.usable < needed
      ? [
          message('impact.few-after', {
            n: after.usable,
            needed,
            month: monthAfter(start, needed + hidden - 1),
          }),
        ]
      : []),
  ];
}

function judgeComparison(compared: Case['compared']): Sentence | null {
  if (compared === null) return message('impact.no-comparison');
  const [hidden] = [compared.before, compared.after].flatMap((side) => tooManyHidden(side, 'comparison'));
  if (hidden !== undefined) return hidden;
  const n = Math.min(compared.before.usable, compared.after.usable);
  return n < trendMonthsMin || compared.before.mean === 0
    ? message('impact.comparison-few', { n, needed: trendMonthsMin })
    : null;
}

type Numbers = Pick<Judgement, 'method' | 'difference' | 'effect' | 'noise' | 'standsOut' | 'fitted'>;

function computeNumbers(level: EvidenceLevel, known: Case): Numbers {
  const { plan, measured } = known;
  if (level === 'none' || level === 'one-period') {
    return { method: null, difference: null, effect: null, noise: null, standsOut: null, fitted: [] };
  }
  const { before, after } = splitSeries(measured.series, plan.start);
  const { noise, ...difference } = compareMeans(usableMonths(before), usableMonths(after));
  if (level === 'before-after') {
    const standsOut = judgeDirection({ ...difference, noise }, plan.direction);
    return { method: 'welch', difference, effect: null, noise, standsOut, fitted: [] };
  }
  const own = fit(measured.series, plan.start);
  const apart = level === 'trend-compared' ? fit(overAndAbove(known), plan.start) : own;
  const [first] = measured.series;
  const { noise: noiseApart, ...average } = apart.average;
  return {
    method: level === 'trend' ? 'segments' : 'segments-compared',
    difference,
    effect: {
      average,
      share: shareOf(apart.average, own, apart),
      level: apart.level,
      slope: apart.slope,
    },
    noise: noiseApart,
    standsOut: judgeDirection(apart.average, plan.direction),
    fitted: own.fitted.map(({ t, value }) => ({ month: monthAfter(first?.month ?? plan.start, t), value })),
  };
}

/** Against what there would have been: the mean of the later months less what is ascribed to the change. */
function shareOf({ value, low, high }: NoisyEstimate, own: SegmentFit, apart: SegmentFit): Estimate {
  const later = own.expected + own.average.value;
  const expected = apart === own ? own.expected : later - value;
  if (expected <= 0) return { value: 0, low: 0, high: 0 };
  return { value: value / expected, low: low / expected, high: high / expected };
}

function fit(series: Series, start: string): SegmentFit {
  const [first] = series;
  const from = first === undefined ? 0 : monthsBetween(first.month, start);
  return fitSegments(usableMonths(series), from);
}

/**
 * The measured months less those of the comparison, which is first brought to the same level before the start, so
 * that a change of the same share counts as the same change.
 */
function overAndAbove({ measured, before, compared }: Case): Series {
  const scale = (before.mean ?? 0) / (compared?.before.mean ?? 1);
  const others = new Map(measured.comparison?.map(({ month, value }) => [month, value]));
  return measured.series.map(({ month, value }) => {
    const other = others.get(month);
    if (!('value' in value) || other === undefined || !('value' in other)) {
      return { month, value: { status: 'missing' } };
    }
    const margin = Math.hypot(marginOf(value), scale * marginOf(other));
    return { month, value: { status: 'published', value: value.value - scale * other.value, margin } };
  });
}

function numbersOf(series: Series): number[] {
  return usableMonths(series).map(({ value }) => value);
}

/** A difference that the noise of protection alone could make is no difference, however narrow its interval. */
function judgeDirection(
  { value, low, high, noise }: NoisyEstimate,
  direction: Plan['direction'],
): 'better' | 'worse' | 'no' {
  if ((low <= 0 && high >= 0) || Math.abs(value) <= noise) return 'no';
  return high < 0 === (direction === 'down') ? 'better' : 'worse';
}

function judgeTarget({ target, direction }: Plan, series: Series): Judgement['target'] {
  const newest = numbersOf(series).slice(-newestMonths);
  if (target === null || newest.length < newestMonths) return null;
  const mean = meanOf(newest);
  const reached = direction === 'down' ? mean <= target : mean >= target;
  return { value: target, newest: round(mean), months: newestMonths, reached };
}

function writeHeadline(level: EvidenceLevel, { plan, before, after }: Case, numbers: Numbers): Sentence {
  const { name, start } = plan;
  const means = { before: round(before.mean ?? 0), after: round(after.mean ?? 0) };
  switch (level) {
    case 'none':
      return message('impact.headline-none', { name });
    case 'one-period':
      return before.usable >= after.usable
        ? message('impact.headline-before-only', { name, before: means.before })
        : message('impact.headline-after-only', { name, after: means.after });
    case 'before-after': {
      const { value = 0 } = numbers.difference ?? {};
      const percent = toPercent(before.mean ? value / before.mean : 0);
      return message(`impact.headline-means-${courseOf(numbers, value)}`, { name, ...means, start, percent });
    }
    default: {
      const { value = 0, low = 0, high = 0 } = numbers.effect?.share ?? {};
      const [least = 0, most = 0] = [toPercent(low), toPercent(high)].toSorted((one, other) => one - other);
      const kind = level === 'trend' ? 'trend' : 'compared';
      return message(`impact.headline-${kind}-${courseOf(numbers, value)}`, {
        name,
        start,
        least,
        most,
        percent: toPercent(value),
      });
    }
  }
}

function courseOf({ standsOut }: Numbers, value: number): 'lower' | 'higher' | 'same' {
  if (standsOut === 'no' || standsOut === null) return 'same';
  return value < 0 ? 'lower' : 'higher';
}

function readWithCare(level: EvidenceLevel, numbers: Numbers): Sentence[] {
  const compared = level === 'trend-compared';
  return [
    ...noiseWords(numbers),
    ...(compared
      ? [message('impact.care-alike')]
      : [message('impact.care-seasons'), message('impact.care-other-causes')]),
    message('impact.care-registration'),
  ];
}

/** How much of the difference the protection of the months can have made; nothing where they have no margin. */
function noiseWords({ noise, difference, effect }: Numbers): Sentence[] {
  const change = Math.abs((effect?.average ?? difference)?.value ?? 0);
  if (!noise) return [];
  const params = { noise: roundUp(noise), change: round(change) };
  return [message(noise < change ? 'impact.care-noise' : 'impact.care-noise-all', params)];
}

function message(code: JudgementMessage, params: Sentence['params'] = {}): Sentence {
  return { code, params };
}

function toPercent(share: number): number {
  return Math.round(Math.abs(share) * 100);
}

/** Noise is never said smaller than it is. */
function roundUp(value: number): number {
  return value < 10 ? Math.ceil(value * 10) / 10 : Math.ceil(value);
}

/** A mean as it is said: one decimal below ten, none above. */
function round(value: number): number {
  return Math.abs(value) < 10 ? Math.round(value * 10) / 10 : Math.round(value);
}
