import { attack, type Knowledge } from '../attacker/attack.ts';
import type { Solver } from '../attacker/solver.ts';
import { type CellSystem, roomOf, type SystemCell } from '../tables/system.ts';
import type { Insider, Protection, ReadyProblem, SuppressionPattern } from './problem.ts';

/** The attacker breaks the pattern that was found: an error in this library. No pattern is returned. */
export class UnsafePatternError extends Error {
  constructor(cell: string, who: string) {
    super(`The pattern found does not protect ${cell} against ${who}; nothing may be shown`);
    this.name = 'UnsafePatternError';
  }
}

/** Changes to cells that are claimed to leave every sum true; each claim is checked. */
export type Witness = ReadonlyMap<number, number>;

export interface AuditOptions {
  /** Found while searching. Each is checked by arithmetic; what none of them proves is attacked. */
  readonly witnesses?: readonly Witness[];
  /** While true, the outsider's attack also runs on cells that witnesses already prove. Default: it runs. */
  readonly inTime?: () => boolean;
}

/**
 * Proves a pattern with code that shares nothing with the search but the solver. Another table that agrees with all
 * shown cells, all sums and the knowledge of an attacker proves that this attacker cannot tell the tables apart; a
 * witness gives such a table.
 * @throws UnsafePatternError for the first sensitive cell that the attacker gets too close to
 */
export function proveSafe(
  solver: Solver,
  problem: ReadyProblem,
  pattern: SuppressionPattern,
  { witnesses = [], inTime = () => true }: AuditOptions = {},
): void {
  const hidden = new Set([...problem.hidden, ...pattern.secondary]);
  const open = withoutWitness(problem, hidden, witnesses);
  for (const [attacker, cells] of open) attackFor(solver, problem, hidden, attacker, cells);
  const unproven = new Set(open.get(outsider));
  const proven = [...problem.sensitive.keys()].filter((cell) => !unproven.has(cell));
  for (let at = 0; at < proven.length && inTime(); at += atOnce) {
    attackFor(solver, problem, hidden, outsider, proven.slice(at, at + atOnce));
  }
}

/** Cells that are attacked between two looks at the clock. */
const atOnce = 64;

const outsider: Insider = { id: 'outsider', knowledge: new Map() };

function attackFor(
  solver: Solver,
  { system, sensitive }: ReadyProblem,
  hidden: ReadonlySet<number>,
  { id, knowledge }: Insider,
  targets: readonly number[],
): void {
  if (targets.length === 0) return;
  for (const { cell, lower, upper } of attack(solver, system, hidden, { knowledge }, targets)) {
    const one = system.cells[cell];
    const requirement = sensitive.get(cell);
    if (one === undefined || requirement === undefined) continue;
    if (!isEnough(requirement, { up: upper - one.value, down: one.value - lower }, one)) {
      throw new UnsafePatternError(one.id, id);
    }
  }
}

interface Room {
  readonly up: number;
  readonly down: number;
}

function isEnough(requirement: Protection, { up, down }: Room, { value }: SystemCell): boolean {
  const slack = 1e-4 * Math.max(1, Math.abs(value));
  return (
    up >= (requirement.upper ?? 0) - slack &&
    down >= (requirement.lower ?? 0) - slack &&
    up + down >= (requirement.width ?? 0) - slack
  );
}

/** For each attacker the sensitive cells that no witness protects. */
function withoutWitness(
  { system, sensitive, watchers }: ReadyProblem,
  hidden: ReadonlySet<number>,
  witnesses: readonly Witness[],
): Map<Insider, number[]> {
  const sound = soundWitnesses(system, hidden, witnesses);
  const open = new Map<Insider, number[]>();
  const leaveOpen = (insider: Insider, cell: number): void => {
    open.set(insider, [...(open.get(insider) ?? []), cell]);
  };
  for (const [cell, requirement] of sensitive) {
    const here = sound.get(cell) ?? [];
    const used = findWitnesses(system, here, { cell, requirement, knowledge: outsider.knowledge });
    if (used === undefined) leaveOpen(outsider, cell);
    const asked = used === undefined ? watchers : watchers.filter((insider) => knowsAny(insider, used));
    for (const insider of asked) {
      if (insider.knowledge.has(cell)) continue;
      if (findWitnesses(system, here, { cell, requirement, knowledge: insider.knowledge }) === undefined) {
        leaveOpen(insider, cell);
      }
    }
  }
  return open;
}

