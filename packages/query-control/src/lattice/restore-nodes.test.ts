import { describe, expect, it } from 'vitest';
import { enumerateNodes, restoreNodes } from './enumerate.ts';
import type { Lattice } from './lattice.ts';

const dimension = (name: string, size: number): Lattice['dimensions'][number] => {
  const finest = Array.from({ length: size }, (_, code) => `${name}${code}`);
  const values = finest.map((value, code) => ({ level: 'value', value, codes: [code] }));
  return { name, kind: 'category', finest, values, severalPerPerson: false };
};
const lattice: Lattice = {
  dimensions: [dimension('a', 3), dimension('b', 4), dimension('c', 2)],
  dimensionsMax: 2,
};

describe('nodes that were kept', () => {
  it('are found in the same rows as before', () => {
    const table = enumerateNodes(lattice);
    const restored = restoreNodes(lattice, table.nodes);
    expect({ ...restored, rowOf: undefined }).toEqual({ ...table, rowOf: undefined });
    for (const node of [
      [0, 0, 0],
      [3, 0, 2],
      [0, 4, 1],
      [1, 1, 1],
      [4, 0, 0],
    ]) {
      expect(restored.rowOf(node)).toBe(table.rowOf(node));
    }
  });

  it('are refused for a lattice that has other nodes', () => {
    const { nodes } = enumerateNodes(lattice);
    expect(() => restoreNodes({ ...lattice, dimensionsMax: 3 }, nodes)).toThrow(RangeError);
  });
});
