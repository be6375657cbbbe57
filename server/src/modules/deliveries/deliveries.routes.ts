import { bind, freshlyProven, type RouteBinding, signedIn } from '../../platform/http/binding.ts';
import { deliveriesRoutes as routes } from './deliveries.contract.ts';
import type { DeliveriesDeps } from './deliveries.deps.ts';
import { grantKeyholder } from './deliveries.grants.ts';
import { cancelDelivery, deliver, getDelivery, getReport, listDeliverySlots } from './deliveries.service.ts';

export function bindDeliveries(deps: DeliveriesDeps): RouteBinding[] {
  return [
    bind(routes.listDeliverySlots, signedIn, async (actor, { params }) => ({
      body: await listDeliverySlots(deps, actor, params.edition),
    })),
    bind(routes.deliver, signedIn, async (actor, { params, upload }) => ({
      body: await deliver(deps, actor, params, upload),
    })),
    bind(routes.getDelivery, signedIn, async (actor, { params }) => ({
      body: await getDelivery(deps, actor, params),
    })),
    bind(routes.getReport, signedIn, async (actor, { params }) => ({
      body: await getReport(deps, actor, params),
    })),
    bind(routes.cancelDelivery, signedIn, async (actor, { params }) => ({
      body: await cancelDelivery(deps, actor, params),
    })),
    bind(routes.grantKeyholder, freshlyProven(signedIn), async (actor, { params, body }) => ({
      body: await grantKeyholder(deps, actor, params, body),
    })),
  ];
}
