import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';

export const deliveryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/deliveries/$delivery',
  component: lazyRouteComponent(() => import('./delivery-page.tsx'), 'DeliveryPage'),
});
