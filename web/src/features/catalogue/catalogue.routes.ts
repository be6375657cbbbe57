import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';
import { loadDataTexts } from '../../i18n/texts.ts';

const root = { getParentRoute: () => rootRoute };

const dataRoute = createRoute({
  ...root,
  path: '/data',
  component: lazyPage(() => import('./data-page.tsx'), 'DataPage', loadDataTexts),
  validateSearch: (search): { search?: string; owner?: string } => ({
    ...(typeof search['search'] === 'string' && search['search'] !== '' && { search: search['search'] }),
    ...(typeof search['owner'] === 'string' && search['owner'] !== '' && { owner: search['owner'] }),
  }),
});

const registerRoute = createRoute({
  ...root,
  path: '/data/register',
  component: lazyPage(() => import('./register-page.tsx'), 'RegisterPage', loadDataTexts),
});

const dataSetRoute = createRoute({
  ...root,
  path: '/data/$dataSet',
  component: lazyPage(() => import('./data-set-page.tsx'), 'DataSetPage', loadDataTexts),
});

export const catalogueRoutes = [dataRoute, registerRoute, dataSetRoute] as const;
