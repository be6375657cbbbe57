import { EngineError } from '../engine/engine.ts';
import type { TurnAsked } from './turns.ts';

/** Work that several callers wait for together, by name. */
export interface CheckRuns<T> {
  /**
   * Waits for the run of this name that is under way, else starts one. A caller who leaves does not end it for the
   * others; it is aborted when all have left. Rejects with `engine.cancelled` for a caller whose signal is aborted.
   */
  join(name: string, run: (asked: TurnAsked) => Promise<T>, caller: Caller): Promise<T>;
}

/** Who waits for a run. */
export interface Caller {
  readonly signal?: AbortSignal | undefined;
  /** Nobody waits for what this caller does: a run that is all for such callers is not urgent. */
  readonly isInBackground?: boolean | undefined;
}

interface CheckRun<T> {
  readonly outcome: Promise<T>;
  readonly controller: AbortController;
  readonly callers: Set<Caller>;
}

/** Starts without runs. */
export function createCheckRuns<T>(): CheckRuns<T> {
  const underWay = new Map<string, CheckRun<T>>();
  const start = (name: string, run: (asked: TurnAsked) => Promise<T>): CheckRun<T> => {
    const controller = new AbortController();
    const callers = new Set<Caller>();
    const isUrgent = (): boolean => [...callers].some(({ isInBackground }) => isInBackground !== true);
    const shared = { outcome: run({ signal: controller.signal, isUrgent }), controller, callers };
    const end = (): void => {
      if (underWay.get(name) === shared) underWay.delete(name);
    };
    controller.signal.addEventListener('abort', end, { once: true });
    shared.outcome.then(end, end);
    underWay.set(name, shared);
    return shared;
  };
  return {
    async join(name, run, caller) {
      if (caller.signal?.aborted) throw cancelled();
      return waitFor(underWay.get(name) ?? start(name, run), { ...caller });
    },
  };
}

async function waitFor<T>({ outcome, controller, callers }: CheckRun<T>, caller: Caller): Promise<T> {
  const { signal } = caller;
  const { promise: left, reject } = Promise.withResolvers<never>();
  const leave = (): void => reject(cancelled());
  signal?.addEventListener('abort', leave, { once: true });
  callers.add(caller);
  try {
    return await Promise.race([outcome, left]);
  } finally {
    signal?.removeEventListener('abort', leave);
    callers.delete(caller);
    if (callers.size === 0) controller.abort(cancelled());
  }
}

function cancelled(): EngineError {
  return new EngineError('engine.cancelled', 'The check was cancelled before it was done.');
}
