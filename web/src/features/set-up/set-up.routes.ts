import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';
import { loadAccountTexts } from '../../i18n/texts.ts';

export const setUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/set-up/$step',
  component: lazyPage(() => import('./set-up-page.tsx'), 'SetUpPage', loadAccountTexts),
});
