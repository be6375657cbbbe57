import type { Cube } from '../cube/cube.ts';
import type { UnitCells } from '../cube/unit-cells.ts';
import type { CountedCheck } from './changes.ts';
import type { Periods } from './joined-lattice.ts';
import type { RegularPresence } from './regular-presence.ts';
import type { Trajectories } from './trajectories.ts';
import type { UnionLattice } from './union-lattice.ts';

/** One check of a data set: its units, and which of its figures are suppressed. */
export interface CheckOfUnits {
  readonly cube: Cube;
  readonly suppressed: Uint8Array;
  readonly units: UnitCells;
}

/** A row to be of the joined cube. */
export interface JoinedRow {
  readonly check: number;
  readonly row: number;
  readonly periods: Periods;
  readonly count: number;
  readonly cellKey: number;
  readonly isKnown: boolean;
  readonly rowOfLast: number;
  /** Of a change: the check that it is compared with. */
  readonly without?: number;
}

/** What came and went between checks. */
export interface ChangedRows {
  /** Rows of which 1 up to the minimum came or went: the units of `check` that are not in the row of `without`. */
  readonly rows: readonly ChangedRow[];
  /** Per row of the last check 1 where its figure, beside one that was shown before, shows such a change. */
  readonly suppressed: Uint8Array;
  /** Per row of the last check 1 where it is another set than when it was shown last. */
  readonly differs: Uint8Array;
  /** Per row of a check that of another check. */
  mapOf(check: number, other: number): Int32Array;
}

/** A set that nobody can ask and that a difference would tell. */
export interface ChangedRow {
  readonly check: number;
  readonly without: number;
  readonly row: number;
  readonly count: number;
}

/** What is worked out once for all that follows. */
export interface JoinSetting {
  readonly checks: readonly CheckOfUnits[];
  readonly counted: readonly CountedCheck[];
  readonly trajectories: Trajectories;
  readonly regular: RegularPresence | undefined;
  readonly rows: readonly JoinedRow[];
  readonly changes: ChangedRows;
  readonly union: UnionLattice;
}
