import { type CellStore, codesAt, type StoredVariable, setAt } from './cell-store.ts';
import { type CodeSet, everyCode, isDisjoint, isSubset, minus } from './code-set.ts';
import { isOneState } from './versions.ts';

/** The codes of the other are all in the set. */
export const within = 1;
/** The codes of the set are all in the other. */
export const around = 2;
const apart = 4;

/** How one cell lies against another. */
export interface Position {
  /** In how many variables the other sticks out of this one, and the last of these. */
  readonly sticksOut: number;
  readonly outAlong: number;
  /** In how many variables the other does not cover this one, and the last of these. */
  readonly fallsShort: number;
  readonly shortAlong: number;
}

/** How boxes lie against each other, each comparison of two distinct code sets made once. */
export interface Relations {
  /** For each set of a variable bits that tell how it lies to the given one. */
  rowOf(at: number, set: number): Uint8Array;
  /** Calls `visit` for each cell but itself that has something in common with `cell`. */
  forOverlapping(cell: number, visit: (other: number, position: Position) => void): void;
  /** Whether everything in `inner` is in `outer`. */
  isInside(inner: number, outer: number): boolean;
  /** Whether both count the same state of the data, so that a unit of the one is the same in the other. */
  isOfOneState(one: number, other: number): boolean;
  /** Whether no unit can be counted in both, which is not known of cells of two states. */
  hasNoUnitInCommon(one: number, other: number): boolean;
  /**
   * Whether `one` and `other` together cover `cell` along a variable, and neither does so alone. Two boxes that cover a
   * third, and neither alone, divide it along one variable and both cover it in all others.
   */
  isDivided(cell: number, along: number, one: number): (other: number) => boolean;
  /** In which variables the cell has other codes than `outer`, as a string to group by. */
  narrowedIn(cell: number, outer: number): string;
}

/** Relations between the cells of a store, for as long as the store does not change. */
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
    rowOf(at, setAt(variable, one))[setAt(variable, other)] ?? apart;
  const states = versions.map((one) => versions.map((other) => isOneState(one, other)));
  const isOfOneState = (one: number, other: number): boolean =>
    states[versionOf[one] ?? -1]?.[versionOf[other] ?? -1] ?? false;

  return {
    rowOf,
    isOfOneState,
    forOverlapping(cell, visit) {
      const own = variables.map((variable, at) => rowOf(at, setAt(variable, cell)));
      const position = { sticksOut: 0, outAlong: -1, fallsShort: 0, shortAlong: -1 };
      for (let other = 0; other < counts.length; other += 1) {
        if (other !== cell && locate(own, columns, other, position)) visit(other, position);
      }
    },
    isInside(inner, outer) {
      return variables.every((variable, at) => (compare(outer, inner, at, variable) & within) > 0);
    },
    hasNoUnitInCommon(one, other) {
      return (
        isOfOneState(one, other) &&
        variables.some(
          (variable, at) =>
            !(unit === 'persons' && variable.several) && (compare(one, other, at, variable) & apart) > 0,
        )
      );
    },
    isDivided(cell, along, one) {
      const variable = variables[along];
      if (variable === undefined) return () => false;
      const rest = minus(codesAt(variable, cell), codesAt(variable, one));
      return (other) =>
        isOfOneState(one, other) &&
        (compare(cell, other, along, variable) & around) === 0 &&
        isSubset(rest, codesAt(variable, other));
    },
    narrowedIn(cell, outer) {
      return variables
        .map((variable) => (setAt(variable, cell) === setAt(variable, outer) ? '.' : 'n'))
        .join('');
    },
  };
}

/** Fills in how a cell lies; false when the two have nothing in common. */
function locate(
  rows: readonly Uint8Array[],
  columns: readonly Int32Array[],
  other: number,
  position: { sticksOut: number; outAlong: number; fallsShort: number; shortAlong: number },
): boolean {
  position.sticksOut = 0;
  position.fallsShort = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const relation = rows[at]?.[columns[at]?.[other] ?? 0] ?? apart;
    if ((relation & apart) > 0) return false;
    if ((relation & within) === 0) {
      position.sticksOut += 1;
      position.outAlong = at;
    }
    if ((relation & around) === 0) {
      position.fallsShort += 1;
      position.shortAlong = at;
    }
  }
  return true;
}

function relate(codes: CodeSet, other: CodeSet): number {
  return (
    (isSubset(other, codes) ? within : 0) |
    (isSubset(codes, other) ? around : 0) |
    (isDisjoint(codes, other) ? apart : 0)
  );
}
