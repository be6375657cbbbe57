import { expect, it } from 'vitest';
import { createRateLimit } from './rate-limit.ts';

it('allows a burst, then only what time gives back, each key on its own', () => {
  let seconds = 0;
  const limit = createRateLimit({ capacity: 100, perSecond: 10, now: () => new Date(seconds * 1000) });
  expect(limit.take('a', 100)).toBe(0);
  expect(limit.take('a', 20)).toBe(2);
  expect(limit.take('b', 100)).toBe(0);
  seconds = 2;
  expect(limit.take('a', 20)).toBe(0);
  expect(limit.take('a', 1)).toBe(1);
  seconds = 1000;
  expect(limit.take('a', 101)).toBe(1);
  expect(limit.take('a', 100)).toBe(0);
});
