import { describe, expect, it } from 'vitest';
import { defaultParameters as parameters } from '../cell-key/parameters.ts';
import type { Cube } from '../cube/cube.ts';
import type { Dimension } from '../lattice/lattice.ts';
import { cubeOfCounts, flatDimension, type LeafCounts, withAmounts } from './cube.testing.ts';
import { countFigure, meanFigure, rateFigure, sumFigure } from './one-set.testing.ts';
import { openFigure } from './open-figure.ts';
import type { FigureSource } from './source.ts';

const period = flatDimension('time', ['2023', '2024', '2025'], 'time');

/** A version in which counts of 1 to 9 and what lies within 1 to 9 of a count around it are suppressed. */
function sourceOf(link: Dimension, leaves: LeafCounts): FigureSource {
  const cube = withAmounts(cubeOfCounts([period, link], leaves), 'amount', 20);
  const isSmall = (count: number) => count > 0 && count < 10;
  const rules = Uint8Array.from(cube.counts, (count, row) => {
    const around = nodesAround(cube, row).map((node) => (cube.counts[cube.rowOf(node) ?? 0] ?? 0) - count);
    return isSmall(count) || (count > 0 && around.some(isSmall)) ? 1 : 0;
  });
  return { cube, protection: { rules }, parameters };
}

function nodesAround({ nodes }: Cube, row: number): number[][] {
  const node = [...nodes.subarray(2 * row, 2 * row + 2)];
  return node.map((_, at) => node.with(at, 0));
}

/** What is said of the halves of the first year, alone and as a part of sums: the half with "no" first. */
function statesOf(source: FigureSource) {
  const rowOf = (...node: number[]) => source.cube.rowOf(node) ?? -1;
  const [no, yes] = [1, 2];
  const asked = [
    ...[no, yes].flatMap((half) => [
      [rowOf(1, half)],
      [rowOf(1, half), rowOf(2, half)],
      [rowOf(1, half), rowOf(2, half), rowOf(3, half)],
    ]),
    [rowOf(1, no), rowOf(1, yes)],
  ];
  return asked.map((rows) => {
    const count = countFigure(rows, source);
    return [
      count,
      sumFigure(rows, 'amount', source).status,
      meanFigure(rows, 'amount', source).status,
      rateFigure(count, openFigure(4000, { unit: 'area', accessClass: 'open' }), 1000),
    ];
  });
}

describe.each([[['no', 'yes']], [['no', 'yes', null]]])('a link with the values %j', (values) => {
  const link = flatDimension('in.benefits', values, 'link');

  it('gives the same figures where nobody is in the other data set and where one to nine are', () => {
    const of = (few: number) =>
      statesOf(
        sourceOf(link, {
          '2023 no': 200 - few,
          '2023 yes': few,
          '2024 no': 180,
          '2024 yes': 20,
          '2025 no': 90,
          '2025 yes': 30,
        }),
      );
    const nobody = of(0);
    expect(nobody[0]).toMatchObject([{ status: 'range' }, 'suppressed', 'suppressed', { status: 'range' }]);
    const underMinimum = { status: 'suppressed', reason: 'under-minimum' };
    expect(nobody[3]).toEqual([underMinimum, 'suppressed', 'suppressed', underMinimum]);
    expect(nobody[4]?.[0]).toMatchObject({ status: 'range' });
    for (const few of [1, 5, 9]) expect(of(few)).toEqual(nobody);
  });
});
