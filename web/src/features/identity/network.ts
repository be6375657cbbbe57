import {
  type Network,
  networkRoutes,
  type Unconfirmed,
} from '@datalab/server/modules/identity/network.contract.ts';
import { apiQuery } from '../../app/query.ts';

export const networkQuery = apiQuery(networkRoutes.getNetwork, {});

export interface ToConfirm {
  readonly kind: 'organisation' | 'officer';
  readonly who: Unconfirmed;
}

/** What the reader may confirm now. */
export function listToConfirm(network: Network | undefined): ToConfirm[] {
  const organisations = network?.organisations.flatMap(({ waits }) => (waits === null ? [] : [waits])) ?? [];
  const officers = network?.officers ?? [];
  return [
    ...organisations.map((who) => ({ kind: 'organisation' as const, who })),
    ...officers.map((who) => ({ kind: 'officer' as const, who })),
  ].filter(({ who }) => who.may.confirm.allowed);
}
