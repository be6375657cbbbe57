import { errorToFields, type Logger } from '../log/logger.ts';

/** Runs work at once and then at intervals, never twice at the same time. Stopping waits for running work. */
export function startSchedule(
  intervalMs: number,
  work: () => Promise<unknown>,
  logger: Logger,
): { stop(): Promise<void> } {
  let running: Promise<void> | undefined;
  const run = (): void => {
    running ??= work()
      .then(
        () => {},
        (error: unknown) => logger.log('error', 'every.failed', errorToFields(error)),
      )
      .finally(() => {
        running = undefined;
      });
  };
  const timer = setInterval(run, intervalMs);
  timer.unref();
  run();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
