import { editionsRoutes } from '@datalab/server/modules/editions/editions.contract.ts';
import { blockerKey, noticesRoutes } from '@datalab/server/modules/notices/notices.contract.ts';
import type { Actors } from './actors.ts';
import { youngerEdition } from './texts.ts';

/** The housing association has not decided yet about the younger edition, so its facilitator sends a nudge. */
export async function sendNudge({ facilitator }: Actors): Promise<void> {
  const params = { edition: youngerEdition.slug };
  const { waitingFor } = await facilitator.call(editionsRoutes.getEdition, { params });
  const undecided = waitingFor.find(({ code }) => code === 'editions.undecided-organisations');
  if (undecided === undefined) throw new Error('all organisations have decided about the younger edition');
  await facilitator.call(noticesRoutes.nudge, { params, body: { blocker: blockerKey(undecided) } });
}
