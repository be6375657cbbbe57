import { createRouter } from '@tanstack/react-router';
import { ErrorPage } from './app/error-page.tsx';
import { rootRoute } from './app/root-route.ts';
import { analysesRoutes } from './features/analyses/analyses.routes.ts';
import { assessmentsPages } from './features/assessments/assessments.routes.ts';
import { auditRoute } from './features/audit/audit.routes.ts';
import { canvasRoute } from './features/canvas/canvas.routes.ts';
import { catalogueRoutes } from './features/catalogue/catalogue.routes.ts';
import { closingPageRoutes } from './features/closing/closing.routes.ts';
import { deliveryRoute } from './features/deliveries/deliveries.routes.ts';
import { evidenceRoute } from './features/evidence/evidence.routes.ts';
import { guardrailPages } from './features/guardrail/guardrail.routes.ts';
import { homeRoute } from './features/home/home.routes.ts';
import { identityPages } from './features/identity/identity.routes.ts';
import { impactRoute } from './features/impact/impact.routes.ts';
import { incidentsPages } from './features/incidents/incidents.routes.ts';
import { noticesPages } from './features/notices/notices.routes.ts';
import { documentRoute } from './features/picture/picture.routes.ts';
import { preparationRoutes } from './features/preparation/preparation.routes.ts';
import { processingRoute } from './features/processing/processing.routes.ts';
import { readinessPageRoutes } from './features/readiness/readiness.routes.ts';
import { releasesPages } from './features/releases/releases.routes.ts';
import { setUpRoute } from './features/set-up/set-up.routes.ts';
import { sharingPages } from './features/sharing/sharing.routes.ts';
import { solutionRoute } from './features/solutions/solutions.routes.ts';
import { timelineRoute } from './features/timeline/timeline.routes.ts';
import { Shell } from './shell.tsx';
import { stepRoutes } from './steps/steps.routes.ts';

export const router = createRouter({
  routeTree: rootRoute
    .update({ component: Shell })
    .addChildren([
      homeRoute,
      ...stepRoutes,
      canvasRoute,
      ...preparationRoutes,
      deliveryRoute,
      documentRoute,
      ...analysesRoutes,
      evidenceRoute,
      solutionRoute,
      ...closingPageRoutes,
      impactRoute,
      ...readinessPageRoutes,
      ...releasesPages,
      ...guardrailPages,
      ...assessmentsPages,
      ...sharingPages,
      ...catalogueRoutes,
      auditRoute,
      processingRoute,
      ...incidentsPages,
      ...identityPages,
      setUpRoute,
      ...noticesPages,
      timelineRoute,
    ]),
  defaultErrorComponent: ErrorPage,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
