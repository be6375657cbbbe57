import type { NodeTable } from '../lattice/enumerate.ts';
import { createContainingRows } from './containing-rows.ts';
import type { FinestCells } from './finest-cells.ts';

/**
 * Per row of a cube of persons the classes of the persons in it, ascending: a class is a group of persons who are in the
 * same nodes. The classes of row r are `classes[starts[r]]` up to `classes[starts[r + 1] - 1]`.
 */
export interface MembershipClasses {
  /** How many classes there are. */
  readonly size: number;
  readonly starts: Float64Array;
  readonly classes: Uint32Array;
}

/** Finds the membership classes while the persons come in, one by one. */
export interface ClassCounter {
  /** Adds all records of one person: the entries `from` up to but not including `to`. */
  addPerson(cells: FinestCells, from: number, to: number): void;
  /** The classes; `too-many` where they do not fit in the memory that they may take. */
  finish(): MembershipClasses | 'too-many';
}

/** All classes together are in at most so many nodes: 128 MiB, and as much again while they are turned into rows. */
const entriesMax = 2 ** 25;

/** Starts without persons. @param most all classes together are in at most so many nodes */
export function createClassCounter(table: NodeTable, most = entriesMax): ClassCounter {
  const containing = createContainingRows(table);
  const lastPerson = new Uint32Array(table.size);
  const classes = createClassList();
  let person = 0;
  let isFull = false;
  return {
    addPerson(cells, from, to) {
      if (isFull) return;
      person += 1;
      const rows: number[] = [];
      for (let at = from; at < to; at++) {
        const found = containing.find(cells.codes, at);
        for (let index = 0; index < found; index++) {
          const row = containing.rows[index] as number;
          if (lastPerson[row] === person) continue;
          lastPerson[row] = person;
          rows.push(row);
        }
      }
      classes.add(Uint32Array.from(rows).sort());
      isFull = classes.entries() > most;
    },
    finish: () => (isFull ? 'too-many' : classes.byRow(table.size)),
  };
}

/** Sets of rows, each once. */
interface ClassList {
  add(rows: Uint32Array): void;
  /** In how many rows all sets together are. */
  entries(): number;
  byRow(size: number): MembershipClasses;
}

function createClassList(): ClassList {
  const known: Uint32Array[] = [];
  const byHash = new Map<number, number[]>();
  let entries = 0;
  return {
    add(rows) {
      const hash = hashOf(rows);
      const same = byHash.get(hash) ?? [];
      if (same.some((number) => areEqual(known[number] as Uint32Array, rows))) return;
      byHash.set(hash, [...same, known.length]);
      known.push(rows);
      entries += rows.length;
    },
    entries: () => entries,
    byRow: (size) => transpose(size, known, entries),
  };
}

function hashOf(rows: Uint32Array): number {
  let hash = rows.length;
  for (const row of rows) {
    hash = Math.imul(hash ^ row, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

function areEqual(one: Uint32Array, other: Uint32Array): boolean {
  return one.length === other.length && one.every((row, at) => row === other[at]);
}

function transpose(size: number, rowsOfClasses: readonly Uint32Array[], entries: number): MembershipClasses {
  const starts = new Float64Array(size + 1);
  for (const rows of rowsOfClasses) for (const row of rows) starts[row + 1] = (starts[row + 1] ?? 0) + 1;
  for (let row = 0; row < size; row++) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0);
  const next = starts.slice();
  const classes = new Uint32Array(entries);
  for (const [number, rows] of rowsOfClasses.entries()) {
    for (const row of rows) {
      const at = next[row] ?? 0;
      classes[at] = number;
      next[row] = at + 1;
    }
  }
  return { size: rowsOfClasses.length, starts, classes };
}
