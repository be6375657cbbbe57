import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';
import { TimelinePage } from './timeline-page.tsx';

export const timelineRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/timeline',
  component: TimelinePage,
});
