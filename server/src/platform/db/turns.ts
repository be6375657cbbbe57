/** One at a time, in order of asking. */
export interface Turns {
  /** Resolves when it is your turn; call what it gives exactly once to end it. */
  take(): Promise<() => void>;
}

/** @param waitMs after which waiting is given up: somebody waits for a turn while holding one. */
export function createTurns(waitMs = 60_000): Turns {
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
            new Error('The database session stayed busy; does a transaction wait for a query outside it?'),
          );
        }, waitMs);
        if (busy) queue.push(start);
        else start();
      }),
  };
}
