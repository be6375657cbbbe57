import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion, createRandom } from './random.ts';

describe('the random numbers of the demo', () => {
  it('repeat for a seed and differ between streams', () => {
    const draw = (seed: string, name: string) => {
      const random = createRandom(seed).fork(name);
      return Array.from({ length: 5 }, () => random.next());
    };
    expect(draw('a', 'x')).toEqual(draw('a', 'x'));
    expect(draw('a', 'x')).not.toEqual(draw('a', 'y'));
    expect(draw('a', 'x')).not.toEqual(draw('b', 'x'));
  });

  it('are spread evenly', () => {
    const random = createRandom('even');
    const bins = Array.from({ length: 10 }, () => 0);
    for (let k = 0; k < 100_000; k++) {
      const bin = random.integer(0, 9);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    for (const bin of bins) expect(Math.abs(bin - 10_000)).toBeLessThan(500);
  });

  it('choose by weight', () => {
    const random = createRandom('weights');
    const drawn = Array.from({ length: 10_000 }, () => random.weighted({ often: 3, seldom: 1, never: 0 }));
    expect(drawn.filter((choice) => choice === 'never')).toEqual([]);
    expect(Math.abs(drawn.filter((choice) => choice === 'often').length - 7_500)).toBeLessThan(250);
  });

  it('shuffle without losing or making anything', () => {
    const random = createRandom('cards');
    const cards = Array.from({ length: 52 }, (_, k) => k);
    const shuffled = random.shuffle(cards);
    expect(shuffled).not.toEqual(cards);
    expect(shuffled.toSorted((left, right) => left - right)).toEqual(cards);
  });

  it('refuse to choose from nothing', () => {
    expect(() => createRandom('none').pick([])).toThrow('Nothing');
    expect(() => createRandom('none').weighted({})).toThrow('Nothing');
  });
});

describe('apportioning', () => {
  it('adds up exactly and stays within one of the exact share', () => {
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1 }),
        (total, weights) => {
          const parts = apportion(total, weights);
          const sum = weights.reduce((left, right) => left + right, 0);
          expect(parts.reduce((left, right) => left + right, 0)).toBe(total);
          parts.forEach((part, k) => {
            expect(Math.abs(part - (total * (weights[k] ?? 0)) / sum)).toBeLessThan(1);
          });
        },
      ),
    );
  });
});
