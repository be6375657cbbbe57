import { type CellStore, codesAt, type StoredVariable, setAt } from './cell-store.ts';
import { type CodeSet, everyCode, isDisjoint, isSubset, minus } from './code-set.ts';
import { isOneState } from './versions.ts';

/** The codes of the other are all in the set. */
export const INSIDE = 1;
/** The codes of the set are all in the other. */
export const COVERS = 2;
const DISJOINT = 4;

/** How one cell relates to another. */
export interface Position {
  /** In how many variables the other cell exceeds this one, and the last of these. */
  readonly excess: number;
  readonly excessAxis: number;
  /** In how many variables the other does not cover this one, and the last of these. */
  readonly shortfall: number;
  readonly shortfallAxis: number;
}

/** Relations between regions; two distinct code sets are compared only once. */
export interface Relations {
  /** For each set of a variable the bits of its relation to the given one. */
  rowOf(at: number, set: number): Uint8Array;
  /** Calls `visit` for each other cell that overlaps `cell`. */
  forOverlapping(cell: number, visit: (other: number, position: Position) => void): void;
  /** Whether everything in `inner` is in `outer`. */
  isInside(inner: number, outer: number): boolean;
  /** Whether both count the same state of the data, so that a unit of one is the same unit in the other. */
  isOfOneState(one: number, other: number): boolean;
  /** Whether no unit can be counted in both. For cells of two states that is unknown. */
  hasNoUnitInCommon(one: number, other: number): boolean;
  /**
   * Whether `one` and `other` together cover `cell` along a variable, and neither does so alone. When two regions cover
   * a third only together, they divide it along one variable, and each covers it in all others.
   */
  isDivided(cell: number, along: number, one: number): (other: number) => boolean;
  /** In which variables the cell has other codes than `outer`, as a string to group by. */
  narrowedIn(cell: number, outer: number): string;
}

/** Relations between the cells of a store, valid as long as the store does not change. */
export function createRelations({ variables, versions, versionOf, counts, unit }: CellStore): Relations {
  const columns = variables.map(({ column }) => {
    const typed = new Int32Array(counts.length);
    typed.set(column);
    return typed;
  });
  const rows = variables.map((): Uint8Array[] => []);
  const rowOf = (at: number, set: number): Uint8Array => {
    const known = rows[at]?.[set];
    if (known !== undefined) return known;
    const sets = variables[at]?.sets ?? [];
    const codes = sets[set] ?? everyCode;
    const row = Uint8Array.from(sets, (other) => relate(codes, other));
    const list = rows[at];
    if (list !== undefined) list[set] = row;
    return row;
  };
  const compare = (one: number, other: number, at: number, variable: StoredVariable): number =>
    rowOf(at, setAt(variable, one))[setAt(variable, other)] ?? DISJOINT;
  const states = versions.map((one) => versions.map((other) => isOneState(one, other)));
  const isOfOneState = (one: number, other: number): boolean =>
    states[versionOf[one] ?? -1]?.[versionOf[other] ?? -1] ?? false;

  return {
    rowOf,
    isOfOneState,
    forOverlapping(cell, visit) {
      const own = variables.map((variable, at) => rowOf(at, setAt(variable, cell)));
      const position = { excess: 0, excessAxis: -1, shortfall: 0, shortfallAxis: -1 };
      for (let other = 0; other < counts.length; other += 1) {
        if (other !== cell && locate(own, columns, other, position)) visit(other, position);
      }
    },
    isInside(inner, outer) {
      return variables.every((variable, at) => (compare(outer, inner, at, variable) & INSIDE) > 0);
    },
    hasNoUnitInCommon(one, other) {
      return (
        isOfOneState(one, other) &&
        variables.some(
          (variable, at) =>
            !(unit === 'persons' && variable.several) && (compare(one, other, at, variable) & DISJOINT) > 0,
        )
      );
    },
    isDivided(cell, along, one) {
      const variable = variables[along];
      if (variable === undefined) return () => false;
      const rest = minus(codesAt(variable, cell), codesAt(variable, one));
      return (other) =>
        isOfOneState(one, other) &&
        (compare(cell, other, along, variable) & COVERS) === 0 &&
        isSubset(rest, codesAt(variable, other));
    },
    narrowedIn(cell, outer) {
      return variables
        .map((variable) => (setAt(variable, cell) === setAt(variable, outer) ? '.' : 'n'))
        .join('');
    },
  };
}

/** Fills in how a cell relates to another; false when the two are disjoint. */
function locate(
  rows: readonly Uint8Array[],
  columns: readonly Int32Array[],
  other: number,
  position: { excess: number; excessAxis: number; shortfall: number; shortfallAxis: number },
): boolean {
  position.excess = 0;
  position.shortfall = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const relation = rows[at]?.[columns[at]?.[other] ?? 0] ?? DISJOINT;
    if ((relation & DISJOINT) > 0) return false;
    if ((relation & INSIDE) === 0) {
      position.excess += 1;
      position.excessAxis = at;
    }
    if ((relation & COVERS) === 0) {
      position.shortfall += 1;
      position.shortfallAxis = at;
    }
  }
  return true;
}

function relate(codes: CodeSet, other: CodeSet): number {
  return (
    (isSubset(other, codes) ? INSIDE : 0) |
    (isSubset(codes, other) ? COVERS : 0) |
    (isDisjoint(codes, other) ? DISJOINT : 0)
  );
}
