import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';

const inRoot = { getParentRoute: () => rootRoute };

const closingRoute = createRoute({
  ...inRoot,
  path: '/editions/$edition/closing',
  component: lazyPage(() => import('./closing-page.tsx'), 'ClosingPage'),
});
const reportRoute = createRoute({
  ...inRoot,
  path: '/editions/$edition/report',
  component: lazyPage(() => import('./report-page.tsx'), 'ReportPage'),
});
const fromTemplateRoute = createRoute({
  ...inRoot,
  path: '/editions/from-template',
  component: lazyPage(() => import('./from-template-page.tsx'), 'FromTemplatePage'),
});
const outcomesRoute = createRoute({
  ...inRoot,
  path: '/editions/outcomes',
  component: lazyPage(() => import('./outcomes-page.tsx'), 'OutcomesPage'),
});
const originRoute = createRoute({
  ...inRoot,
  path: '/editions/$edition/template',
  component: lazyPage(() => import('./origin-page.tsx'), 'OriginPage'),
});

export const closingPageRoutes = [
  closingRoute,
  reportRoute,
  fromTemplateRoute,
  outcomesRoute,
  originRoute,
] as const;
