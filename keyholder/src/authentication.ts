import type { RateLimit } from './rate-limit.ts';
import type { GrantRecord, KeyRecord, LogEntry } from './records.ts';
import { Refusal } from './refusal.ts';
import { tokenMatches } from './tokens.ts';
import type { UsageLog } from './usage-log.ts';
import type { Vault } from './vault.ts';

export interface AuthenticationDeps {
  readonly vault: Vault;
  readonly log: UsageLog;
  readonly refusedRate: RateLimit;
  readonly adminTokenHash: string;
}

export interface Authentication {
  authenticatePartner(
    space: string,
    token: string,
    persons: number,
  ): Promise<{ key: KeyRecord; grant: GrantRecord }>;
  authenticateAdministrator(token: string): Promise<void>;
}

/** Refused callers are logged, and slowed down before they can flood the log. */
export function createAuthentication({
  vault,
  log,
  refusedRate,
  adminTokenHash,
}: AuthenticationDeps): Authentication {
  async function authenticate<Value>(
    space: string | null,
    count: number,
    decide: () => Value,
  ): Promise<Value> {
    try {
      return decide();
    } catch (error) {
      const wait = refusedRate.take('refused', 1);
      if (wait > 0)
        throw new Refusal('rate-limited', `Too many refused requests; wait ${wait} seconds.`, wait);
      await log.append({ space, organisation: null, count, outcome: outcomeOf(error) });
      throw error;
    }
  }
  return {
    authenticatePartner: (space, token, persons) =>
      authenticate(space, persons, () => vault.authorise(space, token)),
    authenticateAdministrator: (token) =>
      authenticate(null, 0, () => {
        if (tokenMatches(token, adminTokenHash)) return;
        throw new Refusal('not-authorised', 'This asks for the administrator token of the keyholder.');
      }),
  };
}

export function outcomeOf(error: unknown): LogEntry['outcome'] {
  if (!(error instanceof Refusal)) return 'failed';
  switch (error.code) {
    case 'not-authorised':
    case 'grant-expired':
    case 'space-destroyed':
    case 'volume-exceeded':
    case 'rate-limited':
    case 'invalid-element':
      return error.code;
    default:
      return 'failed';
  }
}
