import { missing, type ProtectedValue, suppressed, zero } from '../protected-value.ts';

function divide(numerator: ProtectedValue, denominator: ProtectedValue): ProtectedValue {
  if (numerator.status === 'suppressed' || denominator.status === 'suppressed') return suppressed;
  if (numerator.status === 'missing' || denominator.status === 'missing') return missing;
  if (denominator.value === 0) return missing;
  if (numerator.status === 'zero') return zero;
  return { status: 'published', value: numerator.value / denominator.value };
}

/**
 * So many per `per`, from two figures that are already protected: nothing unprotected goes in, so nothing new comes
 * out. Suppressed wins over missing; a rate of a zero or missing denominator is `missing`; a true nought stays `zero`.
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
  };
}

/**
 * A mean as protected sum over protected count; never the true mean, which beside a perturbed count would tell the
 * true count. The same states as a rate.
 */
export function protectMean(sum: ProtectedValue, count: ProtectedValue): ProtectedValue {
  return divide(sum, count);
}
