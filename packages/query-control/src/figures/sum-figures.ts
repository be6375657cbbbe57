import { createAddUp } from './amounts.ts';
import { createFigureCells, type FigureCells, states, writeFigure } from './figure-cells.ts';
import { ProtectedColumn } from './protected-column.ts';
import { findRatio } from './ratio.ts';
import { type Rounded, roundToMargin, unitOfContributor } from './rounding.ts';
import { countSets, type RowSets } from './row-sets.ts';
import type { FigureSource } from './source.ts';

/**
 * The sums of a column over sets of nodes that do not overlap. Shown only where the number of records of every node is,
 * where enough contributors have a value and one or two of them do not make up nearly all of it; else suppressed.
 * Suppressed as too uncertain where the margin is over `uncertaintyPercent` of the sum. Nodes without a value add nothing;
 * `missing` where no node has one.
 * @param sets rows of a cube of records, of which no two in one set hold the same record
 * @throws RangeError when the cube has no such column
 */
export function sumFigures(sets: RowSets, column: string, source: FigureSource): ProtectedColumn {
  return showAmounts(sets, column, source, { ofZero: states.zero, shownOf: (sum) => sum });
}

/**
 * The means of a column over sets of nodes that do not overlap: the protected sum over the protected number of records with
 * a value; never the true mean, which beside a protected sum would disclose the true count. The same states as a sum; of no
 * records it is `missing`.
 * @param sets rows of a cube of records, of which no two in one set hold the same record
 * @throws RangeError when the cube has no such column
 */
export function meanFigures(sets: RowSets, column: string, source: FigureSource): ProtectedColumn {
  return showAmounts(sets, column, source, { ofZero: states.missing, shownOf: findRatio });
}

/** What is shown of an amount: undefined where that is too uncertain. */
interface Showing {
  readonly ofZero: number;
  readonly shownOf: (sum: Rounded, records: Rounded) => Rounded | undefined;
}

function showAmounts(
  sets: RowSets,
  column: string,
  source: FigureSource,
  { ofZero, shownOf }: Showing,
): ProtectedColumn {
  const addUp = createAddUp(column, source);
  const cells = createFigureCells(countSets(sets));
  for (let at = 0; at < cells.states.length; at++) {
    const { state, sum, records } = addUp(sets, at);
    if (state !== states.published) {
      writeFigure(cells, at, state === states.zero ? ofZero : state);
      continue;
    }
    const shown = shownOf(sum, records);
    if (shown) writeShown(cells, at, shown, records.value, source);
    else writeFigure(cells, at, states.tooUncertain);
  }
  return new ProtectedColumn(cells);
}

function writeShown(
  cells: FigureCells,
  at: number,
  shown: Rounded,
  records: number,
  { parameters }: FigureSource,
): void {
  const { value, margin } = roundToMargin(shown.value, shown.margin, unitOfContributor(shown.value, records));
  const limit = (parameters.uncertaintyPercent / 100) * Math.abs(value);
  if (margin > limit) writeFigure(cells, at, states.tooUncertain);
  else writeFigure(cells, at, states.published, value, margin);
}
