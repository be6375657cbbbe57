import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';
import { loadDataTexts } from '../../i18n/texts.ts';

export const deliveryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/deliveries/$delivery',
  component: lazyPage(() => import('./delivery-page.tsx'), 'DeliveryPage', loadDataTexts),
});
