import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';

/** The text of one document; `page` is where to begin reading. */
export const documentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/documents/$document',
  component: lazyPage(() => import('./document-page.tsx'), 'DocumentPage'),
  validateSearch: (search): { page?: number } => {
    const page = Number(search['page']);
    return Number.isInteger(page) && page > 0 ? { page } : {};
  },
});
