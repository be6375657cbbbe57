import type { Lattice, Node } from '../lattice/lattice.ts';
import type { Microdata } from './count-cube.ts';
import type { CountedUnit } from './cube.ts';

/** A node as the sets that it is: slow, and without any of the product's arithmetic. */
export interface SetOfNode {
  readonly node: Node;
  /** Per dimension the finest positions that it contains. */
  readonly codes: readonly ReadonlySet<number>[];
  /** The records, or of persons the persons. */
  readonly members: ReadonlySet<number>;
  /** The records that make them members. */
  readonly records: readonly number[];
}

/** Every node of a lattice as sets. */
export function nodesAsSets(lattice: Lattice, unit: CountedUnit, microdata: Microdata): SetOfNode[] {
  const codesOf = recordCodes(lattice, unit, microdata);
  const all = [...microdata.persons.keys()].filter((record) => unit === 'records' || personOf(record) >= 0);
  function personOf(record: number): number {
    return microdata.persons[record] ?? -1;
  }
  return allNodes(lattice).map((node) => {
    const codes = lattice.dimensions.map(({ finest, values }, at) => {
      const value = node[at] ?? 0;
      return new Set(value === 0 ? finest.keys() : values[value - 1]?.codes);
    });
    const records = all.filter((record) => codes.every((set, at) => set.has(codesOf(record, at))));
    return { node, codes, records, members: new Set(unit === 'records' ? records : records.map(personOf)) };
  });
}

/** The persons behind records, with each record that names nobody as another one. */
export function contributorsOf(records: Iterable<number>, { persons }: Microdata): Set<string> {
  return new Set(
    [...records].map((record) => {
      const person = persons[record] ?? -1;
      return person < 0 ? `record ${record}` : `person ${person}`;
    }),
  );
}

/** Whether every finest combination of one node is in another. */
export function isWithin(part: SetOfNode, whole: SetOfNode): boolean {
  return part.codes.every((codes, at) => [...codes].every((code) => whole.codes[at]?.has(code)));
}

/** Whether no finest combination is in both. */
export function isApart(one: SetOfNode, other: SetOfNode): boolean {
  return one.codes.some((codes, at) => [...codes].every((code) => !other.codes[at]?.has(code)));
}

function recordCodes(lattice: Lattice, unit: CountedUnit, { values, persons }: Microdata) {
  return (record: number, at: number): number => {
    const dimension = lattice.dimensions[at];
    if (!dimension) throw new RangeError('There is no such dimension');
    const code = (one: number): number => dimension.finest.indexOf(values.get(dimension.name)?.[one] ?? null);
    if (unit === 'records' || dimension.severalPerPerson) return code(record);
    const own = [...persons.keys()].filter((other) => persons[other] === persons[record]);
    return Math.min(...own.map(code));
  };
}

function allNodes({ dimensions, dimensionsMax }: Lattice): Node[] {
  const products = dimensions.reduce<number[][]>(
    (nodes, { values }) =>
      nodes.flatMap((node) => [0, ...values.map((_, at) => at + 1)].map((one) => [...node, one])),
    [[]],
  );
  return products.filter((node) => {
    const used = dimensions.filter((_, at) => node[at] !== 0);
    return used.length <= Math.min(dimensionsMax, ...used.map((one) => one.dimensionsMax ?? dimensionsMax));
  });
}
