import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';
import { FirstAccountPage } from './first-account-page.tsx';
import { NetworkPage } from './network-page.tsx';
import { PeoplePage } from './people-page.tsx';

const inRoot = { getParentRoute: () => rootRoute };

const peopleRoute = createRoute({ ...inRoot, path: '/people', component: PeoplePage });
const networkRoute = createRoute({ ...inRoot, path: '/organisations', component: NetworkPage });
const firstAccountRoute = createRoute({ ...inRoot, path: '/first-account', component: FirstAccountPage });

export const identityPages = [peopleRoute, networkRoute, firstAccountRoute] as const;
