import { editionsRoutes } from '@datalab/server/modules/editions/editions.contract.ts';
import type { Actors } from './actors.ts';

const remark = 'Dit kunnen we tellen, en we weten wanneer.';

/** Nobody finds the own goal sharp: another organisation of the edition reads each of them. */
export async function reviewGoals({ facilitator, deciders }: Actors, edition: string): Promise<void> {
  const params = { edition };
  const { goals } = await facilitator.call(editionsRoutes.getEdition, { params });
  for (const { id, organisation, at } of goals) {
    const reader =
      organisation === 'housing-association' ? deciders.municipality : deciders['housing-association'];
    await reader.call(editionsRoutes.reviewGoal, {
      params: { ...params, goal: id },
      body: { sharp: true, remark, seen: at },
    });
  }
}
