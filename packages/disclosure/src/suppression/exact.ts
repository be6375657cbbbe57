import type { Program, ProgramRow, RunningProgram, Solver } from '../attacker/solver.ts';
import { type CellSystem, roomOf } from '../tables/system.ts';
import type { Movement } from './movement.ts';
import { type Need, needsOf, sizeOf } from './needs.ts';
import { patternOf, type ReadyProblem, type SuppressionPattern } from './problem.ts';
import { createMovementPool, type MovementPool } from './proofs.ts';

export interface ExactOptions {
  /** A safe pattern to beat. */
  readonly incumbent: SuppressionPattern;
  /** Movements found on the way to it: what they prove needs no programme. */
  readonly movements?: readonly Movement[];
  readonly seconds: number;
  readonly now?: () => number;
}

/**
 * The cheapest safe pattern, by cutting planes: a whole-number programme chooses cells, the attacker's linear programme
 * says what is wrong with the choice, and its dual solution is a constraint that every safe pattern keeps (Fischetti
 * and Salazar-González, 2000). Ends with the incumbent when time is up.
 */
export function suppressExactly(
  solver: Solver,
  problem: ReadyProblem,
  { incumbent, movements = [], seconds, now = () => performance.now() }: ExactOptions,
): SuppressionPattern {
  const until = now() + seconds * 1000;
  const secondsLeft = () => Math.max(0, (until - now()) / 1000);
  const needs = needsOf(problem);
  const pool = createMovementPool(problem.system.cells, movements);
  const candidates = problem.system.cells
    .map((_, cell) => cell)
    .filter((cell) => !problem.hidden.has(cell) && !problem.shown.has(cell));
  const columnOf = new Map(candidates.map((cell, column) => [cell, column]));
  return solver.with(capacityProgram(problem.system), (attacker) =>
    solver.with(choiceProgram(problem, candidates, columnOf), (choice) => {
      while (secondsLeft() > 0) {
        const chosen = choice.minimise({ seconds: secondsLeft() });
        if (chosen.kind !== 'optimal') return incumbent;
        if (chosen.objective > incumbent.cost - costTolerance) return asOptimal(incumbent);
        const suppressed = new Set(problem.hidden);
        for (const [cell, column] of columnOf) if ((chosen.values[column] ?? 0) > 0.5) suppressed.add(cell);
        const cuts = findCuts(attacker, problem, { needs, suppressed, columnOf, pool, secondsLeft });
        if (cuts === undefined) return incumbent;
        if (cuts.length === 0) return patternOf(problem, suppressed, 'optimal');
        for (const cut of cuts) choice.addRow(cut);
      }
      return incumbent;
    }),
  );
}

const costTolerance = 1e-6;

function asOptimal({ hurried: _, ...pattern }: SuppressionPattern): SuppressionPattern {
  return { ...pattern, proven: 'optimal' };
}

/** One yes or no a cell; a suppressed cell alone in a relation can be reckoned back, so it never stands alone. */
function choiceProgram(
  { system, costs, hidden }: ReadyProblem,
  candidates: readonly number[],
  columnOf: ReadonlyMap<number, number>,
): Program {
  const rows = system.relations.flatMap(({ total, parts }): ProgramRow[] => {
    const cells = [total, ...parts];
    const secret = cells.filter((cell) => hidden.has(cell)).length;
    if (secret > 1) return [];
    const columns = cells.map((cell) => columnOf.get(cell)).filter((column) => column !== undefined);
    if (secret === 1) {
      return [{ lower: 1, upper: Number.POSITIVE_INFINITY, entries: columns.map((column) => [column, 1]) }];
    }
    return columns.map((own) => ({
      lower: 0,
      upper: Number.POSITIVE_INFINITY,
      entries: columns.map((column) => [column, column === own ? -1 : 1]),
    }));
  });
  return {
    columns: candidates.map((cell) => ({ lower: 0, upper: 1, cost: costs[cell] ?? 0, whole: true })),
    rows,
  };
}

function capacityProgram({ cells, relations }: CellSystem): Program {
  return {
    columns: cells.map(() => ({ lower: 0, upper: 0, cost: 0 })),
    rows: relations.map(({ total, parts }) => ({
      lower: 0,
      upper: 0,
      entries: [[total, -1], ...parts.map((part): [number, number] => [part, 1])],
    })),
  };
}

interface Checking {
  readonly needs: readonly Need[];
  readonly suppressed: ReadonlySet<number>;
  readonly columnOf: ReadonlyMap<number, number>;
  readonly pool: MovementPool;
  secondsLeft(): number;
}

