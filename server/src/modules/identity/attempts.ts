import { createRateLimit, type RateLimit } from '../../platform/http/rate-limit.ts';

const windowMs = 15 * 60_000;
/** Tries at one account: of one caller, or of one device that its owner signed in with before. */
const ownMax = 10;
/** Wrong tries of one caller at all accounts: an office behind one address makes more typing errors than a person. */
const callerMax = 60;
/** Wrong tries of all strangers at one account: many addresses together guess no faster than this. */
const strangersMax = 60;

/** Who tries: where from, and the device when the owner of the account signed in with it before. */
export interface Trier {
  readonly caller: string;
  readonly device: string | undefined;
}

export interface SignInAttempts {
  /**
   * Counts a try as a wrong one until `right` is called. Throws `request.too-many`, for accounts that do not exist too.
   */
  begin(email: string, from: Trier): { right(): void };
  /** Whether a wrong try at this is the first of a quarter of an hour, so that the log is told once. */
  isNews(what: string): boolean;
}

/**
 * Strangers must not shut an account for its owner: a device that the owner signed in with before has tries of its own.
 * Each server counts by itself, and forgets at its end.
 */
export function createSignInAttempts(now: () => Date): SignInAttempts {
  const limit = (max: number): RateLimit => createRateLimit(max, windowMs, () => now().getTime());
  const own = limit(ownMax);
  const callers = limit(callerMax);
  const strangers = limit(strangersMax);
  const news = limit(1);
  return {
    begin: (email, { caller, device }) => {
      const ownKey = device === undefined ? `${email} from ${caller}` : `${email} with ${device}`;
      const shared: [RateLimit, string][] =
        device === undefined
          ? [
              [callers, caller],
              [strangers, email],
            ]
          : [];
      for (const [counted, key] of shared) counted.requireLeft(key);
      own.spend(ownKey);
      for (const [counted, key] of shared) counted.spend(key);
      return {
        right: () => {
          own.forgive(ownKey);
          for (const [counted, key] of shared) counted.refund(key);
        },
      };
    },
    isNews: (what) => news.trySpend(what),
  };
}
