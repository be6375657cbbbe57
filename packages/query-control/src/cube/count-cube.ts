import { enumerateNodes, type NodeTable } from '../lattice/enumerate.ts';
import type { Dimension, Lattice } from '../lattice/lattice.ts';
import { createClassCounter } from './class-counter.ts';
import type { CountedUnit, Cube, SumColumn } from './cube.ts';
import { createFinestCells } from './finest-cells.ts';
import type { MembershipClasses } from './membership-classes.ts';

/** Records of one version, column by column; all arrays that are per record have the same length. */
export interface Microdata {
  /** Per name of a dimension the finest value of each record; null is "no value". */
  readonly values: ReadonlyMap<string, readonly (string | null)[]>;
  /** Per record a key: an unsigned 32-bit integer that looks random. */
  readonly recordKeys: Uint32Array;
  /** Per record the number of its person, counted from 0; -1 where it names nobody. */
  readonly persons: Int32Array;
  /** Per person a key, of the same kind. */
  readonly personKeys: Uint32Array;
  /** Per summed column the value of each record; NaN where it has none. */
  readonly amounts: ReadonlyMap<string, Float64Array>;
}

/**
 * Counts every node of a lattice from records in memory. It gives the same cube as reading a landed version does, so
 * that attacks, properties and simulations run against the rules of the product. Time grows with the number of records
 * times the number of nodes that each of them is in; sums are added in floating point.
 * @throws RangeError when a value is not in the lattice, or arrays differ in length
 */
export function countCube(lattice: Lattice, unit: CountedUnit, microdata: Microdata): Cube {
  const table = enumerateNodes(lattice);
  const finest = lattice.dimensions.map((dimension) => finestPositions(dimension, unit, microdata));
  const cube = emptyCube(table, unit, unit === 'records' ? [...microdata.amounts.keys()] : []);
  const counting = createCounting(cube, microdata);
  const visit = createVisit(table);
  const codes = new Uint16Array(lattice.dimensions.length);
  for (const record of recordsByPerson(microdata)) {
    const person = microdata.persons[record] ?? -1;
    if (unit === 'persons' && person < 0) continue;
    for (const [dimension, positions] of finest.entries()) codes[dimension] = positions[record] ?? 0;
    counting.begin(record, person);
    visit(codes, counting.add);
  }
  counting.end();
  return cube;
}

/**
 * Finds what classes of persons there are: of records in memory what `createClassCounter` finds of a landed version.
 * @throws RangeError as `countCube`
 */
export function countClasses(lattice: Lattice, microdata: Microdata): MembershipClasses | 'too-many' {
  const counter = createClassCounter(enumerateNodes(lattice));
  const finest = lattice.dimensions.map((dimension) => finestPositions(dimension, 'persons', microdata));
  const order = recordsByPerson(microdata).filter((record) => (microdata.persons[record] ?? -1) >= 0);
  const cells = createFinestCells(order.length, finest.length, 0);
  for (const [dimension, positions] of finest.entries()) {
    for (const [at, record] of order.entries()) {
      (cells.codes[dimension] as Uint16Array)[at] = positions[record] ?? 0;
    }
  }
  let from = 0;
  for (let to = 1; to <= order.length; to++) {
    if (to < order.length && microdata.persons[order[to] ?? 0] === microdata.persons[order[from] ?? 0])
      continue;
    counter.addPerson(cells, from, to);
    from = to;
  }
  return counter.finish();
}

/** Per record the position of its finest value, or of its person's. */
export function finestPositions(
  dimension: Dimension,
  unit: CountedUnit,
  { values, persons, personKeys }: Microdata,
): Uint16Array {
  const { name, finest, severalPerPerson } = dimension;
  const column = values.get(name);
  if (column?.length !== persons.length) throw new RangeError(`${name}: one value per record is needed`);
  const known = new Map(finest.map((value, at) => [value, at]));
  const isSkipped = (record: number): boolean => unit === 'persons' && (persons[record] ?? -1) < 0;
  const positions = Uint16Array.from(column, (value, record) => {
    const position = isSkipped(record) ? 0 : known.get(value);
    if (position === undefined) throw new RangeError(`${name}: record ${record} has an unknown value`);
    return position;
  });
  if (unit === 'records' || severalPerPerson) return positions;
  const firsts = new Uint16Array(personKeys.length).fill(finest.length);
  for (const [record, position] of positions.entries()) {
    const person = persons[record] ?? -1;
    if (person >= 0) firsts[person] = Math.min(firsts[person] ?? 0, position);
  }
  return positions.map((_, record) => firsts[persons[record] ?? -1] ?? 0);
}

/** The records, those of one person after one another. */
export function recordsByPerson({ persons }: Microdata): Uint32Array {
  const order = Uint32Array.from(persons, (_, record) => record);
  return order.sort((one, other) => (persons[one] ?? 0) - (persons[other] ?? 0) || one - other);
}

function emptyCube(table: NodeTable, unit: CountedUnit, columns: readonly string[]): Cube {
  const { lattice, size, nodes, rowOf } = table;
  const counts = new Float64Array(size);
  const sum = (): SumColumn => ({
    sums: new Float64Array(size),
    records: new Float64Array(size),
    recordKeys: new Uint32Array(size),
    contributors: new Float64Array(size),
    contributorKeys: new Uint32Array(size),
    largest: new Float64Array(2 * size),
  });
  return {
    unit,
    lattice,
    size,
    nodes,
    counts,
    cellKeys: new Uint32Array(size),
    contributors: unit === 'persons' ? counts : new Float64Array(size),
    largest: new Float64Array(2 * size),
    sums: new Map(columns.map((name) => [name, sum()])),
    rowOf,
  };
}

