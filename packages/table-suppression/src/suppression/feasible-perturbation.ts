import type { Knowledge } from '../attacker/attack.ts';
import type { Program, RunningProgram, Solver } from '../attacker/solver.ts';
import { type CellSystem, roomOf, type SystemCell } from '../tables/system.ts';

/**
 * Changes to cells that leave every relation true and every cell within its bounds: added to the true table they give
 * an alternative table that looks the same to the attacker (Fischetti and Salazar-González). A perturbation that raises
 * a cell by d proves that the attacker's upper bound is at least d above the true value; every table between the true
 * one and the alternative one is possible too.
 */
export type Perturbation = ReadonlyMap<number, number>;

/** The price of changing each cell by one unit. */
export type Prices = readonly number[];

export interface PerturbationSearch {
  /**
   * The cheapest perturbation of `cell` by exactly `by` (negative: down), or undefined when there is none. Cells with
   * an infinite price do not change.
   */
  find(cell: number, by: number, prices: Prices, knowledge?: Knowledge): Perturbation | undefined;
}

const smallest = 1e-7;

/** Keeps one programme in memory for all searches in a system: two columns per cell, one up and one down. */
export function withPerturbations<T>(
  solver: Solver,
  system: CellSystem,
  use: (search: PerturbationSearch) => T,
): T {
  return solver.with(perturbationProgram(system), (running) => {
    const current = system.cells.map(() => 0);
    return use({
      find: (cell, by, prices, knowledge) => {
        setPrices(running, system.cells, current, prices);
        return findPerturbation(running, system.cells, prices, { cell, by, knowledge });
      },
    });
  });
}

function perturbationProgram({ cells, relations }: CellSystem): Program {
  const columns = cells.flatMap((cell) => {
    const { up, down } = roomOf(cell);
    return [
      { lower: 0, upper: up, cost: 0 },
      { lower: 0, upper: down, cost: 0 },
    ];
  });
  const rows = relations.map(({ total, parts }) => ({
    lower: 0,
    upper: 0,
    entries: [...columnsOf(total, -1), ...parts.flatMap((part) => columnsOf(part, 1))],
  }));
  return { columns, rows };
}

function columnsOf(cell: number, factor: number): [number, number][] {
  return [
    [2 * cell, factor],
    [2 * cell + 1, -factor],
  ];
}

/** Prices change for few cells between two searches; only those are sent to the solver. */
function setPrices(
  running: RunningProgram,
  cells: readonly SystemCell[],
  current: number[],
  prices: Prices,
): void {
  const costs = new Map<number, number>();
  const bounds = new Map<number, readonly [number, number]>();
  for (const [cell, price] of prices.entries()) {
    const before = current[cell] ?? 0;
    if (before === price) continue;
    current[cell] = price;
    if (Number.isFinite(price)) {
      costs.set(2 * cell, price);
      costs.set(2 * cell + 1, price);
    }
    if (Number.isFinite(price) !== Number.isFinite(before)) {
      for (const [column, room] of boundsOf(cells, cell, prices)) bounds.set(column, room);
    }
  }
  running.setCosts(costs);
  running.setBounds(bounds);
}

function boundsOf(
  cells: readonly SystemCell[],
  cell: number,
  prices: Prices,
  knowledge?: Knowledge,
): [number, readonly [number, number]][] {
  const one = cells[cell];
  if (one === undefined || !Number.isFinite(prices[cell] ?? Number.POSITIVE_INFINITY)) {
    return [
      [2 * cell, [0, 0]],
      [2 * cell + 1, [0, 0]],
    ];
  }
  const { up, down } = roomOf(one);
  const known = knowledge?.get(cell);
  const highest = Math.min(up, (known?.upper ?? Number.POSITIVE_INFINITY) - one.value);
  const lowest = Math.min(down, one.value - (known?.lower ?? Number.NEGATIVE_INFINITY));
  return [
    [2 * cell, [0, Math.max(0, highest)]],
    [2 * cell + 1, [0, Math.max(0, lowest)]],
  ];
}

function findPerturbation(
  running: RunningProgram,
  cells: readonly SystemCell[],
  prices: Prices,
  wish: { readonly cell: number; readonly by: number; readonly knowledge: Knowledge | undefined },
): Perturbation | undefined {
  const { cell, by, knowledge } = wish;
  const touched = [...(knowledge?.keys() ?? [])];
  running.setBounds(new Map(touched.flatMap((one) => boundsOf(cells, one, prices, knowledge))));
  const room = new Map(boundsOf(cells, cell, prices, knowledge));
  const column = by > 0 ? 2 * cell : 2 * cell + 1;
  const fits = Math.abs(by) <= (room.get(column)?.[1] ?? 0) + smallest;
  const other = by > 0 ? 2 * cell + 1 : 2 * cell;
  running.setBounds(
    new Map([
      [column, [Math.abs(by), Math.abs(by)]],
      [other, [0, 0]],
    ]),
  );
  const outcome = fits ? running.minimise() : undefined;
  running.setBounds(new Map([cell, ...touched].flatMap((one) => boundsOf(cells, one, prices))));
  if (outcome === undefined || outcome.kind === 'infeasible') return undefined;
  if (outcome.kind !== 'optimal') throw new Error(`A search for a movement ended ${outcome.kind}`);
  const { values } = outcome;
  const moved = new Map<number, number>();
  for (const position of cells.keys()) {
    const change = (values[2 * position] ?? 0) - (values[2 * position + 1] ?? 0);
    if (Math.abs(change) > smallest) moved.set(position, change);
  }
  return moved;
}
