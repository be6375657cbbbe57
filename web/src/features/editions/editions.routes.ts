import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';
import { EditionLayout } from './edition-layout.tsx';
import { EditionPage } from './edition-page.tsx';
import { EditionsPage } from './editions-page.tsx';
import { NewEditionPage } from './new-edition-page.tsx';
import { PicturePage } from './picture-page.tsx';
import { PrioritisePage } from './prioritise-page.tsx';
import { SolvePage } from './solve-page.tsx';

const editionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions',
  component: EditionsPage,
});

const newEditionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/new',
  component: NewEditionPage,
});

/** One edition: its rail stays on top of every room that hangs under this route. */
export const editionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition',
  component: EditionLayout,
});

const room = { getParentRoute: () => editionRoute };
const overviewRoute = createRoute({ ...room, path: '/', component: EditionPage });
const prioritiseRoute = createRoute({ ...room, path: '/prioritise', component: PrioritisePage });
const pictureRoute = createRoute({ ...room, path: '/picture', component: PicturePage });
const solveRoute = createRoute({ ...room, path: '/solve', component: SolvePage });

export const editionRoutes = [
  editionsRoute,
  newEditionRoute,
  editionRoute.addChildren([overviewRoute, prioritiseRoute, pictureRoute, solveRoute]),
] as const;
