import type { Cube } from '../cube/cube.ts';
import type { MembershipClasses } from '../cube/membership-classes.ts';
import type { Lattice, Node } from '../lattice/lattice.ts';

/**
 * The finest combinations that a person has records in, each as one code per dimension. Of a dimension of which a person
 * has one value the first of its codes counts for all of them, as in the cube.
 */
export type CombinationsOfPerson = readonly (readonly number[])[];

/**
 * Groups persons by what nodes they are in.
 * @param persons every person of the cube; persons with the same combinations may be given once
 */
export function createMembershipClasses(
  cube: Cube,
  persons: Iterable<CombinationsOfPerson>,
): MembershipClasses {
  const nodesOf = createNodesOf(cube.lattice);
  const atomsOf = cube.lattice.dimensions.map(({ finest, values }) =>
    finest.map((_, code) => values.flatMap(({ codes }, at) => (codes.includes(code) ? [at] : [])).join('+')),
  );
  const known = new Set<string>();
  const rowsOfClasses: number[][] = [];
  for (const records of persons) {
    const combinations = withOneValue(cube.lattice, records);
    const name = [
      ...new Set(combinations.map((codes) => codes.map((code, at) => atomsOf[at]?.[code]).join(' '))),
    ]
      .sort()
      .join(',');
    if (known.has(name)) continue;
    known.add(name);
    const rows = new Set<number>();
    for (const node of combinations.flatMap(nodesOf)) {
      const row = cube.rowOf(node);
      if (row !== undefined) rows.add(row);
    }
    rowsOfClasses.push([...rows]);
  }
  return transpose(cube.size, rowsOfClasses);
}

function withOneValue({ dimensions }: Lattice, records: CombinationsOfPerson): CombinationsOfPerson {
  const fixed = dimensions.map(({ severalPerPerson }, at) =>
    severalPerPerson ? undefined : Math.min(...records.map((codes) => codes[at] ?? 0)),
  );
  return records.map((codes) => codes.map((code, at) => fixed[at] ?? code));
}

function transpose(size: number, rowsOfClasses: readonly (readonly number[])[]): MembershipClasses {
  const starts = new Float64Array(size + 1);
  for (const rows of rowsOfClasses) for (const row of rows) starts[row + 1] = (starts[row + 1] ?? 0) + 1;
  for (let row = 0; row < size; row++) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0);
  const next = starts.slice();
  const classes = new Uint32Array(starts[size] ?? 0);
  for (const [number, rows] of rowsOfClasses.entries()) {
    for (const row of rows) {
      const at = next[row] ?? 0;
      classes[at] = number;
      next[row] = at + 1;
    }
  }
  return { size: rowsOfClasses.length, starts, classes };
}

/** The nodes that contain a finest combination. */
function createNodesOf({ dimensions, dimensionsMax }: Lattice): (codes: readonly number[]) => Node[] {
  const containing = dimensions.map(({ finest, values }) =>
    finest.map((_, code) => values.flatMap((value, at) => (value.codes.includes(code) ? [at + 1] : []))),
  );
  return (codes) => {
    let nodes: { node: number[]; order: number }[] = [{ node: [], order: 0 }];
    for (const [at, code] of codes.entries()) {
      const values = containing[at]?.[code] ?? [];
      nodes = nodes.flatMap(({ node, order }) => [
        { node: [...node, 0], order },
        ...(order < dimensionsMax
          ? values.map((value) => ({ node: [...node, value], order: order + 1 }))
          : []),
      ]);
    }
    return nodes.map(({ node }) => node);
  };
}
