import { createRootRoute } from '@tanstack/react-router';
import { NotFoundPage } from './not-found-page.tsx';

/** Features hang their routes under this one; `router.tsx` puts the shell around it. */
export const rootRoute = createRootRoute({ notFoundComponent: NotFoundPage });
