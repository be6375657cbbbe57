import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';

const inRoot = { getParentRoute: () => rootRoute };

const peopleRoute = createRoute({
  ...inRoot,
  path: '/people',
  component: lazyPage(() => import('./people-page.tsx'), 'PeoplePage'),
});
const networkRoute = createRoute({
  ...inRoot,
  path: '/organisations',
  component: lazyPage(() => import('./network-page.tsx'), 'NetworkPage'),
});
const firstAccountRoute = createRoute({
  ...inRoot,
  path: '/first-account',
  component: lazyPage(() => import('./first-account-page.tsx'), 'FirstAccountPage'),
});

const loadRecovery = () => import('./recovery-pages.tsx');
const forgotPasswordRoute = createRoute({
  ...inRoot,
  path: '/forgot-password',
  component: lazyPage(loadRecovery, 'ForgotPasswordPage'),
});
const newPasswordRoute = createRoute({
  ...inRoot,
  path: '/new-password',
  component: lazyPage(loadRecovery, 'NewPasswordPage'),
});
const newEmailRoute = createRoute({
  ...inRoot,
  path: '/new-email',
  component: lazyPage(loadRecovery, 'NewEmailPage'),
});

export const identityPages = [
  peopleRoute,
  networkRoute,
  firstAccountRoute,
  forgotPasswordRoute,
  newPasswordRoute,
  newEmailRoute,
] as const;
