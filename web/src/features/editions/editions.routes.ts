import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';
import { EditionsPage } from './editions-page.tsx';
import { readFilter } from './overview.ts';

/** The filter of the overview stands in the address, so that it can be kept and shared. */
export const editionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions',
  component: EditionsPage,
  validateSearch: readFilter,
});
