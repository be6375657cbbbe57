import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import type { Cube } from '../cube/cube.ts';
import {
  countMadeUp,
  type MadeUpUnit,
  madeUpDimension,
  madeUpUnits,
} from '../estimate/made-up-cube.testing.ts';
import { checkPrecision, type PrecisionCheck, prepareCube } from './check-precision.ts';
import { precision } from './precision.ts';
import { type PrecisionLimits, precisionLimits } from './precision-parameters.ts';
import { ruleParameters } from './rule-parameters.ts';

const sizes = [12, 2, 2, 2];
const lattice = {
  dimensions: [
    madeUpDimension('area', 12, [
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9, 10, 11],
    ]),
    ...['one', 'two', 'three'].map((name) => madeUpDimension(name, 2)),
  ],
  dimensionsMax: 3,
};

/** Cubes with keys, so that other sets are other figures. */
function count(units: readonly MadeUpUnit[]): Cube {
  const cube = countMadeUp(lattice, units);
  return {
    ...cube,
    cellKeys: Uint32Array.from(cube.counts, (size, row) => Math.imul(size + 1, 2 * row + 1)),
  };
}

/** The same, of which the first dimension is one of areas. */
function inDistricts(cube: Cube): Cube {
  const dimensions = cube.lattice.dimensions.map((dimension, at) => {
    if (at > 0) return dimension;
    const values = dimension.values.map((value) => ({
      ...value,
      level: value.level === 'value' ? 'neighbourhood' : 'district',
    }));
    return { ...dimension, kind: 'area' as const, values };
  });
  return { ...cube, lattice: { ...cube.lattice, dimensions } };
}

function underMinimum({ counts }: Cube): Uint8Array {
  return Uint8Array.from(counts, (size) => (size > 0 && size < 10 ? 1 : 0));
}

function check(cube: Cube, before: Uint8Array, limits: Partial<PrecisionLimits> = {}): PrecisionCheck {
  const found = checkPrecision(prepareCube(cube), before, {
    ...precisionLimits,
    ...ruleParameters,
    shareMax: 1,
    ...limits,
  });
  if (found === 'too-large') throw new Error('A small cube cannot be too large');
  return found;
}

