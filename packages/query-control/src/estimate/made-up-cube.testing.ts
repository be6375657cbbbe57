import type { CountedUnit, Cube } from '../cube/cube.ts';
import type { MembershipClasses } from '../cube/membership-classes.ts';
import { type Dimension, type Lattice, type Node, orderOf } from '../lattice/lattice.ts';
import { createMembershipClasses } from './membership-classes.testing.ts';

/** Of each record, or of each record of a person, its finest code per dimension. */
export interface MadeUpUnit {
  readonly records: ReadonlyArray<readonly number[]>;
}

/** A dimension of single values and groups of them. */
export function madeUpDimension(
  name: string,
  finest: number,
  groups: ReadonlyArray<readonly number[]> = [],
): Dimension {
  return {
    name,
    kind: 'category',
    finest: Array.from({ length: finest }, (_, code) => `${code}`),
    values: [
      ...Array.from({ length: finest }, (_, code) => ({ level: 'value', value: `${code}`, codes: [code] })),
      ...groups.map((codes, group) => ({ level: 'group', value: `group ${group}`, codes })),
    ],
    severalPerPerson: false,
  };
}

/** Counts units in every node of a lattice: a unit with several records is once in each node that one of them is in. */
export function countMadeUp(
  lattice: Lattice,
  units: readonly MadeUpUnit[],
  unit: CountedUnit = 'records',
): Cube {
  const nodes = enumerate(lattice);
  const width = lattice.dimensions.length;
  const rows = new Map(nodes.map((node, row) => [node.join(' '), row]));
  const counts = new Float64Array(nodes.length);
  for (const { row } of membershipsOf(lattice, rows, units)) counts[row] = (counts[row] ?? 0) + 1;
  return {
    unit,
    lattice,
    size: nodes.length,
    nodes: Uint16Array.from(nodes.flat()),
    counts,
    cellKeys: new Uint32Array(nodes.length),
    contributors: counts,
    largest: new Float64Array(2 * nodes.length),
    sums: new Map(),
    rowOf: (node) => (node.length === width ? rows.get(node.join(' ')) : undefined),
  };
}

function* membershipsOf(lattice: Lattice, rows: ReadonlyMap<string, number>, units: readonly MadeUpUnit[]) {
  for (const [unit, { records }] of units.entries()) {
    const own = new Set(
      records.flatMap((codes) => nodesAround(lattice, codes).map((node) => rows.get(node.join(' ')) ?? 0)),
    );
    for (const row of own) yield { unit, row };
  }
}

/** Per unit the rows that it is in. */
export function rowsOfUnits(cube: Cube, units: readonly MadeUpUnit[]): number[][] {
  return units.map(({ records }) => [
    ...new Set(
      records.flatMap((codes) => nodesAround(cube.lattice, codes).map((node) => cube.rowOf(node) ?? 0)),
    ),
  ]);
}

function nodesAround({ dimensions, dimensionsMax }: Lattice, codes: readonly number[]): Node[] {
  let nodes: number[][] = [[]];
  for (const [at, { values }] of dimensions.entries()) {
    const code = codes[at] ?? 0;
    const own = [0, ...values.flatMap((value, index) => (value.codes.includes(code) ? [index + 1] : []))];
    nodes = nodes
      .flatMap((node) => own.map((value) => [...node, value]))
      .filter((node) => orderOf(node) <= dimensionsMax);
  }
  return nodes;
}

function enumerate({ dimensions, dimensionsMax }: Lattice): Node[] {
  let nodes: number[][] = [[]];
  for (const { values } of dimensions) {
    const own = [0, ...values.map((_, index) => index + 1)];
    nodes = nodes
      .flatMap((node) => own.map((value) => [...node, value]))
      .filter((node) => orderOf(node) <= dimensionsMax);
  }
  return nodes;
}

/** Units with one or more records of random values, of which low codes are the most frequent. */
export function madeUpUnits(
  sizes: readonly number[],
  count: number,
  seed: number,
  recordsMax = 1,
): MadeUpUnit[] {
  const random = createRandom(seed + 1);
  return Array.from({ length: count }, () => ({
    records: Array.from({ length: 1 + Math.floor(random() * recordsMax) }, () =>
      sizes.map((size) => Math.floor(size * random() ** 1.6)),
    ),
  }));
}

/** The classes of persons who are in the same nodes. */
export function classesOf(cube: Cube, units: readonly MadeUpUnit[]): MembershipClasses {
  return createMembershipClasses(
    cube,
    units.map(({ records }) => records),
  );
}

/** Whether a set is suppressed under none of its names. */
export function whereShown(suppressed: Uint8Array): (set: { readonly rows: readonly number[] }) => boolean {
  return ({ rows }) => rows.every((row) => suppressed[row] !== 1);
}

/** Numbers from 0 to 1, the same in every run (Numerical Recipes, 7.1). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
