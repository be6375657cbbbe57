import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';

const root = { getParentRoute: () => rootRoute };

const dataRoute = createRoute({
  ...root,
  path: '/data',
  component: lazyRouteComponent(() => import('./data-page.tsx'), 'DataPage'),
  validateSearch: (search): { search?: string; owner?: string } => ({
    ...(typeof search['search'] === 'string' && search['search'] !== '' && { search: search['search'] }),
    ...(typeof search['owner'] === 'string' && search['owner'] !== '' && { owner: search['owner'] }),
  }),
});

const registerRoute = createRoute({
  ...root,
  path: '/data/register',
  component: lazyRouteComponent(() => import('./register-page.tsx'), 'RegisterPage'),
});

const dataSetRoute = createRoute({
  ...root,
  path: '/data/$dataSet',
  component: lazyRouteComponent(() => import('./data-set-page.tsx'), 'DataSetPage'),
});

export const catalogueRoutes = [dataRoute, registerRoute, dataSetRoute] as const;
