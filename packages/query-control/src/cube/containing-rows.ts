import type { NodeTable } from '../lattice/enumerate.ts';

/** Finds the nodes that contain a finest combination. */
export interface ContainingRows {
  /** The rows that the last call of `find` found, in its first places. Overwritten by the next call. */
  readonly rows: Uint32Array;
  /**
   * Finds the rows of all nodes that contain the combination of finest values `codes[dimension][at]`, and gives how many
   * they are. Codes are positions in `finest` of the dimension.
   */
  find(codes: readonly Uint16Array[], at: number): number;
}

/** The nodes that restrict the same dimensions. */
interface NodeGroup {
  readonly firstRow: number;
  readonly members: readonly Member[];
}

/** A dimension of a group: per code what each value that contains it adds to the number of the row. */
interface Member {
  readonly dimension: number;
  readonly steps: readonly Uint32Array[];
}

/** Prepares the search in a table of nodes. */
export function createContainingRows(table: NodeTable): ContainingRows {
  const groups = groupsOf(table);
  const most = groups.map(({ members }) =>
    members.reduce((product, { steps }) => product * Math.max(0, ...steps.map((list) => list.length)), 1),
  );
  const rows = new Uint32Array(most.reduce((sum, count) => sum + count, 0));
  return {
    rows,
    find(codes, at) {
      let found = 0;
      for (let index = 0; index < groups.length; index++) {
        found = addGroup(rows, found, groups[index] as NodeGroup, codes, at);
      }
      return found;
    },
  };
}

const noStep = Uint32Array.of(0);

/** Adds the rows of one group after the first `found`; gives how many there are then. */
function addGroup(
  rows: Uint32Array,
  found: number,
  { firstRow, members }: NodeGroup,
  codes: readonly Uint16Array[],
  at: number,
): number {
  const outer = members.length > 0 ? stepsOf(members[0] as Member, codes, at) : noStep;
  const middle = members.length > 1 ? stepsOf(members[1] as Member, codes, at) : noStep;
  const inner = members.length > 2 ? stepsOf(members[2] as Member, codes, at) : noStep;
  let end = found;
  for (let first = 0; first < outer.length; first++) {
    for (let second = 0; second < middle.length; second++) {
      const row = firstRow + (outer[first] as number) + (middle[second] as number);
      for (let third = 0; third < inner.length; third++) rows[end++] = row + (inner[third] as number);
    }
  }
  for (let position = 3; position < members.length; position++) {
    end = found + expand(rows, found, end - found, stepsOf(members[position] as Member, codes, at));
  }
  return end;
}

function stepsOf({ dimension, steps }: Member, codes: readonly Uint16Array[], at: number): Uint32Array {
  return steps[(codes[dimension] as Uint16Array)[at] as number] as Uint32Array;
}

/** Replaces each of the `width` rows from `from` on by one per step, from the last to the first; gives how many there are. */
function expand(rows: Uint32Array, from: number, width: number, steps: Uint32Array): number {
  const length = steps.length;
  for (let index = width - 1; index >= 0; index--) {
    const row = rows[from + index] as number;
    for (let position = length - 1; position >= 0; position--) {
      rows[from + index * length + position] = row + (steps[position] as number);
    }
  }
  return width * length;
}

function groupsOf({ lattice: { dimensions }, firstRows }: NodeTable): NodeGroup[] {
  const containing = dimensions.map(({ finest, values }) => {
    const lists = finest.map((): number[] => []);
    for (const [position, { codes }] of values.entries()) {
      for (const code of codes) lists[code]?.push(position);
    }
    return lists;
  });
  const groupOf = (mask: number, firstRow: number): NodeGroup => {
    const used = dimensions.map((_, at) => at).filter((at) => (mask & (1 << at)) !== 0);
    let stride = 1;
    const members = used.toReversed().map((dimension): Member => {
      const scale = stride;
      stride *= dimensions[dimension]?.values.length ?? 0;
      const lists = containing[dimension] ?? [];
      return {
        dimension,
        steps: lists.map((list) => Uint32Array.from(list, (position) => position * scale)),
      };
    });
    return { firstRow, members };
  };
  return [...firstRows].flatMap((firstRow, mask) => (firstRow < 0 ? [] : [groupOf(mask, firstRow)]));
}
