import { networkRoutes } from '@datalab/server/modules/identity/network.contract.ts';
import { apiQuery } from '../../app/query.ts';

export const networkQuery = apiQuery(networkRoutes.getNetwork, {});
