import { describe, expect, it } from 'vitest';
import { enumerateNodes } from '../lattice/enumerate.ts';
import type { Dimension, Lattice } from '../lattice/lattice.ts';
import { countCube, type Microdata } from './count-cube.ts';
import { createCubeCounter } from './cube-counter.ts';
import { createFinestCells, type FinestCells } from './finest-cells.ts';

/** Finest values in so many groups, which are what can be asked. */
function dimension(name: string, size: number, groups = size): Dimension {
  const finest = Array.from({ length: size }, (_, code) => `${name}${code}`);
  const values = finest.slice(0, groups).map((value, group) => ({
    level: 'group',
    value,
    codes: finest.map((_, code) => code).filter((code) => code % groups === group),
  }));
  return { name, kind: 'category', finest, values, severalPerPerson: true };
}

/** Entry `index` has the codes that the numbers say, one record, and its number as key and amount. */
function cellsOf(combinations: readonly (readonly number[])[], dimensions: number): FinestCells {
  const cells = createFinestCells(combinations.length, dimensions, 1);
  const [sum] = cells.sums;
  for (const [index, combination] of combinations.entries()) {
    for (const [at, code] of combination.entries()) (cells.codes[at] as Uint16Array)[index] = code;
    cells.records[index] = 1;
    cells.recordKeys[index] = index;
    sum?.wholes.fill(index, index, index + 1);
    sum?.records.fill(1, index, index + 1);
    sum?.recordKeys.fill(index, index, index + 1);
    sum?.largest.fill(index, 2 * index, 2 * index + 1);
  }
  return cells;
}

function microdataOf(
  lattice: Lattice,
  combinations: readonly (readonly number[])[],
  persons: Int32Array,
): Microdata {
  const column = ({ finest }: Dimension, at: number) =>
    combinations.map((codes) => finest[codes[at] ?? 0] ?? null);
  return {
    values: new Map(lattice.dimensions.map((one, at) => [one.name, column(one, at)])),
    recordKeys: Uint32Array.from(combinations, (_, index) => index),
    persons,
    personKeys: Uint32Array.of(4_000_000_000, 3_000_000_000),
    amounts: new Map([['amount', Float64Array.from(combinations, (_, index) => index)]]),
  };
}

describe('the counter of a cube', () => {
  it('forgets nothing when there are more combinations than it keeps at once', () => {
    const lattice: Lattice = {
      dimensions: [dimension('a', 400, 3), dimension('b', 300, 2)],
      dimensionsMax: 2,
    };
    const combinations = Array.from({ length: 130_000 }, (_, index) => [
      index % 400,
      Math.floor(index / 400) % 300,
    ]);
    const counter = createCubeCounter({
      unit: 'records',
      table: enumerateNodes(lattice),
      summed: ['amount'],
    });
    counter.addUnnamed(cellsOf(combinations, 2), 0, combinations.length);
    const cube = counter.finish();
    const counted = countCube(
      lattice,
      'records',
      microdataOf(lattice, combinations, new Int32Array(130_000).fill(-1)),
    );
    expect(cube.counts).toEqual(counted.counts);
    expect(cube.cellKeys).toEqual(counted.cellKeys);
    expect(cube.sums).toEqual(counted.sums);
  });

  it('tells combinations apart of which there could be more than a number can tell apart', () => {
    const dimensions = Array.from({ length: 9 }, (_, at) => dimension(`d${at}`, 100));
    const lattice: Lattice = { dimensions, dimensionsMax: 1 };
    const combinations = Array.from({ length: 500 }, (_, index) =>
      dimensions.map((_one, at) => (index * (at + 3)) % 100),
    );
    const table = enumerateNodes(lattice);
    const cells = cellsOf(combinations, 9);
    const persons = Int32Array.from(combinations, (_, index) => (index < 200 ? 0 : index < 450 ? 1 : -1));
    const known = microdataOf(lattice, combinations, persons);
    for (const unit of ['records', 'persons'] as const) {
      const counter = createCubeCounter({ unit, table, summed: ['amount'] });
      counter.addPerson(4_000_000_000, cells, 0, 200);
      counter.addPerson(3_000_000_000, cells, 200, 450);
      counter.addUnnamed(cells, 450, 500);
      const { rowOf: _, ...cube } = counter.finish();
      const { rowOf: _other, ...counted } = countCube(lattice, unit, known);
      expect(cube).toEqual(counted);
    }
  });
});
