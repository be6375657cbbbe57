import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';
import { loadSharingTexts } from '../../i18n/texts.ts';

const inRoot = { getParentRoute: () => rootRoute };

const planRoute = createRoute({
  ...inRoot,
  path: '/editions/$edition/plan',
  component: lazyPage(() => import('./plan-page.tsx'), 'PlanPage', loadSharingTexts),
});

const dataSetPlanRoute = createRoute({
  ...inRoot,
  path: '/editions/$edition/plan/$dataSet',
  component: lazyPage(() => import('./data-set-plan-page.tsx'), 'DataSetPlanPage', loadSharingTexts),
});

const mayRoute = createRoute({
  ...inRoot,
  path: '/editions/$edition/what-may',
  component: lazyPage(() => import('./may-page.tsx'), 'MayPage', loadSharingTexts),
});

/** `text` says whether the agreement is shown in full. */
const agreementRoute = createRoute({
  ...inRoot,
  path: '/editions/$edition/agreement',
  component: lazyPage(() => import('./agreement-page.tsx'), 'AgreementPage', loadSharingTexts),
  validateSearch: ({ text }): { text?: 'short' } => (text === 'short' ? { text } : {}),
});

const adviceRoute = createRoute({
  ...inRoot,
  path: '/editions/$edition/privacy',
  component: lazyPage(() => import('./advice-page.tsx'), 'AdvicePage', loadSharingTexts),
});

const deskRoute = createRoute({
  ...inRoot,
  path: '/privacy',
  component: lazyPage(() => import('./desk-page.tsx'), 'DeskPage', loadSharingTexts),
});

const leadTimesRoute = createRoute({
  ...inRoot,
  path: '/lead-times',
  component: lazyPage(() => import('./lead-times-page.tsx'), 'LeadTimesPage', loadSharingTexts),
});

const legalBasesRoute = createRoute({
  ...inRoot,
  path: '/legal-bases',
  component: lazyPage(() => import('./legal-bases-page.tsx'), 'LegalBasesPage', loadSharingTexts),
});

export const sharingPages = [
  planRoute,
  dataSetPlanRoute,
  mayRoute,
  agreementRoute,
  adviceRoute,
  deskRoute,
  leadTimesRoute,
  legalBasesRoute,
] as const;
