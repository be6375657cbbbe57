import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';
import { loadAccountTexts } from '../../i18n/texts.ts';

const inRoot = { getParentRoute: () => rootRoute };

const peopleRoute = createRoute({
  ...inRoot,
  path: '/people',
  component: lazyPage(() => import('./people-page.tsx'), 'PeoplePage', loadAccountTexts),
});
const networkRoute = createRoute({
  ...inRoot,
  path: '/organisations',
  component: lazyPage(() => import('./network-page.tsx'), 'NetworkPage', loadAccountTexts),
});
const firstAccountRoute = createRoute({
  ...inRoot,
  path: '/first-account',
  component: lazyPage(() => import('./first-account-page.tsx'), 'FirstAccountPage', loadAccountTexts),
});
const signOnSettingsRoute = createRoute({
  ...inRoot,
  path: '/people/sign-in',
  component: lazyPage(() => import('./sign-on-settings-page.tsx'), 'SignOnSettingsPage', loadAccountTexts),
});
const serviceAccountsRoute = createRoute({
  ...inRoot,
  path: '/service-accounts',
  component: lazyPage(() => import('./service-accounts-page.tsx'), 'ServiceAccountsPage', loadAccountTexts),
});
const signOnProblemRoute = createRoute({
  ...inRoot,
  path: '/sign-on',
  validateSearch: (search): { problem: string; organisation?: string } => ({
    problem: isCode(search['problem']) ? search['problem'] : 'message.unknown',
    ...(isSlug(search['organisation']) && { organisation: search['organisation'] }),
  }),
  component: lazyPage(() => import('./sign-on-problem-page.tsx'), 'SignOnProblemPage', loadAccountTexts),
});

const loadRecovery = () => import('./recovery-pages.tsx');
const forgotPasswordRoute = createRoute({
  ...inRoot,
  path: '/forgot-password',
  component: lazyPage(loadRecovery, 'ForgotPasswordPage', loadAccountTexts),
});
const newPasswordRoute = createRoute({
  ...inRoot,
  path: '/new-password',
  component: lazyPage(loadRecovery, 'NewPasswordPage', loadAccountTexts),
});
const newEmailRoute = createRoute({
  ...inRoot,
  path: '/new-email',
  component: lazyPage(loadRecovery, 'NewEmailPage', loadAccountTexts),
});
function isCode(given: unknown): given is string {
  return typeof given === 'string' && /^[a-z-]+\.[a-z-]+$/.test(given);
}

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
