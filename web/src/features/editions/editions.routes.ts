import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';
import { readFilter } from './overview.ts';

/** The filter of the overview stands in the address, so that it can be kept and shared. */
export const editionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions',
  component: lazyPage(() => import('./editions-page.tsx'), 'EditionsPage'),
  validateSearch: readFilter,
});
