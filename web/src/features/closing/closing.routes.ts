import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';

const inRoot = { getParentRoute: () => rootRoute };

const closingRoute = createRoute({
  ...inRoot,
  path: '/editions/$edition/closing',
  component: lazyRouteComponent(() => import('./closing-page.tsx'), 'ClosingPage'),
});
const reportRoute = createRoute({
  ...inRoot,
  path: '/editions/$edition/report',
  component: lazyRouteComponent(() => import('./report-page.tsx'), 'ReportPage'),
});
const fromTemplateRoute = createRoute({
  ...inRoot,
  path: '/editions/from-template',
  component: lazyRouteComponent(() => import('./from-template-page.tsx'), 'FromTemplatePage'),
});
const originRoute = createRoute({
  ...inRoot,
  path: '/editions/$edition/template',
  component: lazyRouteComponent(() => import('./origin-page.tsx'), 'OriginPage'),
});

export const closingPageRoutes = [closingRoute, reportRoute, fromTemplateRoute, originRoute] as const;
