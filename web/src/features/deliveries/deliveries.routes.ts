import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';
import { editionRoute } from '../editions/editions.routes.ts';

/** Hangs under the edition, so that its rail stays on top. */
export const shareRoomRoute = createRoute({
  getParentRoute: () => editionRoute,
  path: '/share',
  component: lazyRouteComponent(() => import('./share-page.tsx'), 'SharePage'),
});

export const deliveryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/deliveries/$delivery',
  component: lazyRouteComponent(() => import('./delivery-page.tsx'), 'DeliveryPage'),
});