/** An insider who knows none of the perturbed cells can infer no more than an outsider. */
function knowsAny({ knowledge }: Insider, witnesses: readonly Witness[]): boolean {
  for (const cell of knowledge.keys()) if (witnesses.some((witness) => witness.has(cell))) return true;
  return false;
}

/** By cell: the witnesses that change it, among those that change only suppressed cells and leave every sum true. */
function soundWitnesses(
  { cells, relations }: CellSystem,
  hidden: ReadonlySet<number>,
  witnesses: readonly Witness[],
): Map<number, Witness[]> {
  const sumsOf = new Map<number, Set<number>>();
  for (const [position, { total, parts }] of relations.entries()) {
    for (const cell of [total, ...parts]) sumsOf.set(cell, (sumsOf.get(cell) ?? new Set()).add(position));
  }
  const gapIn = (witness: Witness, position: number): number => {
    const { total, parts } = relations[position] ?? { total: -1, parts: [] };
    const sum = parts.reduce((so, part) => so + (witness.get(part) ?? 0), 0);
    return Math.abs(sum - (witness.get(total) ?? 0));
  };
  const sound = new Map<number, Witness[]>();
  for (const witness of witnesses) {
    const moved = [...witness.keys()];
    if (!moved.every((cell) => hidden.has(cell) && cells[cell] !== undefined)) continue;
    const touched = new Set(moved.flatMap((cell) => [...(sumsOf.get(cell) ?? [])]));
    const gap = [...touched].reduce((most, position) => Math.max(most, gapIn(witness, position)), 0);
    for (const [cell, change] of witness) {
      if (gap > gapMax * Math.abs(change)) continue;
      const there = sound.get(cell);
      if (there === undefined) sound.set(cell, [witness]);
      else there.push(witness);
    }
  }
  return sound;
}

/** The allowed error of a sum, as a share of the change to the cell that the witness is for. */
const gapMax = 1e-6;

interface Question {
  readonly cell: number;
  readonly requirement: Protection;
  readonly knowledge: Knowledge;
}

/** The witnesses that leave an attacker uncertain enough about the cell; undefined when there are none. */
function findWitnesses(
  { cells }: CellSystem,
  witnesses: readonly Witness[],
  { cell, requirement, knowledge }: Question,
): Witness[] | undefined {
  const one = cells[cell];
  if (one === undefined) return undefined;
  let [up, down]: { by: number; witness?: Witness }[] = [{ by: 0 }, { by: 0 }];
  for (const witness of witnesses) {
    const change = witness.get(cell) ?? 0;
    const [along, against] = [1, -1].map(
      (turn) => shareOf(witness, turn, cells, knowledge) * Math.abs(change),
    );
    const [higher = 0, lower = 0] = change > 0 ? [along, against] : [against, along];
    if (higher > (up?.by ?? 0)) up = { by: higher, witness };
    if (lower > (down?.by ?? 0)) down = { by: lower, witness };
    if (isEnough(requirement, { up: up?.by ?? 0, down: down?.by ?? 0 }, one)) {
      return [up?.witness, down?.witness].filter((used) => used !== undefined);
    }
  }
  return undefined;
}

/** How much of the witness, or of its opposite, stays within everything that is known. */
function shareOf(witness: Witness, turn: number, cells: readonly SystemCell[], knowledge: Knowledge): number {
  let most = Number.POSITIVE_INFINITY;
  for (const [position, unit] of witness) {
    const one = cells[position];
    if (one === undefined) return 0;
    const known = knowledge.get(position);
    const { up, down } = roomOf(one);
    const change = unit * turn;
    const room =
      change > 0
        ? Math.min(up, (known?.upper ?? Number.POSITIVE_INFINITY) - one.value)
        : Math.min(down, one.value - (known?.lower ?? Number.NEGATIVE_INFINITY));
    most = Math.min(most, Math.max(0, room) / Math.abs(change));
  }
  return most;
}
