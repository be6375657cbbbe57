import type { NodeTable } from '../lattice/enumerate.ts';
import { createContainingRows } from './containing-rows.ts';
import type { FinestCells } from './finest-cells.ts';
import { ClassRows, type MembershipClasses } from './membership-classes.ts';

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

/** Classes, each once. */
function createClassList() {
  const classes = new ClassRows();
  const byHash = new Map<number, number[]>();
  return {
    add(rows: Uint32Array): void {
      const hash = hashOf(rows);
      const same = byHash.get(hash) ?? [];
      if (same.some((number) => areEqual(classes.rowsOf(number), rows))) return;
      byHash.set(hash, [...same, classes.size]);
      classes.add(rows);
    },
    entries: () => classes.entries,
    byRow: (size: number) => classes.byRow(size),
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
