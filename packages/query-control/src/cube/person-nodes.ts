import type { NodeTable } from '../lattice/enumerate.ts';

/**
 * Finds the nodes that a person is in. What all its entries have in common, such as where it lives, multiplies the nodes
 * and not the work per entry: the entries are looked for in the nodes of what differs between them, and each of these
 * stands for the nodes that also say something of what is common. Memory is in proportion to the nodes of the table.
 */
export class PersonNodes {
  /** The numbers within this person that the last call of `find` gave, in its first places. */
  readonly found: Uint32Array;
  /** What the last call of `expand` gave, in its first places: rows, and the number of which each has the entries. */
  readonly rows: Uint32Array;
  readonly sources: Uint32Array;
  readonly #planOf: (common: number) => readonly Group[];
  readonly #width: number;
  /** Per row 1 + its number within this person. */
  readonly #numbers: Uint32Array;
  readonly #rowOf: Uint32Array;
  readonly #groupOf: Uint32Array;
  /** Per number the places of the values of its members. */
  #places: Uint16Array;
  readonly #chosen: Uint16Array;
  #groups: readonly Group[] = [];
  #count = 0;
  #foundCount = 0;

  constructor(table: NodeTable) {
    const { lattice, size } = table;
    this.#planOf = createPlans(table);
    this.#width = Math.max(1, lattice.dimensions.length);
    this.found = new Uint32Array(size);
    this.rows = new Uint32Array(size);
    this.sources = new Uint32Array(size);
    this.#numbers = new Uint32Array(size);
    this.#rowOf = new Uint32Array(size);
    this.#groupOf = new Uint32Array(size);
    this.#places = new Uint16Array(this.#width * 1024);
    this.#chosen = new Uint16Array(this.#width);
  }

  /** How many nodes of what differs were found of this person. */
  get count(): number {
    return this.#count;
  }

  /** Begins a person with the entries `from` up to but not including `to`, of which there is at least one. */
  begin(codes: readonly Uint16Array[], from: number, to: number): void {
    this.#groups = this.#planOf(commonMask(codes, from, to));
    for (const { extensions } of this.#groups) {
      for (const extension of extensions) extension.offsets = offsetsOf(extension.common, codes, from);
    }
    this.#count = 0;
  }

  /**
   * Finds the nodes of what differs that contain entry `at`, and gives how many they are. New ones get the next number,
   * from 0.
   */
  find(codes: readonly Uint16Array[], at: number): number {
    this.#foundCount = 0;
    for (let group = 0; group < this.#groups.length; group++) {
      const { members, firstRow } = this.#groups[group] as Group;
      this.#descend(codes, at, group, members, 0, firstRow);
    }
    return this.#foundCount;
  }

  /** Ends the person, and gives how many nodes it is in. */
  expand(): number {
    const { rows, sources } = this;
    const width = this.#width;
    let length = 0;
    for (let number = 0; number < this.#count; number++) {
      const { members, extensions } = this.#groups[this.#groupOf[number] as number] as Group;
      for (let index = 0; index < extensions.length; index++) {
        const { firstRow, strides, offsets } = extensions[index] as Extension;
        let row = firstRow;
        for (let at = 0; at < members.length; at++)
          row += (strides[at] as number) * (this.#places[width * number + at] as number);
        for (let step = 0; step < offsets.length; step++) {
          rows[length] = row + (offsets[step] as number);
          sources[length++] = number;
        }
      }
      this.#numbers[this.#rowOf[number] as number] = 0;
    }
    return length;
  }

  #descend(
    codes: readonly Uint16Array[],
    at: number,
    group: number,
    members: readonly Member[],
    depth: number,
    row: number,
  ): void {
    if (depth === members.length) {
      this.#note(group, row, depth);
      return;
    }
    const { dimension, lists, steps } = members[depth] as Member;
    const code = (codes[dimension] as Uint16Array)[at] as number;
    const list = lists[code] as Uint16Array;
    const ofList = steps[code] as Uint32Array;
    for (let index = 0; index < list.length; index++) {
      this.#chosen[depth] = list[index] as number;
      this.#descend(codes, at, group, members, depth + 1, row + (ofList[index] as number));
    }
  }

  #note(group: number, row: number, members: number): void {
    const known = this.#numbers[row] as number;
    if (known === 0) this.#add(group, row, members);
    this.found[this.#foundCount++] = known === 0 ? this.#count - 1 : known - 1;
  }

