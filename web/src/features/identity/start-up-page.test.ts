import { expect, test } from 'vitest';
import { overallProgress } from './start-up-page.tsx';

test('progress counts every step as much, and a busy step for the part that is done', () => {
  const steps = [
    { code: 'a', state: 'done', progress: 0 },
    { code: 'b', state: 'busy', progress: 0.5 },
    { code: 'c', state: 'waiting', progress: 0 },
    { code: 'd', state: 'waiting', progress: 0 },
  ] as const;
  expect(overallProgress({ steps: [...steps] })).toBe(0.375);
  expect(overallProgress({ steps: [] })).toBe(0);
});
