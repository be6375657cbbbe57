import {
  createFigureCells,
  type FigureCells,
  highestOf,
  lowestOf,
  states,
  writeFigure,
} from './figure-cells.ts';
import { ProtectedColumn } from './protected-column.ts';
import { findRatio } from './ratio.ts';
import { roundDown, roundToMargin, roundUp, unitOfContributor } from './rounding.ts';

/** What rates are divided by: figures, and for each rate the place of its own among them. */
export interface Denominators {
  readonly figures: ProtectedColumn;
  readonly places: Uint32Array;
}

/**
 * Rates per `per`, from figures that are protected already: nothing unprotected goes in, so nothing new is disclosed.
 * Suppressed comes before missing; the rate of a zero or missing denominator is `missing`; a true zero stays `zero`; a range
 * stays a range. A denominator may be without margin (public figures).
 * @param per a number above 0, such as 1000
 * @throws RangeError when there are not as many places as numerators
 */
export function rateFigures(
  numerators: ProtectedColumn,
  { figures, places }: Denominators,
  per: number,
): ProtectedColumn {
  if (places.length !== numerators.length) throw new RangeError('Each rate has one denominator');
  const above = ProtectedColumn.cellsOf(numerators);
  const below = ProtectedColumn.cellsOf(figures);
  const rates = createFigureCells(places.length);
  for (let at = 0; at < places.length; at++) {
    const place = places[at] ?? 0;
    const state = stateOfRate(above.states[at], below.states[place]);
    if (state === states.published) writeRate(rates, at, readOf(above, at), readOf(below, place), per);
    else if (state === states.range) writeRange(rates, at, above, below, place, per);
    else writeFigure(rates, at, state);
  }
  return new ProtectedColumn(rates);
}

/** A state is not shown where it is one of these. */
function isSuppressed(state: number | undefined): state is number {
  return state === states.suppressed || state === states.tooUncertain || state === states.underMinimum;
}

function stateOfRate(above: number | undefined, below: number | undefined): number {
  if (isSuppressed(above)) return above;
  if (isSuppressed(below)) return states.suppressed;
  if (above === undefined || above === states.missing) return states.missing;
  if (below === undefined || below === states.missing || below === states.zero) return states.missing;
  if (above === states.zero) return states.zero;
  return above === states.range || below === states.range ? states.range : states.published;
}

function readOf({ first, second }: FigureCells, at: number) {
  return { value: first[at] ?? 0, margin: second[at] ?? 0 };
}

function writeRate(
  rates: FigureCells,
  at: number,
  numerator: ReturnType<typeof readOf>,
  denominator: ReturnType<typeof readOf>,
  per: number,
): void {
  const ratio = findRatio(numerator, denominator);
  if (!ratio) {
    writeFigure(rates, at, states.tooUncertain);
    return;
  }
  const rate = ratio.value * per;
  const { value, margin } = roundToMargin(rate, ratio.margin * per, unitOfContributor(rate, numerator.value));
  writeFigure(rates, at, states.published, value, margin);
}

function writeRange(
  rates: FigureCells,
  at: number,
  above: FigureCells,
  below: FigureCells,
  place: number,
  per: number,
): void {
  const smallest = lowestOf(below, place);
  const from = roundDown((lowestOf(above, at) / highestOf(below, place)) * per);
  const to = roundUp((highestOf(above, at) / smallest) * per);
  if (smallest > 0) writeFigure(rates, at, states.range, from, to);
  else writeFigure(rates, at, states.tooUncertain);
}
