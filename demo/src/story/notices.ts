import { editionsRoutes } from '@datalab/server/modules/editions/editions.contract.ts';
import { blockerKey, noticesRoutes } from '@datalab/server/modules/notices/notices.contract.ts';
import type { Cast } from './cast.ts';
import { youngerEdition } from './texts.ts';

/** The housing association has not decided yet about the younger edition, so its facilitator asks kindly. */
export async function askKindly({ facilitator }: Cast): Promise<void> {
  const params = { edition: youngerEdition.slug };
  const { waitingFor } = await facilitator.call(editionsRoutes.getEdition, { params });
  const undecided = waitingFor.find(({ code }) => code === 'editions.undecided-organisations');
  if (undecided === undefined) throw new Error('everybody has decided about the younger edition');
  await facilitator.call(noticesRoutes.nudge, { params, body: { blocker: blockerKey(undecided) } });
}
