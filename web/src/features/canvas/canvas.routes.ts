import { type BoxKey, boxKeys } from '@datalab/server/modules/canvas/boxes.contract.ts';
import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';

/** The board of an edition; `box` is the one that is open. */
export const canvasRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/editions/$edition/canvas',
  component: lazyPage(() => import('./canvas-page.tsx'), 'CanvasPage'),
  validateSearch: (search): { box?: BoxKey } => {
    const box = boxKeys.find((key) => key === search['box']);
    return box === undefined ? {} : { box };
  },
});
