import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';

const root = { getParentRoute: () => rootRoute };
const component = lazyPage(() => import('./preparation-page.tsx'), 'PreparationPage');

/** What comes before the start of an edition, in parts; without a part it is the first. */
export const preparationRoutes = [
  createRoute({
    ...root,
    path: '/editions/new',
    component: lazyPage(() => import('./new-edition-page.tsx'), 'NewEditionPage'),
  }),
  createRoute({ ...root, component, path: '/editions/$edition/preparation' }),
  createRoute({ ...root, component, path: '/editions/$edition/preparation/$part' }),
] as const;
