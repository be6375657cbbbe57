import type { Lattice } from '../lattice/lattice.ts';
import { finestPositions, type Microdata, recordsByPerson } from './count-cube.ts';
import type { CountedUnit } from './cube.ts';
import { GrowingColumn } from './growing-column.ts';

/**
 * In which finest combinations each unit of a cube is, so that later versions can tell what came, went and changed.
 * Unprotected: it stays beside the cube.
 */
export interface UnitCells {
  /** Per unit a key that it has in every version it is in. Units that happen to share one are told apart by order. */
  readonly identities: Uint32Array;
  /** Of records: the number of its person within this version, ascending; 0 is nobody. Of persons: empty. */
  readonly owners: Uint32Array;
  /** The combinations of unit u are the entries `starts[u]` up to but not including `starts[u + 1]`. */
  readonly starts: Uint32Array;
  /** Per dimension of the lattice the position in `finest`, of each entry. */
  readonly codes: readonly Uint16Array[];
}

/** Collects the cells of units while these come in; memory is in proportion to the units. */
export interface UnitCollector {
  /** Adds one unit with the entries `from` up to but not including `to`. Records come in the order of their owners. */
  add(identity: number, owner: number, codes: readonly Uint16Array[], from: number, to: number): void;
  finish(): UnitCells;
}

/** Starts without units. */
export function createUnitCollector(unit: CountedUnit, dimensions: number): UnitCollector {
  const identities = new GrowingColumn(Uint32Array);
  const owners = new GrowingColumn(Uint32Array);
  const starts = new GrowingColumn(Uint32Array);
  const columns = Array.from({ length: dimensions }, () => new GrowingColumn(Uint16Array));
  let entries = 0;
  return {
    add(identity, owner, codes, from, to) {
      identities.push(identity);
      if (unit === 'records') owners.push(owner);
      starts.push(entries);
      const first = entries;
      for (let at = from; at < to; at++) {
        if (isRepeated(columns, first, entries, codes, at)) continue;
        for (let dimension = 0; dimension < columns.length; dimension++)
          columns[dimension]?.push((codes[dimension] as Uint16Array)[at] as number);
        entries += 1;
      }
    },
    finish() {
      starts.push(entries);
      return {
        identities: identities.take(),
        owners: owners.take(),
        starts: starts.take(),
        codes: columns.map((column) => column.take()),
      };
    },
  };
}

/** The units of records in memory: what reading a landed version gives. */
export function collectUnits(lattice: Lattice, unit: CountedUnit, microdata: Microdata): UnitCells {
  const collector = createUnitCollector(unit, lattice.dimensions.length);
  const { persons, personKeys, recordKeys } = microdata;
  const order = recordsByPerson(microdata).filter(
    (record) => unit === 'records' || (persons[record] ?? -1) >= 0,
  );
  const codes = lattice.dimensions.map((dimension) => {
    const positions = finestPositions(dimension, unit, microdata);
    return Uint16Array.from(order, (record) => positions[record] ?? 0);
  });
  let from = 0;
  for (let to = 1; to <= order.length; to++) {
    const record = order[from] ?? 0;
    const person = persons[record] ?? -1;
    if (unit === 'persons' && to < order.length && persons[order[to] ?? 0] === person) continue;
    const identity = unit === 'persons' ? (personKeys[person] ?? 0) : (recordKeys[record] ?? 0);
    collector.add(identity, person + 1, codes, from, to);
    from = to;
  }
  return collector.finish();
}

function isRepeated(
  columns: readonly GrowingColumn<Uint16Array<ArrayBuffer>>[],
  first: number,
  end: number,
  codes: readonly Uint16Array[],
  at: number,
): boolean {
  for (let known = first; known < end; known++) {
    if (columns.every((column, dimension) => column.at(known) === codes[dimension]?.[at])) return true;
  }
  return false;
}
