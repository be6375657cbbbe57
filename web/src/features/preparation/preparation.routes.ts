import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';

const component = lazyRouteComponent(() => import('./preparation-page.tsx'), 'PreparationPage');
const inRoot = { getParentRoute: () => rootRoute, component };

/** What comes before the start of an edition, in parts; without a part it is the first. */
export const preparationRoutes = [
  createRoute({ ...inRoot, path: '/editions/$edition/preparation' }),
  createRoute({ ...inRoot, path: '/editions/$edition/preparation/$part' }),
] as const;
