import { type CellSystem, roomOf } from '../tables/system.ts';
import type { Outcome, Program, RunningProgram, Solver } from './solver.ts';

/**
 * What one attacker knows in addition to public knowledge: bounds on some cells, for instance from their own
 * contribution.
 */
export type Knowledge = ReadonlyMap<number, { readonly lower: number; readonly upper: number }>;

export interface AttackTarget {
  readonly cell: number;
  /** Between these the attacker knows the value to lie. */
  readonly lower: number;
  readonly upper: number;
}

export interface AttackOptions {
  /** What this attacker knows in addition to the tables. */
  readonly knowledge?: Knowledge;
  /**
   * The largest distance between a published figure and the true one (largest change of a cell-key table, half the base
   * of a rounding). Then `published` says what was shown. Default: published figures are exact.
   */
  readonly published?: ReadonlyMap<number, { readonly value: number; readonly within: number }>;
  /** Use that cells are whole numbers (slower; counts only). */
  readonly whole?: boolean;
}

export class ContradictionError extends Error {
  constructor() {
    super('What is published and what is known cannot both be true; check the figures that went in');
    this.name = 'ContradictionError';
  }
}

/**
 * The tightest interval that an attacker can put around each suppressed cell, given all published cells, all relations,
 * the publicly known bounds and the attacker's own knowledge: two linear programmes for each cell (Handbook on SDC, the
 * audit problem). It shares no code with the suppression it audits, other than the solver.
 * @param hidden positions of the cells that are suppressed or were never shown
 * @param targets positions to bound; default: all suppressed cells
 * @throws ContradictionError when no table fits
 */
export function attack(
  solver: Solver,
  system: CellSystem,
  hidden: ReadonlySet<number>,
  options: AttackOptions = {},
  targets: Iterable<number> = hidden,
): AttackTarget[] {
  const bounds = system.cells.map((_, cell) => boundsOf(system, cell, hidden, options));
  const found = new Map<number, AttackTarget>();
  const wanted = new Set(targets);
  for (const { lower, upper, cell } of bounds) {
    if (lower > upper + tolerance) throw new ContradictionError();
    if (wanted.has(cell) && upper - lower <= tolerance) found.set(cell, { cell, lower, upper });
  }
  const open = new Set(
    bounds.filter(({ lower, upper }) => upper - lower > tolerance).map(({ cell }) => cell),
  );
  refuseContradictions(system, bounds, open);
  for (const component of linkedParts(system, open)) {
    const asked = component.cells.filter((cell) => wanted.has(cell));
    if (asked.length === 0) continue;
    const { program, columnOf } = componentProgram(system, component, bounds, options.whole === true);
    solver.with(program, (running) => {
      for (const cell of asked) found.set(cell, boundCell(running, cell, columnOf.get(cell) ?? 0));
    });
  }
  return [...wanted].map((cell) => found.get(cell)).filter((target) => target !== undefined);
}

/** Below this a cell counts as known; figures are counts or amounts well above it. */
const tolerance = 1e-6;

/** Sums whose cells are all known are in no programme, so they are checked here. */
function refuseContradictions(
  { relations }: CellSystem,
  bounds: readonly Bounds[],
  open: ReadonlySet<number>,
): void {
  for (const { total, parts } of relations) {
    if ([total, ...parts].some((cell) => open.has(cell))) continue;
    const whole = bounds[total]?.lower ?? 0;
    const sum = parts.reduce((so, part) => so + (bounds[part]?.lower ?? 0), 0);
    if (Math.abs(sum - whole) > tolerance * Math.max(1, Math.abs(whole))) throw new ContradictionError();
  }
}

interface Bounds {
  readonly cell: number;
  readonly lower: number;
  readonly upper: number;
}

