import {
  type FigureState,
  missingFigure,
  type ProtectedFigure,
  published,
  range,
  suppressedFigure,
  tooUncertainFigure,
  underMinimumFigure,
  zeroFigure,
} from './figure.ts';
import { createFigureCells, type FigureCells, states, writeFigure } from './figure-cells.ts';

/**
 * Figures that may leave, one for each row. They lie in three arrays, so that a large table is no object per cell. Only the
 * files of this folder make one: its numbers are private, and the package gives away its type only.
 */
export class ProtectedColumn {
  readonly #cells: FigureCells;

  constructor(cells: FigureCells) {
    this.#cells = cells;
    Object.freeze(this);
  }

  get length(): number {
    return this.#cells.states.length;
  }

  /** How much memory it takes. */
  get byteLength(): number {
    const { states: of, first, second } = this.#cells;
    return of.byteLength + first.byteLength + second.byteLength;
  }

  /** The figure of a row. @throws RangeError where there is no such row */
  at(row: number): ProtectedFigure {
    return figureAt(this.#cells, row);
  }

  /** What the figure of a row says, without making it. */
  statusAt(row: number): FigureState['status'] {
    return statuses[this.#cells.states[row] ?? states.missing] ?? 'missing';
  }

  static cellsOf(column: ProtectedColumn): FigureCells {
    return column.#cells;
  }
}

/** A column of figures that were made one by one. */
export function figuresToColumn(figures: readonly ProtectedFigure[]): ProtectedColumn {
  const cells = createFigureCells(figures.length);
  for (const [at, figure] of figures.entries()) {
    if (figure.status === 'published') writeFigure(cells, at, states.published, figure.value, figure.margin);
    else if (figure.status === 'range') writeFigure(cells, at, states.range, figure.from, figure.to);
    else cells.states[at] = stateOf(figure);
  }
  return new ProtectedColumn(cells);
}

/** A column of which nothing is known. */
export function missingFigures(length: number): ProtectedColumn {
  return new ProtectedColumn(createFigureCells(length));
}

const statuses = ['missing', 'zero', 'suppressed', 'suppressed', 'suppressed', 'published', 'range'] as const;

const withoutNumbers = new Map<number | undefined, ProtectedFigure>([
  [states.missing, missingFigure],
  [states.zero, zeroFigure],
  [states.suppressed, suppressedFigure],
  [states.tooUncertain, tooUncertainFigure],
  [states.underMinimum, underMinimumFigure],
]);

function figureAt({ states: of, first, second }: FigureCells, row: number): ProtectedFigure {
  const state = of[row];
  const [one, other] = [first[row] ?? 0, second[row] ?? 0];
  if (state === states.published) return published(one, other);
  if (state === states.range) return range(one, other);
  const figure = withoutNumbers.get(state);
  if (figure === undefined) throw new RangeError(`There is no figure ${row}`);
  return figure;
}

function stateOf(figure: FigureState): number {
  if (figure.status === 'zero') return states.zero;
  if (figure.status !== 'suppressed') return states.missing;
  if (figure.reason === undefined) return states.suppressed;
  return figure.reason === 'too-uncertain' ? states.tooUncertain : states.underMinimum;
}
