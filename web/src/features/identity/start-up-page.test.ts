import { expect, test } from 'vitest';
import { overallProgress } from './start-up-page.tsx';

test('progress counts every step as much, and a busy step for the part that is done', () => {
  const front = { behind: false };
  const steps = [
    { ...front, code: 'a', state: 'done', progress: 0 },
    { ...front, code: 'b', state: 'busy', progress: 0.5 },
    { ...front, code: 'c', state: 'waiting', progress: 0 },
    { ...front, code: 'd', state: 'waiting', progress: 0 },
  ] as const;
  expect(overallProgress({ steps: [...steps] })).toBe(0.375);
  expect(overallProgress({ steps: [] })).toBe(0);
});
