import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';
import { loadDataTexts } from '../../i18n/texts.ts';

export const processingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/processing',
  component: lazyPage(() => import('./processing-page.tsx'), 'ProcessingPage', loadDataTexts),
});