function boundsOf(
  system: CellSystem,
  cell: number,
  hidden: ReadonlySet<number>,
  { knowledge, published }: AttackOptions,
): Bounds {
  const one = system.cells[cell];
  if (one === undefined) throw new RangeError(`There is no cell at position ${cell}`);
  const { down, up } = roomOf(one);
  const known = knowledge?.get(cell);
  const shown = hidden.has(cell)
    ? { value: one.value, within: Number.POSITIVE_INFINITY }
    : (published?.get(cell) ?? { value: one.value, within: 0 });
  return {
    cell,
    lower: Math.max(one.value - down, shown.value - shown.within, known?.lower ?? Number.NEGATIVE_INFINITY),
    upper: Math.min(one.value + up, shown.value + shown.within, known?.upper ?? Number.POSITIVE_INFINITY),
  };
}

export interface LinkedPart {
  readonly cells: readonly number[];
  readonly relations: readonly number[];
}

/** Splits what is open into parts that share no relation: each is a programme of its own. */
export function linkedParts({ relations }: CellSystem, open: ReadonlySet<number>): LinkedPart[] {
  const parent = new Map<number, number>([...open].map((cell) => [cell, cell]));
  const rootOf = (cell: number): number => {
    let root = cell;
    for (let next = parent.get(root); next !== undefined && next !== root; next = parent.get(root))
      root = next;
    parent.set(cell, root);
    return root;
  };
  const openIn = relations.map(({ total, parts }) => [total, ...parts].filter((cell) => open.has(cell)));
  for (const [first, ...others] of openIn) {
    if (first === undefined) continue;
    for (const other of others) parent.set(rootOf(other), rootOf(first));
  }
  const parts = new Map<number, { cells: number[]; relations: number[] }>();
  const partOf = (root: number) => {
    const part = parts.get(root) ?? { cells: [], relations: [] };
    parts.set(root, part);
    return part;
  };
  for (const cell of open) partOf(rootOf(cell)).cells.push(cell);
  for (const [position, [first]] of openIn.entries()) {
    if (first !== undefined) partOf(rootOf(first)).relations.push(position);
  }
  return [...parts.values()];
}

function componentProgram(
  { relations }: CellSystem,
  part: LinkedPart,
  bounds: readonly Bounds[],
  whole: boolean,
): { program: Program; columnOf: ReadonlyMap<number, number> } {
  const columnOf = new Map(part.cells.map((cell, column) => [cell, column]));
  const columns = part.cells.map((cell) => ({
    lower: bounds[cell]?.lower ?? 0,
    upper: bounds[cell]?.upper ?? 0,
    cost: 0,
    whole,
  }));
  const rows = part.relations.map((position) => {
    const relation = relations[position];
    const terms =
      relation === undefined
        ? []
        : [[relation.total, -1] as const, ...relation.parts.map((one) => [one, 1] as const)];
    const known = terms
      .filter(([cell]) => !columnOf.has(cell))
      .reduce((sum, [cell, factor]) => sum + factor * (bounds[cell]?.lower ?? 0), 0);
    const entries = terms.flatMap(([cell, factor]) => {
      const column = columnOf.get(cell);
      return column === undefined ? [] : [[column, factor] as const];
    });
    return { lower: -known, upper: -known, entries };
  });
  return { program: { columns, rows }, columnOf };
}

function boundCell(running: RunningProgram, cell: number, column: number): AttackTarget {
  running.setCosts(new Map([[column, 1]]));
  const lower = extreme(running.minimise(), Number.NEGATIVE_INFINITY);
  running.setCosts(new Map([[column, -1]]));
  const upper = -extreme(running.minimise(), Number.NEGATIVE_INFINITY);
  running.setCosts(new Map([[column, 0]]));
  return { cell, lower: clean(lower), upper: clean(upper) };
}

function extreme(outcome: Outcome, unbounded: number): number {
  if (outcome.kind === 'optimal') return outcome.objective;
  if (outcome.kind === 'unbounded') return unbounded;
  if (outcome.kind === 'infeasible') throw new ContradictionError();
  throw new Error(`An attack ended ${outcome.kind}`);
}

/** Solvers end within a millionth; a bound of 2.9999999 is a 3. */
function clean(value: number): number {
  const near = Math.round(value);
  return Math.abs(value - near) < tolerance ? near + 0 : value;
}
