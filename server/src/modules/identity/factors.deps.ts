import { createRateLimit, type RateLimit } from '../../platform/http/rate-limit.ts';
import type { SignInDeps } from './sign-in.ts';

export interface FactorDeps extends SignInDeps {
  /** Codes of one person that were tried, wherever they were typed. */
  readonly codeAttempts: RateLimit;
  readonly passwordAttempts: RateLimit;
}

const codeAttemptsPerQuarter = 5;
const passwordAttemptsPerQuarter = 10;
const quarterMs = 15 * 60_000;

export function createFactorDeps(deps: SignInDeps): FactorDeps {
  const now = () => deps.now().getTime();
  return {
    ...deps,
    codeAttempts: createRateLimit(codeAttemptsPerQuarter, quarterMs, now),
    passwordAttempts: createRateLimit(passwordAttemptsPerQuarter, quarterMs, now),
  };
}
