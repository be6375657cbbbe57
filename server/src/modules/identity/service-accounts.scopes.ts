import type { OperationScope } from '../../platform/http/actor.ts';
import type { ServiceScope } from './service-accounts.contract.ts';

/** All that a script can be allowed, by operation. Nothing here signs, releases, grants, or shows rows of a source. */
export const operationsOfScopes: Readonly<Record<ServiceScope['kind'], readonly string[]>> = {
  'read-catalogue': ['listDataSets', 'getDataSet', 'getContract', 'listAreaDivisions', 'getAreas'],
  deliver: ['deliver'],
  'read-deliveries': ['listDeliverySlots', 'getDelivery'],
};

export function scopeToOperations({ kind, ...params }: ServiceScope): OperationScope {
  return { operationIds: operationsOfScopes[kind], params };
}
