import highsPackage, { type Highs, type Model } from 'highs';

// The declared types are those of the CommonJS build; Node loads the other one, whose default is the loader itself.
const loadHighs = highsPackage as unknown as typeof highsPackage.default;

/** One row of a programme: `lower <= sum(factor * column) <= upper`. */
export interface ProgramRow {
  readonly lower: number;
  readonly upper: number;
  readonly entries: readonly (readonly [column: number, factor: number])[];
}

export interface ProgramColumn {
  readonly lower: number;
  readonly upper: number;
  readonly cost: number;
  readonly whole?: boolean;
}

export interface Program {
  readonly columns: readonly ProgramColumn[];
  readonly rows: readonly ProgramRow[];
}

export type Outcome =
  | {
      readonly kind: 'optimal' | 'feasible';
      readonly objective: number;
      readonly values: Float64Array;
      readonly reducedCosts: Float64Array;
    }
  | { readonly kind: 'infeasible' | 'unbounded' | 'out-of-time' };

/** A programme that stays in memory, so that a second question on it starts where the first ended. */
export interface RunningProgram {
  setCosts(costs: ReadonlyMap<number, number>): void;
  setBounds(bounds: ReadonlyMap<number, readonly [lower: number, upper: number]>): void;
  addRow(row: ProgramRow): void;
  /** @param options.seconds the longest it may take */
  minimise(options?: { readonly seconds?: number; readonly start?: Float64Array }): Outcome;
}

/** Solves linear and whole-number programmes. Synchronous: use it in a worker where other requests wait. */
export interface Solver {
  with<T>(program: Program, use: (running: RunningProgram) => T): T;
}

/** Loads HiGHS (WebAssembly, some 40 ms); create one and pass it on. */
export async function openSolver(): Promise<Solver> {
  const highs = await loadHighs();
  return {
    with: (program, use) => {
      const model = highs.createModel(programToModel(highs, program));
      try {
        model.options.set({ output_flag: false });
        return use(
          runningProgram(
            highs,
            model,
            program.columns.some(({ whole }) => whole === true),
          ),
        );
      } finally {
        model.dispose();
      }
    },
  };
}

function programToModel(highs: Highs, { columns, rows }: Program) {
  const bound = (value: number): number => toBound(highs, value);
  const entries = rows.flatMap((row) => row.entries);
  const starts = [0];
  for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.entries.length);
  const { integer, continuous } = highs.constants.variableType;
  const whole = columns.some((column) => column.whole === true);
  return {
    numCols: columns.length,
    numRows: rows.length,
    colCost: columns.map(({ cost }) => cost),
    colLower: columns.map(({ lower }) => bound(lower)),
    colUpper: columns.map(({ upper }) => bound(upper)),
    rowLower: rows.map(({ lower }) => bound(lower)),
    rowUpper: rows.map(({ upper }) => bound(upper)),
    matrix: {
      format: 'csr',
      numCols: columns.length,
      numRows: rows.length,
      starts,
      indices: entries.map(([column]) => column),
      values: entries.map(([, factor]) => factor),
    },
    ...(whole
      ? { integrality: columns.map((column) => (column.whole === true ? integer : continuous)) }
      : {}),
  } as const;
}

function toBound(highs: Highs, value: number): number {
  return Number.isFinite(value) ? value : Math.sign(value) * highs.infinity;
}

function runningProgram(highs: Highs, model: Model, whole: boolean): RunningProgram {
  return {
    setCosts: (costs) => {
      for (const [column, cost] of costs) model.changeColCost(column, cost);
    },
    setBounds: (bounds) => {
      for (const [column, [lower, upper]] of bounds) {
        model.changeColBounds(column, toBound(highs, lower), toBound(highs, upper));
      }
    },
    addRow: ({ lower, upper, entries }) => {
      model.addRow(toBound(highs, lower), toBound(highs, upper), {
        indices: entries.map(([column]) => column),
        values: entries.map(([, factor]) => factor),
      });
    },
    minimise: ({ seconds, start } = {}) => {
      model.zeroAllClocks();
      if (seconds !== undefined) model.options.set('time_limit', seconds);
      if (start !== undefined) model.setSolution({ colValue: start });
      model.run();
      return readOutcome(highs, model, whole);
    },
  };
}

function readOutcome(highs: Highs, model: Model, whole: boolean): Outcome {
  const { modelStatus } = highs.constants;
  const status = model.getModelStatus();
  const read = (kind: 'optimal' | 'feasible'): Outcome => {
    const { colValue, colDual } = model.getSolution();
    return { kind, objective: model.getObjectiveValue(), values: colValue, reducedCosts: colDual };
  };
  if (status === modelStatus.optimal) return read('optimal');
  if (status === modelStatus.infeasible) return { kind: 'infeasible' };
  if (status === modelStatus.unbounded || status === modelStatus.unboundedOrInfeasible) {
    return { kind: 'unbounded' };
  }
  if (status === modelStatus.timeLimit) {
    const found = whole && model.info.get('primal_solution_status') === 2;
    return found ? read('feasible') : { kind: 'out-of-time' };
  }
  throw new Error(`The solver ended in state ${status}`);
}
