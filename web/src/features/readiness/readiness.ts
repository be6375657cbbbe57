import { readinessRoutes } from '@datalab/server/modules/readiness/readiness.contract.ts';
import { apiQuery } from '../../app/query.ts';

export function readinessQuery(edition: string) {
  return apiQuery(readinessRoutes.getReadiness, { params: { edition } });
}