/** Calls back with the row of every node that contains a record. */
function createVisit({ lattice, firstRows }: NodeTable) {
  const { dimensions } = lattice;
  const containing = dimensions.map(({ finest, values }) => {
    const positions: number[][] = finest.map(() => []);
    for (const [at, { codes }] of values.entries()) for (const code of codes) positions[code]?.push(at);
    return positions;
  });
  const bases = dimensions.map(({ values }) => values.length);
  return (codes: Uint16Array, add: (row: number) => void): void => {
    const descend = (from: number, mask: number, at: number): void => {
      const first = firstRows[mask] ?? -1;
      if (first < 0) return;
      add(first + at);
      for (let next = from; next < bases.length; next++) {
        const below = mask | (1 << next);
        if ((firstRows[below] ?? -1) < 0) continue;
        for (const value of containing[next]?.[codes[next] ?? 0] ?? []) {
          descend(next + 1, below, at * (bases[next] ?? 0) + value);
        }
      }
    };
    descend(0, 0, 0);
  };
}

interface Counting {
  /** Begins the next record; records of one person follow one another. */
  begin(record: number, person: number): void;
  add(row: number): void;
  end(): void;
}

/** Counts each contributor once per node: what it adds to a node is known only after its last record. */
function createCounting(cube: Cube, microdata: Microdata): Counting {
  const { counts, cellKeys, contributors, largest, size } = cube;
  const ofPersons = cube.unit === 'persons';
  const recordsOfContributor = new Uint32Array(size);
  const touched: number[] = [];
  const sums = [...cube.sums].map(([name, sum]) => createSumming(sum, microdata, name));
  let record = -1;
  let person = -1;
  let recordKey = 0;
  let contributorKey = 0;

  const finishContributor = (): void => {
    for (const row of touched) {
      const records = recordsOfContributor[row] ?? 0;
      recordsOfContributor[row] = 0;
      contributors[row] = (contributors[row] ?? 0) + 1;
      if (ofPersons) cellKeys[row] = (cellKeys[row] ?? 0) + contributorKey;
      else if (person >= 0) keepLargest(largest, row, records);
    }
    touched.length = 0;
    for (const sum of sums) sum.finishContributor(contributorKey);
  };
  return {
    begin: (nextRecord, nextPerson) => {
      if (nextPerson < 0 || nextPerson !== person) finishContributor();
      record = nextRecord;
      person = nextPerson;
      recordKey = microdata.recordKeys[record] ?? 0;
      contributorKey = person < 0 ? recordKey : (microdata.personKeys[person] ?? 0);
      for (const sum of sums) sum.begin(record, recordKey);
    },
    add: (row) => {
      const before = recordsOfContributor[row] ?? 0;
      if (before === 0) touched.push(row);
      recordsOfContributor[row] = before + 1;
      if (ofPersons) return;
      counts[row] = (counts[row] ?? 0) + 1;
      cellKeys[row] = (cellKeys[row] ?? 0) + recordKey;
      for (const sum of sums) sum.add(row);
    },
    end: finishContributor,
  };
}

/** The same for one summed column, of the records that have a value. */
function createSumming(sum: SumColumn, { amounts }: Microdata, name: string) {
  const values = amounts.get(name) ?? new Float64Array(0);
  const ofContributor = new Float64Array(sum.sums.length);
  const isTouched = new Uint8Array(sum.sums.length);
  const touched: number[] = [];
  let value = Number.NaN;
  let key = 0;
  return {
    begin: (record: number, recordKey: number): void => {
      value = values[record] ?? Number.NaN;
      key = recordKey;
    },
    add: (row: number): void => {
      if (Number.isNaN(value)) return;
      if (isTouched[row] === 0) touched.push(row);
      isTouched[row] = 1;
      ofContributor[row] = (ofContributor[row] ?? 0) + value;
      sum.sums[row] = (sum.sums[row] ?? 0) + value;
      sum.records[row] = (sum.records[row] ?? 0) + 1;
      sum.recordKeys[row] = (sum.recordKeys[row] ?? 0) + key;
    },
    finishContributor: (contributorKey: number): void => {
      for (const row of touched) {
        keepLargest(sum.largest, row, Math.abs(ofContributor[row] ?? 0));
        sum.contributors[row] = (sum.contributors[row] ?? 0) + 1;
        sum.contributorKeys[row] = (sum.contributorKeys[row] ?? 0) + contributorKey;
        ofContributor[row] = 0;
        isTouched[row] = 0;
      }
      touched.length = 0;
    },
  };
}

/** Keeps the two largest values of a row. */
function keepLargest(largest: Float64Array, row: number, value: number): void {
  const first = largest[2 * row] ?? 0;
  if (value > first) {
    largest[2 * row + 1] = first;
    largest[2 * row] = value;
  } else if (value > (largest[2 * row + 1] ?? 0)) {
    largest[2 * row + 1] = value;
  }
}
