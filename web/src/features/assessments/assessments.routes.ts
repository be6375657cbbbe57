import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';
import { loadAssessmentTexts } from '../../i18n/texts.ts';

const boardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/assessments',
  component: lazyPage(() => import('./assessments-page.tsx'), 'AssessmentsPage', loadAssessmentTexts),
});

const prescanRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/assessments/prescan',
  component: lazyPage(() => import('./prescan-page.tsx'), 'PrescanPage', loadAssessmentTexts),
});

const topicRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/assessments/prescan/$topic',
  component: lazyPage(() => import('./topic-page.tsx'), 'TopicPage', loadAssessmentTexts),
});

const scoresRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/assessments/scores',
  component: lazyPage(() => import('./scores-page.tsx'), 'ScoresPage', loadAssessmentTexts),
});

const tradeOffRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/assessments/trade-off',
  component: lazyPage(() => import('./trade-off-page.tsx'), 'TradeOffPage', loadAssessmentTexts),
});

const adviceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/assessments/advice',
  component: lazyPage(() => import('./advice-page.tsx'), 'AdvicePage', loadAssessmentTexts),
});

const fileRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/assessments/files/$file',
  component: lazyPage(() => import('./file-page.tsx'), 'FilePage', loadAssessmentTexts),
});

const formsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/assessment-forms',
  component: lazyPage(() => import('./forms-page.tsx'), 'FormsPage', loadAssessmentTexts),
});

export const assessmentsPages = [
  boardRoute,
  prescanRoute,
  topicRoute,
  scoresRoute,
  tradeOffRoute,
  adviceRoute,
  fileRoute,
  formsRoute,
] as const;
