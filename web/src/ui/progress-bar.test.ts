import { expect, test } from 'vitest';
import { estimateSecondsLeft } from './progress-bar.tsx';

const startedAt = '2026-11-21T12:00:00Z';

test('the time left goes by the pace so far', () => {
  expect(estimateSecondsLeft(startedAt, 0.25, new Date('2026-11-21T12:00:10Z'))).toBe(30);
});

test('no time is given while too little is done to say', () => {
  expect(estimateSecondsLeft(startedAt, 0.01, new Date('2026-11-21T12:00:10Z'))).toBeNull();
  expect(estimateSecondsLeft(startedAt, 0.5, new Date('2026-11-21T12:00:01Z'))).toBeNull();
});
