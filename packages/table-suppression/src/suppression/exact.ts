import type { Program, ProgramRow, RunningProgram, Solver } from '../attacker/solver.ts';
import { type CellSystem, roomOf } from '../tables/system.ts';
import type { Perturbation } from './feasible-perturbation.ts';
import { patternOf, type ReadyProblem, type SuppressionPattern } from './problem.ts';
import { createPerturbationPool, type PerturbationPool } from './proofs.ts';
import { allRequirements, type Requirement, sizeOf } from './protection-requirements.ts';

export interface ExactOptions {
  /** A safe pattern to beat. */
  readonly incumbent: SuppressionPattern;
  /** Perturbations found on the way to it: requirements that they prove need no programme. */
  readonly perturbations?: readonly Perturbation[];
  readonly seconds: number;
  readonly now?: () => number;
}

/**
 * The cheapest safe pattern, by cutting planes: a whole-number programme chooses cells, the attacker's linear programme
 * finds what is wrong with the choice, and its dual solution is a constraint that every safe pattern satisfies
 * (Fischetti and Salazar-González, 2000). Ends with the incumbent when time is up.
 */
export function suppressExactly(
  solver: Solver,
  problem: ReadyProblem,
  { incumbent, perturbations = [], seconds, now = () => performance.now() }: ExactOptions,
): SuppressionPattern {
  const until = now() + seconds * 1000;
  const secondsLeft = () => Math.max(0, (until - now()) / 1000);
  const requirements = allRequirements(problem);
  const pool = createPerturbationPool(problem.system.cells, perturbations);
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
        const cuts = findCuts(attacker, problem, { requirements, suppressed, columnOf, pool, secondsLeft });
        if (cuts === undefined) return incumbent;
        if (cuts.length === 0) return patternOf(problem, suppressed, 'optimal');
        for (const cut of cuts) choice.addRow(cut);
      }
      return incumbent;
    }),
  );
}

const costTolerance = 1e-6;

function asOptimal({ timedOut: _, ...pattern }: SuppressionPattern): SuppressionPattern {
  return { ...pattern, proven: 'optimal' };
}

/** One yes or no a cell; a suppressed cell that is alone in a relation can be calculated, so it is never alone. */
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
  readonly requirements: readonly Requirement[];
  readonly suppressed: ReadonlySet<number>;
  readonly columnOf: ReadonlyMap<number, number>;
  readonly pool: PerturbationPool;
  secondsLeft(): number;
}

/** A constraint for each requirement that the choice does not meet; undefined when time is up. */
function findCuts(
  attacker: RunningProgram,
  problem: ReadyProblem,
  { requirements, suppressed, columnOf, pool, secondsLeft }: Checking,
): ProgramRow[] | undefined {
  const cuts = new Map<string, ProgramRow>();
  const usable = new Map<Perturbation, boolean>();
  const isUsable = (perturbation: Perturbation): boolean => {
    const known = usable.get(perturbation) ?? [...perturbation.keys()].every((cell) => suppressed.has(cell));
    usable.set(perturbation, known);
    return known;
  };
  for (const requirement of requirements) {
    if (secondsLeft() === 0) return undefined;
    if (pool.find(requirement, isUsable) !== undefined) continue;
    const cut = findCut(attacker, problem, { requirement, suppressed, columnOf, pool });
    if (cut !== undefined) cuts.set(JSON.stringify(cut), cut);
  }
  return [...cuts.values()];
}

interface CutContext {
  readonly requirement: Requirement;
  readonly suppressed: ReadonlySet<number>;
  readonly columnOf: ReadonlyMap<number, number>;
  /** Receives the perturbations of a requirement that is met. */
  readonly pool: PerturbationPool;
}

/** A constraint that every safe pattern satisfies and this one does not; undefined when the requirement is met. */
function findCut(
  attacker: RunningProgram,
  problem: ReadyProblem,
  context: CutContext,
): ProgramRow | undefined {
  const { requirement, suppressed, columnOf, pool } = context;
  const size = sizeOf(requirement);
  const directions = 'by' in requirement ? [Math.sign(requirement.by)] : [1, -1];
  const rooms = roomsUnder(problem.system, requirement);
  attacker.setBounds(
    new Map(rooms.map(({ down, up }, cell) => [cell, suppressed.has(cell) ? [-down, up] : [0, 0]])),
  );
  let reach = 0;
  const weights = rooms.map(() => 0);
  for (const direction of directions) {
    attacker.setCosts(new Map([[requirement.cell, -direction]]));
    const outcome = attacker.minimise();
    attacker.setCosts(new Map([[requirement.cell, 0]]));
    if (outcome.kind !== 'optimal') throw new Error(`A check of a choice ended ${outcome.kind}`);
    reach -= outcome.objective;
    if (-outcome.objective > 1e-6) pool.keep(perturbationOf(outcome.values));
    for (const [cell, { down, up }] of rooms.entries()) {
      const price = outcome.reducedCosts[cell] ?? 0;
      if (Math.abs(price) > 1e-9)
        weights[cell] = (weights[cell] ?? 0) + (price > 0 ? price * down : -price * up);
    }
  }
  return reach >= size - 1e-6 ? undefined : cutFrom(weights, { size, hidden: problem.hidden, columnOf });
}

function perturbationOf(values: Float64Array): Perturbation {
  const moved = [...values.entries()].filter(([, change]) => Math.abs(change) > 1e-7);
  return new Map(moved);
}

interface Room {
  readonly down: number;
  readonly up: number;
}

/** How far each cell can change for this attacker; for the cell itself no further than required. */
function roomsUnder({ cells }: CellSystem, requirement: Requirement): Room[] {
  const size = sizeOf(requirement);
  const wide = 2 * cells.reduce((sum, { value }) => Math.max(sum, Math.abs(value)), size) + 1;
  return cells.map((one, position) => {
    const { down, up } = roomOf(one);
    const known = requirement.insider?.knowledge.get(position);
    const most = position === requirement.cell ? size : wide;
    return {
      down: Math.min(down, most, one.value - (known?.lower ?? Number.NEGATIVE_INFINITY)),
      up: Math.min(up, most, (known?.upper ?? Number.POSITIVE_INFINITY) - one.value),
    };
  });
}

/**
 * By weak duality the target changes by at most the sum over suppressed cells of reduced cost times room (`weights`);
 * in a safe pattern that sum is at least what is required. A weight above the requirement says no more than the
 * requirement itself.
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
