import { type CellStore, codesAt, type StoredVariable, setAt } from './cell-store.ts';
import { type CodeSet, everyCode, isDisjoint, isSubset, minus } from './code-set.ts';

const within = 1;
const around = 2;
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
  /** Calls `visit` for each cell but itself that has something in common with `cell`. */
  forOverlapping(cell: number, visit: (other: number, position: Position) => void): void;
  /** Whether everything in `inner` is in `outer`. */
  isInside(inner: number, outer: number): boolean;
  /** Whether no unit can be counted in both. */
  hasNoUnitInCommon(one: number, other: number): boolean;
  /** Whether `one` and `other` together cover `cell`, when `one` covers it in all variables but `along`. */
  isCoveredWith(cell: number, one: number, along: number): (other: number) => boolean;
  /** In which variables the cell has other codes than `outer`, as a string to group by. */
  narrowedIn(cell: number, outer: number): string;
}

/** Relations between the cells of a store, for as long as the store does not change. */
export function createRelations({ variables, counts, unit }: CellStore): Relations {
  const rows = variables.map(() => new Map<number, Uint8Array>());
  const rowOf = (at: number, variable: StoredVariable, set: number): Uint8Array => {
    const known = rows[at]?.get(set);
    if (known !== undefined) return known;
    const codes = variable.sets[set] ?? everyCode;
    const row = Uint8Array.from(variable.sets, (other) => relate(codes, other));
    rows[at]?.set(set, row);
    return row;
  };
  const rowsOf = (cell: number): Uint8Array[] =>
    variables.map((variable, at) => rowOf(at, variable, setAt(variable, cell)));
  const columns = variables.map(({ column }) => column);
  const relationTo = (row: Uint8Array | undefined, at: number, other: number): number =>
    row?.[columns[at]?.[other] ?? 0] ?? apart;

  return {
    forOverlapping(cell, visit) {
      const own = rowsOf(cell);
      const position = { sticksOut: 0, outAlong: -1, fallsShort: 0, shortAlong: -1 };
      for (let other = 0; other < counts.length; other += 1) {
        if (other !== cell && locate(own, other, relationTo, position)) visit(other, position);
      }
    },
    isInside(inner, outer) {
      return variables.every(
        (variable, at) => (relationTo(rowOf(at, variable, setAt(variable, outer)), at, inner) & within) > 0,
      );
    },
    hasNoUnitInCommon(one, other) {
      return variables.some(
        (variable, at) =>
          !(unit === 'persons' && variable.several) &&
          (relationTo(rowOf(at, variable, setAt(variable, one)), at, other) & apart) > 0,
      );
    },
    isCoveredWith(cell, one, along) {
      const own = rowsOf(cell);
      const split = variables[along];
      if (split === undefined) return () => false;
      const rest = minus(codesAt(split, cell), codesAt(split, one));
      return (other) =>
        own.every((row, at) => at === along || (relationTo(row, at, other) & around) > 0) &&
        isSubset(rest, codesAt(split, other));
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
  other: number,
  relationTo: (row: Uint8Array | undefined, at: number, other: number) => number,
  position: { sticksOut: number; outAlong: number; fallsShort: number; shortAlong: number },
): boolean {
  position.sticksOut = 0;
  position.fallsShort = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const relation = relationTo(rows[at], at, other);
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
