import { changesRoutes } from '@datalab/server/modules/impact/changes.contract.ts';
import { apiQuery } from '../../app/query.ts';

export function changesQuery(edition: string) {
  return apiQuery(changesRoutes.listChanges, { params: { edition } });
}
