import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';
import { EditionPage } from './edition-page.tsx';
import { EditionsPage } from './editions-page.tsx';
import { NewEditionPage } from './new-edition-page.tsx';
import { RoomPage } from './room-page.tsx';

const inRoot = { getParentRoute: () => rootRoute };

const editionsRoute = createRoute({ ...inRoot, path: '/editions', component: EditionsPage });
const newEditionRoute = createRoute({ ...inRoot, path: '/editions/new', component: NewEditionPage });
const editionRoute = createRoute({ ...inRoot, path: '/editions/$edition', component: EditionPage });

/** One of the five rooms; `show` narrows the questions in the second. */
const roomRoute = createRoute({
  ...inRoot,
  path: '/editions/$edition/$step',
  component: RoomPage,
  validateSearch: (search): { show?: string } =>
    typeof search['show'] === 'string' ? { show: search['show'] } : {},
});

export const editionRoutes = [editionsRoute, newEditionRoute, editionRoute, roomRoute] as const;
