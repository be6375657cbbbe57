import { describe, expect, it } from 'vitest';
import { finish, finishInTurns, type Steps } from './steps.ts';

/** Works for some milliseconds of the clock in each step. */
function* work(steps: number, ms: number): Steps<number> {
  for (let step = 0; step < steps; step += 1) {
    const begun = performance.now();
    while (performance.now() - begun < ms);
    yield;
  }
  return steps;
}

describe('work in steps', () => {
  it('comes to the same result at once and in turns', async () => {
    expect(finish(work(3, 0))).toBe(3);
    expect(await finishInTurns(work(3, 0))).toBe(3);
  });

  it('lets others go first while it lasts, and only then', async () => {
    let turns = 0;
    let isDone = false;
    const count = (): void => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    await finishInTurns(work(20, 5));
    isDone = true;
    expect(turns).toBeGreaterThanOrEqual(4);
  });

  it('gives each turn of the loop to one of many', async () => {
    let turns = 0;
    let isDone = false;
    const count = (): void => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    const works = Array.from({ length: 10 }, () => finishInTurns(work(4, 8)));
    expect(await Promise.all(works)).toEqual(Array(10).fill(4));
    isDone = true;
    // Two steps take a turn: each of the ten needs two.
    expect(turns).toBeGreaterThanOrEqual(19);
  });

  it('fails as the work does', async () => {
    const failing = function* (): Steps<number> {
      yield;
      throw new RangeError('too far');
    };
    expect(() => finish(failing())).toThrow(RangeError);
    await expect(finishInTurns(failing())).rejects.toThrow(RangeError);
  });
});
