import { findBounds } from './bounds.ts';
import {
  missingFigure,
  type ProtectedFigure,
  published,
  range,
  suppressedFigure,
  tooUncertainFigure,
  zeroFigure,
} from './figure.ts';
import { findRatio } from './ratio.ts';
import { roundDown, roundToMargin, roundUp, unitOfContributor } from './rounding.ts';

/**
 * A rate per `per`, from two figures that are protected already: nothing unprotected goes in, so nothing new is
 * disclosed. Suppressed comes before missing; the rate of a zero or missing denominator is `missing`; a true zero stays
 * `zero`; a range stays a range. The denominator may be without margin (public figures).
 * @param per a number above 0, such as 1000
 */
export function rateFigure(
  numerator: ProtectedFigure,
  denominator: ProtectedFigure,
  per: number,
): ProtectedFigure {
  if (numerator.status === 'suppressed') return numerator;
  if (denominator.status === 'suppressed') return suppressedFigure;
  if (numerator.status === 'missing' || denominator.status === 'missing') return missingFigure;
  if (denominator.status === 'zero') return missingFigure;
  if (numerator.status === 'zero') return zeroFigure;
  if (numerator.status === 'range' || denominator.status === 'range') {
    return rangeOfRate(numerator, denominator, per);
  }
  const ratio = findRatio(numerator, denominator);
  if (!ratio) return tooUncertainFigure;
  const value = ratio.value * per;
  const rounded = roundToMargin(value, ratio.margin * per, unitOfContributor(value, numerator.value));
  return published(rounded.value, rounded.margin);
}

function rangeOfRate(numerator: ProtectedFigure, denominator: ProtectedFigure, per: number): ProtectedFigure {
  const above = findBounds(numerator);
  const below = findBounds(denominator);
  if (!above || !below || below.from <= 0) return tooUncertainFigure;
  return range(roundDown((above.from / below.to) * per), roundUp((above.to / below.from) * per));
}
