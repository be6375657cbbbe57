import { createRouter } from '@tanstack/react-router';
import { auditRoute } from '../features/audit/audit.routes.ts';
import { editionRoutes } from '../features/editions/editions.routes.ts';
import { homeRoute } from '../features/home/home.routes.ts';
import { ErrorPage } from './error-page.tsx';
import { rootRoute } from './root-route.ts';

export const router = createRouter({
  routeTree: rootRoute.addChildren([homeRoute, ...editionRoutes, auditRoute]),
  defaultErrorComponent: ErrorPage,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
