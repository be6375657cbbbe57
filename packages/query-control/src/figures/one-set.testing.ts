import { countFigures } from './count-figures.ts';
import type { ProtectedFigure } from './figure.ts';
import { figuresToColumn } from './protected-column.ts';
import { rateFigures } from './rate-figures.ts';
import { rowSetsOf } from './row-sets.ts';
import type { FigureSource } from './source.ts';
import { meanFigures, sumFigures } from './sum-figures.ts';

// The figures of one set of nodes, for tests that ask one at a time.

export function countFigure(rows: readonly number[], source: FigureSource): ProtectedFigure {
  return countFigures(rowSetsOf([rows]), source).at(0);
}

export function sumFigure(rows: readonly number[], column: string, source: FigureSource): ProtectedFigure {
  return sumFigures(rowSetsOf([rows]), column, source).at(0);
}

export function meanFigure(rows: readonly number[], column: string, source: FigureSource): ProtectedFigure {
  return meanFigures(rowSetsOf([rows]), column, source).at(0);
}

export function rateFigure(
  numerator: ProtectedFigure,
  denominator: ProtectedFigure,
  per: number,
): ProtectedFigure {
  const denominators = { figures: figuresToColumn([denominator]), places: Uint32Array.of(0) };
  return rateFigures(figuresToColumn([numerator]), denominators, per).at(0);
}
