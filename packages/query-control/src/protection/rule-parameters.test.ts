import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../../tools/effort.ts';
import { createParameters, defaultParameters } from '../cell-key/parameters.ts';
import { countCube } from '../cube/count-cube.ts';
import { microdataOf } from '../cube/people.testing.ts';
import type { Dimension } from '../lattice/lattice.ts';
import type { Protection } from './protect-cube.ts';
import { protectCube } from './protect-cube.ts';
import { hasNoiseBelowFloor, ruleParameters, settingsToRuleParameters } from './rule-parameters.ts';

const sizes = [6, 3, 2];
const dimensions = sizes.map((size, at): Dimension => {
  const finest = Array.from({ length: size }, (_, value) => `value ${value}`);
  return {
    name: `dimension ${at}`,
    kind: at === 0 ? 'area' : 'category',
    finest,
    values: finest.map((value, code) => ({ level: 'value', value, codes: [code] })),
    severalPerPerson: false,
  };
});
const cells = sizes.reduce((product, size) => product * size, 1);

function protectWith(variance: number, counts: readonly number[]) {
  const people = counts.map((records, at) => ({
    records,
    values: Object.fromEntries(
      dimensions.map(({ name, finest }, place) => {
        const below = sizes.slice(place + 1).reduce((product, size) => product * size, 1);
        return [name, finest[Math.floor(at / below) % finest.length] ?? null];
      }),
    ),
  }));
  const cube = countCube({ dimensions, dimensionsMax: 3 }, 'persons', microdataOf(people));
  const { counts: noise } = defaultParameters;
  const settings = { ...defaultParameters, counts: { ...noise, variance } };
  return protectCube({ records: cube }, settingsToRuleParameters(createParameters(settings))).records;
}

const notShown = ({ rules }: Protection): number => rules.filter((rule) => rule !== 0).length;

describe('a space with less noise than the platform', () => {
  it('has no small group that is estimated better, as more is suppressed', () => {
    let [little, usual] = [0, 0];
    const count = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 80 }));
    fc.assert(
      fc.property(fc.array(count, { minLength: cells, maxLength: cells }), (counts) => {
        const [withLittle, withUsual] = [protectWith(1, counts), protectWith(5, counts)];
        expect(withLittle.lowestError).toBeGreaterThanOrEqual(ruleParameters.floor);
        expect(withUsual.lowestError).toBeGreaterThanOrEqual(ruleParameters.floor);
        little += notShown(withLittle);
        usual += notShown(withUsual);
      }),
      { numRuns: runs(15, 150) },
    );
    expect(little).toBeGreaterThan(usual);
  });

  it('is one whose variance is below the square of the floor', () => {
    const isLittle = (variance: number) => hasNoiseBelowFloor({ ...ruleParameters, variance });
    expect([1, 3.9, 4, 5].map(isLittle)).toEqual([true, true, false, false]);
  });
});
