/** Callers use the connection one at a time, in the order in which they asked. */
export interface ConnectionQueue {
  /** Resolves when it is your turn; call what it gives exactly once to end it. */
  take(): Promise<() => void>;
}

/** @param waitMs after which waiting fails: a caller waits for a turn while it has one. */
export function createConnectionQueue(waitMs = 60_000): ConnectionQueue {
  const queue: (() => void)[] = [];
  let busy = false;
  const next = (): void => {
    const start = queue.shift();
    if (start === undefined) busy = false;
    else start();
  };
  return {
    take: () =>
      new Promise((resolve, reject) => {
        const start = (): void => {
          clearTimeout(timer);
          busy = true;
          let ended = false;
          resolve(() => {
            if (ended) return;
            ended = true;
            next();
          });
        };
        const timer = setTimeout(() => {
          queue.splice(queue.indexOf(start), 1);
          reject(
            new Error(
              'The database session stayed busy. Check whether a transaction waits for a query outside it.',
            ),
          );
        }, waitMs);
        if (busy) queue.push(start);
        else start();
      }),
  };
}
