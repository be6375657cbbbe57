import { setTimeout } from 'node:timers/promises';
import { isOpenAboutAreas } from '@datalab/warehouse';
import type { AnyTx } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { JobKind } from '../../platform/jobs/jobs.ts';
import type { ChecksDeps } from './checks.deps.ts';
import { type CheckOf, linkedTo } from './checks.service.ts';

export const checkJob = 'check-edition';

export interface CheckJobData {
  readonly edition: string;
}

/** The checks that are made beforehand, and a way to say that what they look at has changed. */
export interface EditionChecks {
  readonly job: JobKind<CheckJobData>;
  /** Ends the check under way of an edition: it is begun again with what has landed by then. */
  restart(edition: string): void;
}

/**
 * Checks every data set of an edition beforehand, so that nobody has to wait who asks, once no data have landed for
 * `settleMs`: what can be linked decides too, so a check between two deliveries would be made again. A question does not
 * wait for that. One that was checked already with the same versions beside it is only found again. A failure of one
 * data set does not stop the others.
 */
export function createEditionChecks(
  {
    findLandedSources,
    now,
    recordChecked,
    settleMs = 10_000,
  }: Pick<ChecksDeps, 'findLandedSources' | 'now' | 'recordChecked' | 'settleMs'>,
  checkOf: CheckOf,
): EditionChecks {
  const underWay = new Map<string, AbortController>();

  /** Whether everything was checked; false when data landed or left meanwhile. */
  const checkAll = async (edition: string, signal: AbortSignal, changed: AbortSignal): Promise<boolean> => {
    const either = AbortSignal.any([signal, changed]);
    const isSettled = await setTimeout(settleMs, true, { signal: either }).catch(() => false);
    signal.throwIfAborted();
    if (!isSettled) return false;
    const landed = await findLandedSources(edition);
    const errors: unknown[] = [];
    for (const source of landed.filter(({ contract }) => !isOpenAboutAreas(contract))) {
      const startedAt = now();
      const versions = [source, ...linkedTo(source, landed)];
      try {
        await checkOf({ edition, source, others: landed, signal: either, isInBackground: true });
        await recordChecked(edition, { versions, startedAt, failure: null });
      } catch (error) {
        signal.throwIfAborted();
        if (changed.aborted) return false;
        const failure = error instanceof Failure ? error.code : 'server.failed';
        await recordChecked(edition, { versions, startedAt, failure });
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
    return true;
  };

  return {
    restart: (edition) => underWay.get(edition)?.abort(),
    job: {
      name: checkJob,
      retries: 2,
      retryDelaySeconds: 30,
      run: async ({ edition }, { signal }) => {
        try {
          for (let isDone = false; !isDone; ) {
            const changed = new AbortController();
            underWay.set(edition, changed);
            isDone = await checkAll(edition, signal, changed.signal);
          }
        } finally {
          underWay.delete(edition);
        }
      },
    },
  };
}

/** Asks for the checks in the transaction in which the data of an edition change. */
export async function startChecking(
  { jobs, newId }: Pick<ChecksDeps, 'jobs' | 'newId'>,
  tx: AnyTx,
  edition: string,
): Promise<void> {
  const data: CheckJobData = { edition };
  await jobs.start(checkJob, data, { id: newId(), tx });
}
