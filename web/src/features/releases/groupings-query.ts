import { groupingsPerPageMax } from '@datalab/server/modules/releases/groupings.contract.ts';
import { releasesRoutes } from '@datalab/server/modules/releases/releases.contract.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiQuery } from '../../app/query.ts';

const whileComputingMs = 5_000;

/** Read again while a cost is being computed, so that the decision opens by itself. */
export function groupingsQuery(edition: string) {
  return queryOptions({
    ...apiQuery(releasesRoutes.listGroupings, { params: { edition }, query: { limit: groupingsPerPageMax } }),
    refetchInterval: ({ state }) =>
      state.data?.groupings.some(({ cost }) => cost?.state === 'computing') ? whileComputingMs : false,
  });
}