  #add(group: number, row: number, members: number): void {
    const first = this.#width * this.#count;
    if (this.#places.length < first + this.#width) this.#places = withMoreRoom(this.#places);
    for (let at = 0; at < members; at++) this.#places[first + at] = this.#chosen[at] as number;
    this.#rowOf[this.#count] = row;
    this.#groupOf[this.#count] = group;
    this.#numbers[row] = ++this.#count;
  }
}

/** The nodes that restrict the same dimensions, all of which differ between the entries. */
interface Group {
  readonly firstRow: number;
  readonly members: readonly Member[];
  readonly extensions: readonly Extension[];
}

/** A dimension of a group: per code the places of the values that contain it, and what each adds to a row. */
interface Member {
  readonly dimension: number;
  readonly lists: readonly Uint16Array[];
  readonly steps: readonly Uint32Array[];
  readonly stride: number;
}

/** The same dimensions with some that are common. */
interface Extension {
  readonly firstRow: number;
  /** Per member of the group what a place adds to a row. */
  readonly strides: readonly number[];
  readonly common: readonly Member[];
  /** What the values of this person in the common dimensions add to a row. */
  offsets: Uint32Array;
}

/** Bit d is 1 where all entries have the same code of dimension d. */
function commonMask(codes: readonly Uint16Array[], from: number, to: number): number {
  let mask = 0;
  for (let dimension = 0; dimension < codes.length; dimension++) {
    const column = codes[dimension] as Uint16Array;
    const first = column[from];
    let at = from + 1;
    while (at < to && column[at] === first) at += 1;
    if (at === to) mask |= 1 << dimension;
  }
  return mask;
}

const noOffset = Uint32Array.of(0);

function offsetsOf(common: readonly Member[], codes: readonly Uint16Array[], at: number): Uint32Array {
  let offsets: Uint32Array = noOffset;
  for (const { dimension, steps } of common) {
    const own = steps[(codes[dimension] as Uint16Array)[at] as number] as Uint32Array;
    offsets = offsets === noOffset ? own : sumsOf(offsets, own);
  }
  return offsets;
}

/** Every number of one with every number of the other. */
function sumsOf(one: Uint32Array, other: Uint32Array): Uint32Array {
  const sums = new Uint32Array(one.length * other.length);
  for (let at = 0; at < sums.length; at++)
    sums[at] = (one[Math.floor(at / other.length)] as number) + (other[at % other.length] as number);
  return sums;
}

/** Gives the groups for the dimensions that are common, each made once. */
function createPlans({
  lattice: { dimensions },
  firstRows,
}: NodeTable): (common: number) => readonly Group[] {
  const lists = dimensions.map(({ finest, values }) => {
    const places = finest.map((): number[] => []);
    for (const [place, { codes }] of values.entries()) for (const code of codes) places[code]?.push(place);
    return places.map((list) => Uint16Array.from(list));
  });
  const membersOf = (mask: number): Member[] => {
    let stride = 1;
    const used = dimensions.map((_, at) => at).filter((at) => (mask & (1 << at)) !== 0);
    return used
      .toReversed()
      .map((dimension): Member => {
        const own = lists[dimension] ?? [];
        const scale = stride;
        stride *= dimensions[dimension]?.values.length ?? 0;
        const steps = own.map((list) => Uint32Array.from(list, (place) => place * scale));
        return { dimension, lists: own, steps, stride: scale };
      })
      .toReversed();
  };
  const masks = [...firstRows.keys()].filter((mask) => (firstRows[mask] as number) >= 0);
  const makePlan = (common: number): Group[] =>
    [...Map.groupBy(masks, (mask) => mask & ~common)].map(([own, extended]) => {
      const firstRow = firstRows[own] ?? -1;
      if (firstRow < 0) throw new RangeError('What fewer dimensions say is in a lattice as well');
      const extensions = extended.map((mask): Extension => {
        const members = membersOf(mask);
        const isOwn = ({ dimension }: Member) => (own & (1 << dimension)) !== 0;
        return {
          firstRow: firstRows[mask] as number,
          strides: members.filter(isOwn).map(({ stride }) => stride),
          common: members.filter((member) => !isOwn(member)),
          offsets: noOffset,
        };
      });
      return { firstRow, members: membersOf(own), extensions };
    });
  const plans = new Map<number, readonly Group[]>();
  return (common) => {
    const known = plans.get(common) ?? makePlan(common);
    plans.set(common, known);
    return known;
  };
}

function withMoreRoom(places: Uint16Array): Uint16Array<ArrayBuffer> {
  const larger = new Uint16Array(2 * places.length);
  larger.set(places);
  return larger;
}
