import { isOpenAboutAreas } from '@datalab/warehouse';
import type { AnyTx } from '../../platform/db/database.ts';
import type { JobKind } from '../../platform/jobs/jobs.ts';
import type { ChecksDeps } from './checks.deps.ts';
import type { CheckOf } from './checks.service.ts';

export const checkJob = 'check-edition';

export interface CheckJobData {
  readonly edition: string;
}

/**
 * Checks every data set of an edition beforehand, so that nobody has to wait who asks. One that was checked already with
 * the same versions beside it is only found again. A failure of one data set does not stop the others.
 */
export function createCheckJob(
  { findLandedSources }: Pick<ChecksDeps, 'findLandedSources'>,
  checkOf: CheckOf,
): JobKind<CheckJobData> {
  return {
    name: checkJob,
    retries: 2,
    retryDelaySeconds: 30,
    run: async ({ edition }, { signal }) => {
      const landed = await findLandedSources(edition);
      const errors: unknown[] = [];
      for (const source of landed.filter(({ contract }) => !isOpenAboutAreas(contract))) {
        try {
          await checkOf({ edition, source, others: landed, signal });
        } catch (error) {
          signal.throwIfAborted();
          errors.push(error);
        }
      }
      if (errors.length > 0) throw errors[0];
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
