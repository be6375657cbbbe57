/** Work that can wait after each step, so that others get a turn. */
export type Steps<T> = Generator<undefined, T>;

/** Does all steps at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Others wait no longer than this, and the step that is under way. */
const turnMs = 15;

/** Work of this process that waits for its turn, in order. There is one event loop, so there is one queue. */
const waiting: (() => void)[] = [];

/** Does all steps, in turns with other such work: however much there is, anything else goes first after each turn. */
export async function finishInTurns<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    await nextTurn();
    const begun = performance.now();
    do {
      const { done, value } = steps.next();
      if (done) return value;
    } while (performance.now() - begun < turnMs);
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(startNext);
  });
}

/** Starts one, and the next of them on the next turn of the loop. */
function startNext(): void {
  waiting[0]?.();
  waiting.shift();
  if (waiting.length > 0) setImmediate(startNext);
}
