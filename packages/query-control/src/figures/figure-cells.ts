/** What a figure says, and why it says no more, as a number. */
export const states = {
  missing: 0,
  zero: 1,
  suppressed: 2,
  tooUncertain: 3,
  underMinimum: 4,
  published: 5,
  range: 6,
} as const;

/** Figures while they are made: a state of each, and the two numbers of those that have them. */
export interface FigureCells {
  readonly states: Uint8Array;
  /** The value, or the lower bound. */
  readonly first: Float64Array;
  /** The margin, or the upper bound. */
  readonly second: Float64Array;
}

/** So many figures that are `missing`. */
export function createFigureCells(length: number): FigureCells {
  return {
    states: new Uint8Array(length),
    first: new Float64Array(length),
    second: new Float64Array(length),
  };
}

/** Writes a figure; only `published` and `range` have numbers. */
export function writeFigure(cells: FigureCells, at: number, state: number, first = 0, second = 0): void {
  cells.states[at] = state;
  cells.first[at] = first;
  cells.second[at] = second;
}

/** The lowest that something can be by a figure; NaN where the figure does not say it. */
export function lowestOf({ states: of, first, second }: FigureCells, at: number): number {
  const state = of[at];
  if (state === states.published) return (first[at] ?? 0) - (second[at] ?? 0);
  if (state === states.range) return first[at] ?? 0;
  return state === states.zero ? 0 : Number.NaN;
}

/** The highest; NaN where the figure does not say it. */
export function highestOf({ states: of, first, second }: FigureCells, at: number): number {
  const state = of[at];
  if (state === states.published) return (first[at] ?? 0) + (second[at] ?? 0);
  if (state === states.range) return second[at] ?? 0;
  return state === states.zero ? 0 : Number.NaN;
}
