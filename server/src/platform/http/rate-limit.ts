import { Failure } from '../errors/failure.ts';

/** At most so many per key within a sliding window; keys that are quiet are forgotten. */
export interface RateLimit {
  /** Throws `request.too-many` when the key has used up its share. */
  requireLeft(key: string): void;
  /** As `requireLeft`, and uses one. */
  spend(key: string): void;
  /** Uses one if the key has one left. */
  trySpend(key: string): boolean;
  /** Gives one use back. */
  refund(key: string): void;
  /** Gives the key its whole share back. */
  forgive(key: string): void;
}

export function createRateLimit(max: number, windowMs: number, now: () => number = Date.now): RateLimit {
  const uses = new Map<string, number[]>();
  const recentOf = (key: string): number[] =>
    (uses.get(key) ?? []).filter((moment) => moment > now() - windowMs);
  const use = (key: string): void => {
    uses.set(key, [...recentOf(key), now()]);
    if (uses.size > 10_000) forgetQuiet(uses, now() - windowMs);
  };
  const requireLeft = (key: string): void => {
    const recent = recentOf(key);
    const first = recent[0];
    if (recent.length < max || first === undefined) return;
    const seconds = Math.ceil((first + windowMs - now()) / 1000);
    throw new Failure('request.too-many', 429, { seconds, minutes: Math.ceil(seconds / 60) });
  };
  return {
    requireLeft,
    refund: (key) => void uses.set(key, recentOf(key).slice(0, -1)),
    forgive: (key) => void uses.delete(key),
    spend: (key) => {
      requireLeft(key);
      use(key);
    },
    trySpend: (key) => {
      const isLeft = recentOf(key).length < max;
      if (isLeft) use(key);
      return isLeft;
    },
  };
}

function forgetQuiet(uses: Map<string, number[]>, before: number): void {
  for (const [key, moments] of uses) {
    if ((moments.at(-1) ?? 0) <= before) uses.delete(key);
  }
}