describe('the rule on precision', () => {
  it('finds and suppresses the same when it first looks at smaller parts', () => {
    let suppressed = 0;
    for (let round = 0; round < runs(5, 60); round++) {
      const cube = inDistricts(count(madeUpUnits(sizes, 900, round)));
      const before = underMinimum(cube);
      const found = check(cube, before, { boundsFrom: 0 });
      const whole = check(cube, before, { boundsFrom: Number.POSITIVE_INFINITY });
      expect(found.suppressed).toEqual(whole.suppressed);
      expect(found.smallGroupsBelowFloor).toBe(whole.smallGroupsBelowFloor);
      expect(found.lowestErrorBefore).toBeCloseTo(whole.lowestErrorBefore, 9);
      expect(found.lowestError).toBeCloseTo(whole.lowestError, 9);
      suppressed += found.suppressedFigures;
    }
    expect(suppressed).toBeGreaterThan(0);
  });

  it('brings every small group to the floor, as a second look at what is left confirms', () => {
    let wasBelow = 0;
    for (let round = 0; round < runs(5, 60); round++) {
      const cube = count(madeUpUnits(sizes, 900, round));
      const before = underMinimum(cube);
      const found = check(cube, before);
      wasBelow += found.smallGroupsBelowFloor;
      expect(found.lowestError).toBeGreaterThanOrEqual(2);
      const again = check(
        cube,
        before.map((one, row) => Math.max(one, found.suppressed[row] ?? 0)),
      );
      expect(again.lowestErrorBefore).toBeCloseTo(found.lowestError, 6);
      expect(again.suppressedFigures).toBe(0);
    }
    expect(wasBelow).toBeGreaterThan(0);
  });

  it('closes the third dimension where two can be held, and says what it reached', () => {
    const cube = count(madeUpUnits(sizes, 900, 1));
    const finding = precision.find(cube, {
      parameters: { ...ruleParameters, floor: 2.6 },
      suppressed: underMinimum(cube),
      earlier: [],
    });
    expect(finding.closed).toMatchObject([
      { part: 'third-dimension', reason: 'below-floor', opensWith: 'fewer-dimensions' },
    ]);
    expect(finding.closed?.[0]?.lowestError).toBeLessThan(2.6);
    expect(finding.lowestError).toBeGreaterThanOrEqual(2.6);
    expect(finding.closedRows?.[cube.rowOf([1, 1, 1, 0]) ?? 0]).toBe(1);
    expect(finding.suppressed[cube.rowOf([1, 1, 1, 0]) ?? 0]).toBe(0);
    expect(finding.closedRows?.[cube.rowOf([1, 1, 0, 0]) ?? 0]).toBe(0);
    expect(finding.suppressed[0]).toBe(0);
  });

  it('closes the second dimension where only single dimensions can be held', () => {
    const cube = count(madeUpUnits(sizes, 900, 1));
    const finding = precision.find(cube, {
      parameters: { ...ruleParameters, floor: 8 },
      suppressed: underMinimum(cube),
      earlier: [],
    });
    expect(finding.closed).toMatchObject([{ part: 'second-dimension', opensWith: 'fewer-dimensions' }]);
    expect(finding.closedRows?.[cube.rowOf([1, 1, 0, 0]) ?? 0]).toBe(1);
    expect(finding.closedRows?.[cube.rowOf([1, 0, 0, 0]) ?? 0]).toBe(0);
    expect(finding.suppressed[0]).toBe(0);
  });

  it('closes the data set where persons cannot be told apart in memory', () => {
    const cube: Cube = { ...count(madeUpUnits(sizes, 90, 1)), unit: 'persons' };
    const context = { parameters: ruleParameters, suppressed: underMinimum(cube), earlier: [] };
    const { closed } = precision.find(cube, { ...context, classes: 'too-many' });
    expect(closed).toMatchObject([{ part: 'data-set', reason: 'too-large' }]);
  });

  it('holds the same set block by block, at a cost that is not less than as a whole', () => {
    let suppressed = 0;
    for (let round = 0; round < runs(3, 30); round++) {
      const cube = inDistricts(count(madeUpUnits(sizes, 900, round)));
      const before = underMinimum(cube);
      const limits = { ...precisionLimits, ...ruleParameters, shareMax: 1, wholeMax: 0 };
      const asWhole = checkPrecision(prepareCube(cube), before, limits);
      const byBlock = checkPrecision(prepareCube(cube), before, { ...limits, readingsMax: 150 });
      if (asWhole === 'too-large' || byBlock === 'too-large') throw new Error('It is small');
      expect([asWhole.blocks, byBlock.blocks]).toEqual([1, 3]);
      expect(byBlock.held).toBe(true);
      suppressed += byBlock.suppressedFigures;
      const after = before.map((one, row) => Math.max(one, byBlock.suppressed[row] ?? 0));
      const again = checkPrecision(prepareCube(cube), after, limits);
      if (again === 'too-large') throw new Error('It is small');
      expect(again.smallGroupsBelowFloor).toBe(0);
      expect(again.lowestError).toBeGreaterThanOrEqual(byBlock.lowestError - 1e-6);
      expect(byBlock.lowestErrorBefore).toBeLessThanOrEqual(asWhole.lowestErrorBefore + 1e-6);
    }
    expect(suppressed).toBeGreaterThan(0);
  });

  it('closes everything where nothing can be held', () => {
    const cube = count(madeUpUnits(sizes, 900, 1));
    const finding = precision.find(cube, {
      parameters: { ...ruleParameters, floor: 100 },
      suppressed: underMinimum(cube),
      earlier: [],
    });
    expect(finding.closed?.[0]?.part).toBe('data-set');
    expect(finding.suppressed.every((one) => one === 1)).toBe(true);
  });

  it('refuses to check persons with several values without knowing what they are in', () => {
    const cube = count(madeUpUnits(sizes, 90, 1));
    const dimensions = cube.lattice.dimensions.map((dimension) => ({ ...dimension, severalPerPerson: true }));
    const persons: Cube = { ...cube, unit: 'persons', lattice: { ...cube.lattice, dimensions } };
    const context = { parameters: ruleParameters, suppressed: underMinimum(cube), earlier: [] };
    expect(() => precision.find(persons, context)).toThrow(RangeError);
  });
});
