/** How far the first start is, for the page that is shown meanwhile. */
export interface StartUpStep {
  readonly code: string;
  readonly state: 'waiting' | 'busy' | 'done' | 'failed';
  /** 0 to 1. */
  readonly progress: number;
  /** It goes on while people begin already. */
  readonly behind: boolean;
}

export interface StartUpTracker {
  /** Names what has to happen before people can begin; until all of it is done the platform is not ready. */
  plan(codes: readonly string[]): void;
  /** Names what goes on while people begin already; until that too is done the start is not complete. */
  planBehind(codes: readonly string[]): void;
  /** Progress 1 is done. */
  report(code: string, progress: number): void;
  fail(code: string): void;
  isReady(): boolean;
  isComplete(): boolean;
  steps(): readonly StartUpStep[];
}

export function createStartUpTracker(): StartUpTracker {
  const steps = new Map<string, StartUpStep>();
  const plan = (codes: readonly string[], behind: boolean): void => {
    for (const code of codes) steps.set(code, { code, state: 'waiting', progress: 0, behind });
  };
  return {
    plan: (codes) => plan(codes, false),
    planBehind: (codes) => plan(codes, true),
    report: (code, progress) => {
      const step = steps.get(code);
      if (step === undefined) throw new Error(`${code} is no step of this start`);
      const share = Math.min(1, Math.max(0, progress));
      steps.set(code, { ...step, state: share === 1 ? 'done' : 'busy', progress: share });
    },
    fail: (code) => {
      const step = steps.get(code);
      if (step !== undefined) steps.set(code, { ...step, state: 'failed' });
    },
    isReady: () => [...steps.values()].every(({ state, behind }) => state === 'done' || behind),
    isComplete: () => [...steps.values()].every(({ state }) => state === 'done'),
    steps: () => [...steps.values()],
  };
}
