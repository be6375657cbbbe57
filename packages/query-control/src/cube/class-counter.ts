import type { NodeTable } from '../lattice/enumerate.ts';
import type { FinestCells } from './finest-cells.ts';
import { ClassRows, type MembershipClasses } from './membership-classes.ts';
import { PersonNodes } from './person-nodes.ts';

/** Finds the membership classes while the persons come in, one by one. */
export interface ClassCounter {
  /** Adds all records of one person: the entries `from` up to but not including `to`. */
  addPerson(cells: FinestCells, from: number, to: number): void;
  /** The same where it is known already in which rows the person is, each once. */
  addRows(rows: Uint32Array): void;
  /** The classes; `too-many` where they do not fit in the memory that they may take. */
  finish(): MembershipClasses | 'too-many';
}

/** All classes together are in at most so many nodes: 128 MiB, and as much again while they are turned into rows. */
const entriesMax = 2 ** 25;

/** Starts without persons. @param most all classes together are in at most so many nodes */
export function createClassCounter(table: NodeTable, most = entriesMax): ClassCounter {
  let person: PersonNodes | undefined;
  let classes: ClassList | undefined = new ClassList(table.size);
  const addRows = (rows: Uint32Array): void => {
    classes?.add(rows);
    if (classes !== undefined && classes.entries > most) classes = undefined;
  };
  return {
    addPerson({ codes }, from, to) {
      person ??= new PersonNodes(table);
      person.begin(codes, from, to);
      for (let at = from; at < to; at++) person.find(codes, at);
      addRows(person.rows.subarray(0, person.expand()));
    },
    addRows,
    finish: () => classes?.byRow() ?? 'too-many',
  };
}

/** Classes, each once, whatever the order of their rows. */
class ClassList {
  readonly #classes = new ClassRows();
  readonly #size: number;
  /** By hash 1 + the number of a class, at the first free place from there on; at most half of it is used. */
  #numbers = new Uint32Array(1024);
  /** Per row the last set that was compared. */
  readonly #marks: Uint32Array;
  #compared = 0;

  constructor(size: number) {
    this.#size = size;
    this.#marks = new Uint32Array(size);
  }

  get entries(): number {
    return this.#classes.entries;
  }

  add(rows: Uint32Array): void {
    const place = this.#placeOf(rows);
    if (this.#numbers[place] !== 0) return;
    this.#classes.add(rows);
    this.#numbers[place] = this.#classes.size;
    if (2 * this.#classes.size > this.#numbers.length) this.#makeRoom();
  }

  byRow(): MembershipClasses {
    return this.#classes.byRow(this.#size);
  }

  /** Where a class stands, or would stand. */
  #placeOf(rows: Uint32Array): number {
    let isMarked = false;
    const last = this.#numbers.length - 1;
    for (let place = hashOf(rows) & last; ; place = (place + 1) & last) {
      const number = this.#numbers[place] as number;
      if (number === 0) return place;
      const known = this.#classes.rowsOf(number - 1);
      if (known.length !== rows.length) continue;
      if (!isMarked) this.#mark(rows);
      isMarked = true;
      if (known.every((row) => this.#marks[row] === this.#compared)) return place;
    }
  }

  #mark(rows: Uint32Array): void {
    this.#compared += 1;
    for (let at = 0; at < rows.length; at++) this.#marks[rows[at] as number] = this.#compared;
  }

  #makeRoom(): void {
    this.#numbers = new Uint32Array(2 * this.#numbers.length);
    const last = this.#numbers.length - 1;
    for (let number = 1; number <= this.#classes.size; number++) {
      let place = hashOf(this.#classes.rowsOf(number - 1)) & last;
      while (this.#numbers[place] !== 0) place = (place + 1) & last;
      this.#numbers[place] = number;
    }
  }
}

/** The same for every order of the rows. */
function hashOf(rows: Uint32Array): number {
  let hash = rows.length;
  for (let at = 0; at < rows.length; at++) {
    let mixed = Math.imul((rows[at] as number) + 1, 0x9e3779b1);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
    hash = (hash + (mixed ^ (mixed >>> 13))) | 0;
  }
  return hash ^ (hash >>> 16);
}
