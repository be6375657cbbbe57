import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';
import { readFilter } from './overview.ts';

/** The filter of the overview stands in the address, so that it can be kept and shared. */
export const editionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions',
  component: lazyRouteComponent(() => import('./editions-page.tsx'), 'EditionsPage'),
  validateSearch: readFilter,
});
