import type { ClosedPart, Dimension, DimensionValue } from '@datalab/query-control';

/** Finds the values of a dimension that together are a set of finest values, without overlap. */
export interface Covering {
  /** The one value that is the set: 0 for all, 1 + a position in `values`; undefined where there is none. */
  findValue(codes: readonly number[]): number | undefined;
  /** The fewest values that partition the set: none of an empty set; undefined where no values do. */
  findCover(codes: readonly number[]): readonly number[] | undefined;
}

/**
 * All codes are positions in `finest`, each once, in ascending order. Nothing is prepared where all of them are asked.
 * @param closed the parts of the data set that are closed: their levels are not used
 */
export function createCovering(dimension: Dimension, closed: readonly ClosedPart[] = []): Covering {
  const { finest } = dimension;
  let known: OpenValues | undefined;
  const open = (): OpenValues => {
    known ??= openValues(dimension, closed);
    return known;
  };
  const findValue = (codes: readonly number[]) =>
    codes.length === finest.length ? 0 : open().byCodes.get(codes.join());
  return {
    findValue,
    findCover: (codes) => {
      if (codes.length === 0) return [];
      const value = findValue(codes);
      if (value !== undefined) return [value];
      const { values } = open();
      return dimension.kind === 'time' ? coverOfPeriod(codes, values) : coverOfSet(codes, values);
    },
  };
}

/** The values that can be asked, and of each set of finest values the first that is it. */
interface OpenValues {
  readonly values: readonly OpenValue[];
  readonly byCodes: ReadonlyMap<string, number>;
}

/** A value by its number, with what it contains. */
interface OpenValue {
  readonly value: number;
  readonly codes: readonly number[];
}

function openValues({ kind, values }: Dimension, closed: readonly ClosedPart[]): OpenValues {
  const parts = new Set(kind === 'time' ? closed.map(({ part }) => part) : []);
  const isClosed = ({ level, value }: DimensionValue) =>
    value !== null &&
    ((level === 'month' && (parts.has('months') || parts.has('quarters'))) ||
      (level === 'quarter' && parts.has('quarters')));
  const open = values.flatMap((one, at) => (isClosed(one) ? [] : [{ value: at + 1, codes: one.codes }]));
  const named = open.map(({ codes, value }): [string, number] => [codes.join(), value]);
  return { values: open, byCodes: new Map(named.toReversed()) };
}

/** The fewest periods: what is left after each month, solved from the last month backwards. */
function coverOfPeriod(codes: readonly number[], values: readonly OpenValue[]): number[] | undefined {
  const best: (number[] | undefined)[] = new Array(codes.length + 1).fill(undefined);
  best[codes.length] = [];
  for (let at = codes.length - 1; at >= 0; at -= 1) {
    for (const { value, codes: inside } of values) {
      if (inside[0] !== codes[at] || !inside.every((code, step) => codes[at + step] === code)) continue;
      const rest = best[at + inside.length];
      const shortest = best[at]?.length ?? Number.POSITIVE_INFINITY;
      if (rest && rest.length + 1 < shortest) best[at] = [value, ...rest];
    }
  }
  return best[0];
}

/** The largest value that fits, and again of what is left. */
function coverOfSet(codes: readonly number[], values: readonly OpenValue[]): number[] | undefined {
  const left = new Set(codes);
  const bySize = values.toSorted(
    (one, other) => other.codes.length - one.codes.length || one.value - other.value,
  );
  const cover: number[] = [];
  for (const { codes: inside, value } of bySize) {
    if (!inside.every((code) => left.has(code))) continue;
    cover.push(value);
    for (const code of inside) left.delete(code);
  }
  return left.size === 0 ? cover.sort((one, other) => one - other) : undefined;
}
