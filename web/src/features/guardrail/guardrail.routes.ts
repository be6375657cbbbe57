import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';
import { loadGuardrailTexts } from '../../i18n/texts.ts';

const whatWeDoRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/what-we-do',
  component: lazyPage(() => import('./what-we-do-page.tsx'), 'WhatWeDoPage', loadGuardrailTexts),
});

const checkRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/questions/$question/check',
  component: lazyPage(() => import('./check-page.tsx'), 'CheckPage', loadGuardrailTexts),
});

export const guardrailPages = [whatWeDoRoute, checkRoute] as const;
