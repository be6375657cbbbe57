import { type ShownKind, shownKinds } from '@datalab/server/modules/releases/shown.contract.ts';
import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';

export interface ShownSearch {
  person?: string;
  kind?: ShownKind;
  before?: number;
}

export const releasesPages = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/editions/$edition/releases',
    component: lazyPage(() => import('./releases-page.tsx'), 'ReleasesPage'),
    validateSearch: ({ person, kind, before }): ShownSearch => {
      const known = shownKinds.find((one) => one === kind);
      return {
        ...(typeof person === 'string' && person !== '' ? { person } : {}),
        ...(known === undefined ? {} : { kind: known }),
        ...(typeof before === 'number' && before > 0 ? { before } : {}),
      };
    },
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/editions/$edition/groupings',
    component: lazyPage(() => import('./groupings-page.tsx'), 'GroupingsPage'),
  }),
] as const;
