import { Failure } from '../errors/failure.ts';

/** At most so many per key within a sliding window; keys that are quiet are forgotten. */
export interface RateLimit {
  /** Throws `request.too-many` when the key has used up its share. */
  spend(key: string): void;
  /** Gives the key its whole share back. */
  forgive(key: string): void;
}

export function createRateLimit(max: number, windowMs: number, now: () => number = Date.now): RateLimit {
  const uses = new Map<string, number[]>();
  return {
    forgive: (key) => void uses.delete(key),
    spend: (key) => {
      const at = now();
      const recent = (uses.get(key) ?? []).filter((moment) => moment > at - windowMs);
      const first = recent[0];
      if (recent.length >= max && first !== undefined) {
        throw new Failure('request.too-many', 429, { seconds: Math.ceil((first + windowMs - at) / 1000) });
      }
      uses.set(key, [...recent, at]);
      if (uses.size > 10_000) forgetQuiet(uses, at - windowMs);
    },
  };
}

function forgetQuiet(uses: Map<string, number[]>, before: number): void {
  for (const [key, moments] of uses) {
    if ((moments.at(-1) ?? 0) <= before) uses.delete(key);
  }
}
