import { type EvaluatedBatch, OprfError, type OprfPool } from '@datalab/pseudonyms';
import { type Authentication, outcomeOf } from './authentication.ts';
import type { RateLimit } from './rate-limit.ts';
import type { KeyRecord } from './records.ts';
import { Refusal } from './refusal.ts';
import type { UsageLog } from './usage-log.ts';
import type { Vault } from './vault.ts';

export const batchPersonsMax = 1024;
const elementBytes = 32;
const waitingBatchesMax = 64;

export interface EvaluationDeps {
  readonly vault: Vault;
  readonly pool: OprfPool;
  readonly log: UsageLog;
  readonly personRate: RateLimit;
  readonly authentication: Authentication;
}

export interface Evaluations {
  evaluate(space: string, token: string, blinded: Uint8Array): Promise<EvaluatedBatch & { key: KeyRecord }>;
}

export function createEvaluations(deps: EvaluationDeps): Evaluations {
  return {
    async evaluate(space, token, blinded) {
      const persons = blinded.length / elementBytes;
      if (!Number.isInteger(persons) || persons < 1 || persons > batchPersonsMax) {
        throw new Refusal(
          'invalid-request',
          `A batch holds 1 to ${batchPersonsMax} elements of ${elementBytes} bytes, not ${blinded.length} bytes.`,
        );
      }
      const { key, grant } = await deps.authentication.authenticatePartner(space, token, persons);
      const { organisation } = grant;
      try {
        const answer = await evaluateGranted(deps, space, organisation, blinded, persons);
        await deps.log.append({ space, organisation, count: persons, outcome: 'evaluated' });
        return { ...answer, key };
      } catch (error) {
        await deps.log.append({ space, organisation, count: persons, outcome: outcomeOf(error) });
        throw error;
      }
    },
  };
}

async function evaluateGranted(
  { vault, pool, personRate }: EvaluationDeps,
  space: string,
  organisation: string,
  blinded: Uint8Array,
  persons: number,
): Promise<EvaluatedBatch> {
  if (pool.load() >= waitingBatchesMax) throw new Refusal('busy', 'Try again in a moment.', 1);
  const wait = personRate.take(`${space} ${organisation}`, persons);
  if (wait > 0) throw new Refusal('rate-limited', `Try again after ${wait} seconds.`, wait);
  const keys = await vault.reserve(space, organisation, persons);
  try {
    return await pool.evaluate(keys, blinded);
  } catch (error) {
    if (error instanceof OprfError) throw new Refusal('invalid-element', error.message);
    throw error;
  }
}
