import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';

/** The text of one document; `page` is where to begin reading. */
export const documentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/documents/$document',
  component: lazyRouteComponent(() => import('./document-page.tsx'), 'DocumentPage'),
  validateSearch: (search): { page?: number } => {
    const page = Number(search['page']);
    return Number.isInteger(page) && page > 0 ? { page } : {};
  },
});
