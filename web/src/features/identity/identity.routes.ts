import { signOnProblems } from '@datalab/server/modules/identity/sign-on.contract.ts';
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
const signOnSettingsRoute = createRoute({
  ...inRoot,
  path: '/people/sign-in',
  component: lazyPage(() => import('./sign-on-settings-page.tsx'), 'SignOnSettingsPage'),
});
const serviceAccountsRoute = createRoute({
  ...inRoot,
  path: '/service-accounts',
  component: lazyPage(() => import('./service-accounts-page.tsx'), 'ServiceAccountsPage'),
});
const signOnProblemRoute = createRoute({
  ...inRoot,
  path: '/sign-on',
  validateSearch: (search): { problem: string; organisation?: string } => ({
    problem: signOnProblems.find((code) => code === search['problem']) ?? 'message.unknown',
    ...(isSlug(search['organisation']) && { organisation: search['organisation'] }),
  }),
  component: lazyPage(() => import('./sign-on-problem-page.tsx'), 'SignOnProblemPage'),
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
function isSlug(given: unknown): given is string {
  return typeof given === 'string' && /^[a-z0-9-]{2,60}$/.test(given);
}

export const identityPages = [
  peopleRoute,
  networkRoute,
  firstAccountRoute,
  forgotPasswordRoute,
  newPasswordRoute,
  newEmailRoute,
  signOnSettingsRoute,
  serviceAccountsRoute,
  signOnProblemRoute,
] as const;
