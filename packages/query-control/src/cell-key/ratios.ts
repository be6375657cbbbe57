import { missing, type ProtectedValue, suppressed, tooUncertain, zero } from '../protected-value.ts';
import { deviationToMargin, isTooUncertain, roundMarginUp } from './uncertainty.ts';

function divide(numerator: ProtectedValue, denominator: ProtectedValue): ProtectedValue {
  if (numerator.status === 'suppressed' || denominator.status === 'suppressed') {
    return isForPeople(numerator) || isForPeople(denominator) ? suppressed : tooUncertain;
  }
  if (numerator.status === 'missing' || denominator.status === 'missing') return missing;
  if (denominator.value === 0) return missing;
  if (numerator.status === 'zero') return zero;
  const value = numerator.value / denominator.value;
  const margin = ratioMargin(numerator, denominator);
  return { status: 'published', value, ...(margin !== undefined && { margin }) };
}

type Published = Extract<ProtectedValue, { status: 'published' }>;

/**
 * Propagation of two independent margins. A quotient moves more when its denominator falls than when it rises: the
 * denominator counts as low as its margin allows, though not below half of it. Unknown when a margin is.
 */
function ratioMargin(numerator: Published, denominator: ProtectedValue): number | undefined {
  if (denominator.status !== 'published') return undefined;
  if (numerator.margin === undefined || denominator.margin === undefined) return undefined;
  const size = Math.abs(denominator.value);
  const low = Math.max(size - denominator.margin, size / 2);
  return Math.hypot(numerator.margin, (numerator.value / denominator.value) * denominator.margin) / low;
}

/** Whether a figure is suppressed because of what it would disclose about people. */
function isForPeople(figure: ProtectedValue): boolean {
  return figure.status === 'suppressed' && figure.reason === undefined;
}

/**
 * A rate per `per`, from two figures that are already protected: nothing unprotected goes in, so nothing new is
 * disclosed. Suppressed wins over missing; a rate of a zero or missing denominator is `missing`; a true zero stays
 * `zero`.
 * @param options.atMost cap for a share of a whole, which noise could lift above it (for example `per`)
 */
export function protectRate(
  numerator: ProtectedValue,
  denominator: ProtectedValue,
  per: number,
  options: { readonly atMost?: number } = {},
): ProtectedValue {
  const ratio = divide(numerator, denominator);
  if (ratio.status !== 'published') return ratio;
  return {
    status: 'published',
    value: Math.min(ratio.value * per, options.atMost ?? Number.POSITIVE_INFINITY),
    ...(ratio.margin !== undefined && { margin: roundMarginUp(ratio.margin * per) }),
  };
}

/** The standard deviation of the noise of the count in a mean, and how much noise the mean may have, in percent of it. */
export interface MeanNoise {
  readonly count: number;
  readonly uncertaintyPercent: number;
}

/**
 * A mean as protected sum over protected count; never the true mean, which together with a perturbed count would
 * disclose the true count. The same states as a rate; suppressed too where the noise of both parts makes it too
 * uncertain. Its margin follows from those of both parts and is never above what would have made it too uncertain.
 */
export function protectMean(sum: ProtectedValue, count: ProtectedValue, noise?: MeanNoise): ProtectedValue {
  const mean = divide(sum, count);
  if (noise === undefined || mean.status !== 'published' || !('value' in sum) || !('value' in count))
    return mean;
  const sumMargin = sum.status === 'published' ? (sum.margin ?? 0) : 0;
  const relative = Math.hypot(sumMargin / sum.value, deviationToMargin(noise.count) / count.value);
  if (isTooUncertain(mean.value, Math.abs(mean.value) * relative, noise.uncertaintyPercent))
    return tooUncertain;
  if (mean.margin === undefined) return mean;
  const most = (noise.uncertaintyPercent / 100) * Math.abs(mean.value);
  return { ...mean, margin: roundMarginUp(Math.min(mean.margin, most)) };
}
