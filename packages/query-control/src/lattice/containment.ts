import type { NodeTable } from './enumerate.ts';
import type { Dimension } from './lattice.ts';

/** Which nodes of a lattice lie within which; nodes are named by their rows. */
export interface Containment {
  /**
   * Tries the nodes that contain a node, other than itself: those that have a larger value, or all values, in one or
   * more dimensions. True as soon as one of them passes.
   * @param passes gets the row of the container
   */
  someContainer(row: number, passes: (container: number) => boolean): boolean;
  /** Tries nodes that lie within a container of a node and have nothing in common with that node. */
  someSibling(row: number, container: number, passes: (sibling: number) => boolean): boolean;
  /**
   * Tries what a node and a container of it become when both get the same larger value, or all values, in one or more
   * of the dimensions in which they agree. The complement of the one in the other is then at least what it was.
   * @param passes gets the rows of both
   */
  someRelaxedPair(
    row: number,
    container: number,
    passes: (row: number, container: number) => boolean,
  ): boolean;
  /** Whether a node and a container of it agree in a dimension that says what people have or are. */
  agreeOnPeople(row: number, container: number): boolean;
}

/** Works out once per dimension which values contain which. */
export function createContainment(table: NodeTable): Containment {
  const { dimensions } = table.lattice;
  const places = createPlaces(table);
  const larger = dimensions.map(largerValues);
  const isAboutPeople = dimensions.map(({ kind }) => kind !== 'area' && kind !== 'time');
  return {
    someContainer: containerSearch(places, larger),
    someSibling: siblingSearch(places, dimensions.map(createApart)),
    someRelaxedPair: relaxedPairSearch(places, larger),
    agreeOnPeople: (row, container) =>
      isAboutPeople.some((isAbout, dimension) => {
        const value = places.valueAt(row, dimension);
        return isAbout && value !== 0 && value === places.valueAt(container, dimension);
      }),
  };
}

/** The first dimensions of a node: the set of those that are not "all", and their values as one number. */
interface Place {
  readonly mask: number;
  readonly at: number;
}

const start: Place = { mask: 0, at: 0 };

/** Walks from the first to the last dimension to the row of a node. */
interface Places {
  readonly width: number;
  valueAt(row: number, dimension: number): number;
  /** The place after one more dimension. */
  next(place: Place, dimension: number, value: number): Place;
  rowAt(place: Place): number;
}

function createPlaces({ lattice, nodes, firstRows }: NodeTable): Places {
  const width = lattice.dimensions.length;
  const bases = lattice.dimensions.map(({ values }) => values.length);
  return {
    width,
    valueAt: (row, dimension) => nodes[row * width + dimension] ?? 0,
    next: (place, dimension, value) =>
      value === 0
        ? place
        : { mask: place.mask | (1 << dimension), at: place.at * (bases[dimension] ?? 0) + value - 1 },
    rowAt: ({ mask, at }) => (firstRows[mask] ?? 0) + at,
  };
}

type Larger = readonly (readonly (readonly number[])[])[];

function containerSearch(places: Places, larger: Larger): Containment['someContainer'] {
  const { width, valueAt, next, rowAt } = places;
  return (row, passes) => {
    const descend = (dimension: number, place: Place): boolean => {
      if (dimension === width) {
        const container = rowAt(place);
        return container !== row && passes(container);
      }
      const value = valueAt(row, dimension);
      if (descend(dimension + 1, next(place, dimension, value))) return true;
      if (value === 0) return false;
      for (const one of larger[dimension]?.[value] ?? []) {
        if (descend(dimension + 1, next(place, dimension, one))) return true;
      }
      return descend(dimension + 1, place);
    };
    return descend(0, start);
  };
}

function siblingSearch(
  { width, valueAt, next, rowAt }: Places,
  apart: readonly ReturnType<typeof createApart>[],
): Containment['someSibling'] {
  return (row, container, passes) => {
    for (let relaxed = 0; relaxed < width; relaxed++) {
      const value = valueAt(row, relaxed);
      const around = valueAt(container, relaxed);
      if (value === around) continue;
      for (const sibling of apart[relaxed]?.(value, around) ?? []) {
        let place = start;
        for (let dimension = 0; dimension < width; dimension++) {
          place = next(place, dimension, dimension === relaxed ? sibling : valueAt(container, dimension));
        }
        if (passes(rowAt(place))) return true;
      }
    }
    return false;
  };
}

function relaxedPairSearch(places: Places, larger: Larger): Containment['someRelaxedPair'] {
  const { width, valueAt, next, rowAt } = places;
  return (row, container, passes) => {
    const descend = (dimension: number, part: Place, whole: Place, isRelaxed: boolean): boolean => {
      if (dimension === width) return isRelaxed && passes(rowAt(part), rowAt(whole));
      const value = valueAt(row, dimension);
      const around = valueAt(container, dimension);
      const below = (one: number, other: number, relaxed: boolean): boolean =>
        descend(dimension + 1, next(part, dimension, one), next(whole, dimension, other), relaxed);
      if (below(value, around, isRelaxed)) return true;
      if (value === 0 || value !== around) return false;
      return (larger[dimension]?.[value] ?? []).some((one) => below(one, one, true)) || below(0, 0, true);
    };
    return descend(0, start, start, false);
  };
}

/** Per value, counted from 1, the values that contain more than it. */
function largerValues({ values }: Dimension): number[][] {
  const sets = values.map(({ codes }) => new Set(codes));
  const containing = values.map(({ codes }) =>
    [...sets.entries()]
      .filter(([, set]) => set.size > codes.length && codes.every((code) => set.has(code)))
      .map(([at]) => at + 1),
  );
  return [[], ...containing];
}

/** The values that have nothing in common with a value, within one that contains it; 0 is all values. */
function createApart({ values }: Dimension): (value: number, within: number) => readonly number[] {
  const sets = values.map(({ codes }) => new Set(codes));
  const found = new Map<number, readonly number[]>();
  return (value, within) => {
    const key = value * (values.length + 1) + within;
    const known = found.get(key);
    if (known) return known;
    const own = sets[value - 1];
    const around = sets[within - 1];
    const apart = [...values.entries()]
      .filter(([, { codes }]) => codes.every((code) => !own?.has(code) && (!around || around.has(code))))
      .map(([at]) => at + 1);
    found.set(key, apart);
    return apart;
  };
}
