import type { CountedUnit, Cube } from './cube.ts';
import type { FinestCells } from './finest-cells.ts';

/** Counts the nodes of a cube while the records come in, person by person. It keeps no records. */
export interface CubeCounter {
  readonly unit: CountedUnit;
  /** Adds all records of one person: the entries `from` up to but not including `to`. A person is added once. */
  addPerson(personKey: number, cells: FinestCells, from: number, to: number): void;
  /** Adds records that name no person. A cube of persons does not count them. */
  addUnnamed(cells: FinestCells, from: number, to: number): void;
  /** The cube of all that was added; the counter is of no use afterwards. */
  finish(): Cube;
}
