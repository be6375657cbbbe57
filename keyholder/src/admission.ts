import type { RateLimit } from './rate-limit.ts';
import type { GrantRecord, KeyRecord, LogEntry } from './records.ts';
import { Refusal } from './refusal.ts';
import { tokenMatches } from './tokens.ts';
import type { UsageLog } from './usage-log.ts';
import type { Vault } from './vault.ts';

export interface AdmissionDeps {
  readonly vault: Vault;
  readonly log: UsageLog;
  readonly strangerRate: RateLimit;
  readonly adminTokenHash: string;
}

export interface Admission {
  admitPartner(
    space: string,
    token: string,
    persons: number,
  ): Promise<{ key: KeyRecord; grant: GrantRecord }>;
  admitAdministrator(token: string): Promise<void>;
}

/** Who is not admitted is logged, and slowed down before the log can be flooded. */
export function createAdmission({ vault, log, strangerRate, adminTokenHash }: AdmissionDeps): Admission {
  async function admit<Value>(space: string | null, count: number, decide: () => Value): Promise<Value> {
    try {
      return decide();
    } catch (error) {
      const wait = strangerRate.take('strangers', 1);
      if (wait > 0)
        throw new Refusal('rate-limited', `Too many refused requests; wait ${wait} seconds.`, wait);
      await log.append({ space, organisation: null, count, outcome: outcomeOf(error) });
      throw error;
    }
  }
  return {
    admitPartner: (space, token, persons) => admit(space, persons, () => vault.authorise(space, token)),
    admitAdministrator: (token) =>
      admit(null, 0, () => {
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
