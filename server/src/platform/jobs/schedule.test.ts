import { expect, test, vi } from 'vitest';
import { createLogger } from '../log/logger.ts';
import { startSchedule } from './schedule.ts';

test('does it at once and again and again, and goes on after something went wrong', async () => {
  const lines: string[] = [];
  let runs = 0;
  const every = startSchedule(
    5,
    async () => {
      runs += 1;
      if (runs === 1) throw new Error('about somebody');
    },
    createLogger((line) => lines.push(line)),
  );
  expect(runs).toBe(1);
  await vi.waitFor(() => expect(runs).toBeGreaterThan(2));
  await every.stop();
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('about somebody');
});

test('never does it twice at the same time, and stopping waits for what runs', async () => {
  const running = Promise.withResolvers<void>();
  let runs = 0;
  let ended = false;
  const work = async () => {
    runs += 1;
    await running.promise;
    ended = true;
  };
  const every = startSchedule(
    1,
    work,
    createLogger(() => {}),
  );
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(runs).toBe(1);
  const stopped = every.stop();
  running.resolve();
  await stopped;
  expect(ended).toBe(true);
});
