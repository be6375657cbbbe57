import { setImmediate } from 'node:timers/promises';

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

/** Does all steps, and lets others go first after each turn. */
export async function finishInTurns<T>(steps: Steps<T>): Promise<T> {
  let begun = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - begun < turnMs) continue;
    await setImmediate();
    begun = performance.now();
  }
}