/** A constraint for each need that the choice leaves unmet; undefined when time is up. */
function findCuts(
  attacker: RunningProgram,
  problem: ReadyProblem,
  { needs, suppressed, columnOf, pool, secondsLeft }: Checking,
): ProgramRow[] | undefined {
  const cuts = new Map<string, ProgramRow>();
  const usable = new Map<Movement, boolean>();
  const isUsable = (movement: Movement): boolean => {
    const known = usable.get(movement) ?? [...movement.keys()].every((cell) => suppressed.has(cell));
    usable.set(movement, known);
    return known;
  };
  for (const need of needs) {
    if (secondsLeft() === 0) return undefined;
    if (pool.find(need, isUsable) !== undefined) continue;
    const cut = findCut(attacker, problem, { need, suppressed, columnOf, pool });
    if (cut !== undefined) cuts.set(JSON.stringify(cut), cut);
  }
  return [...cuts.values()];
}

interface CutContext {
  readonly need: Need;
  readonly suppressed: ReadonlySet<number>;
  readonly columnOf: ReadonlyMap<number, number>;
  /** Gets the movements of a need that is met. */
  readonly pool: MovementPool;
}

/** What every safe pattern keeps and this one does not; undefined when the need is met. */
function findCut(
  attacker: RunningProgram,
  problem: ReadyProblem,
  context: CutContext,
): ProgramRow | undefined {
  const { need, suppressed, columnOf, pool } = context;
  const size = sizeOf(need);
  const directions = 'by' in need ? [Math.sign(need.by)] : [1, -1];
  const rooms = roomsUnder(problem.system, need);
  attacker.setBounds(
    new Map(rooms.map(({ down, up }, cell) => [cell, suppressed.has(cell) ? [-down, up] : [0, 0]])),
  );
  let reach = 0;
  const weights = rooms.map(() => 0);
  for (const direction of directions) {
    attacker.setCosts(new Map([[need.cell, -direction]]));
    const outcome = attacker.minimise();
    attacker.setCosts(new Map([[need.cell, 0]]));
    if (outcome.kind !== 'optimal') throw new Error(`A check of a choice ended ${outcome.kind}`);
    reach -= outcome.objective;
    if (-outcome.objective > 1e-6) pool.keep(movementOf(outcome.values));
    for (const [cell, { down, up }] of rooms.entries()) {
      const price = outcome.reducedCosts[cell] ?? 0;
      if (Math.abs(price) > 1e-9)
        weights[cell] = (weights[cell] ?? 0) + (price > 0 ? price * down : -price * up);
    }
  }
  return reach >= size - 1e-6 ? undefined : cutFrom(weights, { size, hidden: problem.hidden, columnOf });
}

function movementOf(values: Float64Array): Movement {
  const moved = [...values.entries()].filter(([, change]) => Math.abs(change) > 1e-7);
  return new Map(moved);
}

interface Room {
  readonly down: number;
  readonly up: number;
}

/** Room of each cell for this attacker; beyond what is needed of the cell itself it need not go. */
function roomsUnder({ cells }: CellSystem, need: Need): Room[] {
  const size = sizeOf(need);
  const wide = 2 * cells.reduce((sum, { value }) => Math.max(sum, Math.abs(value)), size) + 1;
  return cells.map((one, position) => {
    const { down, up } = roomOf(one);
    const known = need.insider?.knowledge.get(position);
    const most = position === need.cell ? size : wide;
    return {
      down: Math.min(down, most, one.value - (known?.lower ?? Number.NEGATIVE_INFINITY)),
      up: Math.min(up, most, (known?.upper ?? Number.POSITIVE_INFINITY) - one.value),
    };
  });
}

/**
 * By weak duality the target moves at most the sum over suppressed cells of reduced cost times room (`weights`); in a
 * safe pattern that sum is at least what is needed. A weight above the need says no more than the need itself.
 */
function cutFrom(
  weights: readonly number[],
  {
    size,
    hidden,
    columnOf,
  }: { size: number; hidden: ReadonlySet<number>; columnOf: ReadonlyMap<number, number> },
): ProgramRow {
  let required = size;
  for (const cell of hidden) required -= weights[cell] ?? 0;
  const entries: [number, number][] = [];
  for (const [cell, column] of columnOf) {
    const weight = Math.min(weights[cell] ?? 0, required);
    if (weight > 1e-9) entries.push([column, weight / required]);
  }
  return { lower: 1, upper: Number.POSITIVE_INFINITY, entries };
}
