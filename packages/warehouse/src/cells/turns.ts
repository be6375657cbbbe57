/** Lets one piece of work be done at a time. */
export interface Turns {
  /**
   * Does the work once nothing else is being done. Of what waits, urgent work goes first, else what came first. Rejects
   * with the reason of the signal when it is aborted before the turn comes, and with what the work rejects with.
   */
  take<T>(work: () => Promise<T>, asked: TurnAsked): Promise<T>;
}

/** Who waits for a turn. */
export interface TurnAsked {
  readonly signal: AbortSignal;
  /** Asked at the moment that a turn is free: it may have become urgent since. */
  readonly isUrgent: () => boolean;
}

/** Starts with a free turn. */
export function createTurns(): Turns {
  const waiting: Waiting[] = [];
  let isTaken = false;
  const passOn = (): void => {
    const urgent = waiting.findIndex(({ isUrgent }) => isUrgent());
    const [next] = waiting.splice(Math.max(0, urgent), 1);
    if (next === undefined) isTaken = false;
    else next.begin();
  };
  return {
    async take(work, asked) {
      asked.signal.throwIfAborted();
      if (isTaken) await queue(waiting, asked);
      isTaken = true;
      try {
        return await work();
      } finally {
        passOn();
      }
    },
  };
}

interface Waiting {
  readonly isUrgent: () => boolean;
  readonly begin: () => void;
}

function queue(waiting: Waiting[], { signal, isUrgent }: TurnAsked): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      waiting.splice(waiting.indexOf(one), 1);
      reject(signal.reason);
    };
    const begin = (): void => {
      signal.removeEventListener('abort', leave);
      resolve();
    };
    const one: Waiting = { isUrgent, begin };
    signal.addEventListener('abort', leave, { once: true });
    waiting.push(one);
  });
}
