import { templateRoutes } from '@datalab/server/modules/closing/template.contract.ts';
import { apiQuery } from '../../app/query.ts';

export function originQuery(edition: string) {
  return apiQuery(templateRoutes.getOrigin, { params: { edition } });
}
