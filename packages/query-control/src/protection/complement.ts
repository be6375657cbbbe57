import type { Cube } from '../cube/cube.ts';
import { type Containment, createContainment } from '../lattice/containment.ts';
import { enumerateNodes } from '../lattice/enumerate.ts';

/** What is in a container of a node and not in the node, judged by size. */
export interface Complements {
  readonly containment: Containment;
  /**
   * Whether the complement holds 1 up to the minimum number of persons or records. Of records also whether that many
   * persons can be behind them: a cube says at least how many there are, not exactly how many, and what is not known
   * to be enough is too few.
   */
  isSmall(row: number, container: number): boolean;
}

/** @throws RangeError when the rows of the cube are not those of its lattice */
export function createComplements(cube: Cube, minimumCount: number): Complements {
  const { unit, counts, contributors } = cube;
  const table = enumerateNodes(cube.lattice);
  if (table.size !== cube.size || table.nodes.some((value, at) => value !== cube.nodes[at])) {
    throw new RangeError('A cube has one row for each node of its lattice, in the order of the lattice');
  }
  const containment = createContainment(table);
  const hasEnough = (row: number): boolean => (contributors[row] ?? 0) >= minimumCount;
  return {
    containment,
    isSmall: (row, container) => {
      const complement = (counts[container] ?? 0) - (counts[row] ?? 0);
      if (complement < 1) return false;
      if (complement < minimumCount) return true;
      if (unit === 'persons') return false;
      const onlyInComplement = (contributors[container] ?? 0) - (contributors[row] ?? 0);
      if (onlyInComplement >= minimumCount) return false;
      return !containment.someSibling(row, container, hasEnough);
    },
  };
}
