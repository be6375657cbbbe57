export interface RateLimit {
  /** Takes `amount` and gives 0, or takes nothing and gives the seconds until there is enough. */
  take(key: string, amount: number): number;
}

export interface RateLimitOptions {
  readonly capacity: number;
  readonly perSecond: number;
  readonly now: () => Date;
}

export function createRateLimit({ capacity, perSecond, now }: RateLimitOptions): RateLimit {
  const buckets = new Map<string, { level: number; at: number }>();
  return {
    take(key, amount) {
      const at = now().getTime();
      const bucket = buckets.get(key) ?? { level: capacity, at };
      const level = Math.min(capacity, bucket.level + (Math.max(0, at - bucket.at) / 1000) * perSecond);
      const enough = level >= amount;
      buckets.set(key, { level: enough ? level - amount : level, at });
      return enough ? 0 : Math.ceil((amount - level) / perSecond);
    },
  };
}
