import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';

const root = { getParentRoute: () => rootRoute };
const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

const newAnalysisRoute = createRoute({
  ...root,
  path: '/editions/$edition/analyses/new',
  component: lazyPage(() => import('./builder-page.tsx'), 'BuilderPage'),
  validateSearch: (search): { question?: string; change?: string } => ({
    ...(text(search['question']) && { question: text(search['question']) ?? '' }),
    ...(text(search['change']) && { change: text(search['change']) ?? '' }),
  }),
});

const analysisRoute = createRoute({
  ...root,
  path: '/editions/$edition/analyses/$analysis',
  component: lazyPage(() => import('./analysis-page.tsx'), 'AnalysisPage'),
});

export const analysesRoutes = [newAnalysisRoute, analysisRoute] as const;
