import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';
import { HomePage } from './home-page.tsx';

export const homeRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: HomePage });
