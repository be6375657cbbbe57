import { type SharingView, sharingRoutes } from '@datalab/server/modules/sharing/sharing.contract.ts';
import type { PlanDataSet } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { apiQuery } from '../../app/query.ts';

export function sharingQuery(edition: string) {
  return apiQuery(sharingRoutes.getSharing, { params: { edition } });
}

/** Whose data sets are in the plan, each organisation once, in the order of the parties. */
export function planByOwner({ plan, parties }: Pick<SharingView, 'plan' | 'parties'>): OwnedPlan[] {
  const owners = new Set([
    ...parties.map(({ organisation }) => organisation),
    ...plan.map(({ owner }) => owner),
  ]);
  return [...owners].flatMap((owner) => {
    const dataSets = plan.filter((dataSet) => dataSet.owner === owner);
    return dataSets.length === 0 ? [] : [{ owner, dataSets }];
  });
}

/** It holds, and nothing is being changed. */
export function isAgreed({ inForce, draft }: Pick<SharingView, 'inForce' | 'draft'>): boolean {
  return inForce !== null && draft === null;
}

export interface OwnedPlan {
  readonly owner: string;
  readonly dataSets: readonly PlanDataSet[];
}

/** The four parts of its life that everybody sees; what ended is past all of them. */
export const lifeParts = ['plan', 'advice', 'signatures', 'force'] as const;

const partsReached: Readonly<Record<SharingView['state'], number>> = {
  draft: 0,
  'plan-closed': 1,
  advised: 2,
  signing: 2,
  'in-force': 3,
  suspended: 3,
  ended: 4,
  cleaned: 4,
};

export function partReached(state: SharingView['state']): number {
  return partsReached[state];
}

export interface Wait {
  readonly organisation: string;
  readonly task: SharingView['parties'][number]['waiting'][number]['task'];
  readonly since: string;
  readonly n: number;
  readonly persons: readonly { readonly id: string; readonly name: string }[];
}

/** Everybody who is waited for, the longest first. */
export function listWaits({ parties }: Pick<SharingView, 'parties'>): Wait[] {
  return parties
    .flatMap(({ organisation, waiting }) => waiting.map((one) => ({ organisation, ...one })))
    .sort((one, other) => one.since.localeCompare(other.since));
}
