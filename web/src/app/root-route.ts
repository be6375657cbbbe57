import { createRootRoute } from '@tanstack/react-router';
import { NotFoundPage } from './not-found-page.tsx';
import { Shell } from './shell.tsx';

/** Features hang their routes under this one; see router.tsx. */
export const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });
