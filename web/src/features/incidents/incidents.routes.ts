import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../../app/lazy-page.ts';
import { rootRoute } from '../../app/root-route.ts';
import { loadDataTexts } from '../../i18n/texts.ts';

const root = { getParentRoute: () => rootRoute };

const incidentsRoute = createRoute({
  ...root,
  path: '/incidents',
  component: lazyPage(() => import('./incidents-page.tsx'), 'IncidentsPage', loadDataTexts),
});

const reportRoute = createRoute({
  ...root,
  path: '/incidents/report',
  component: lazyPage(() => import('./report-page.tsx'), 'ReportIncidentPage', loadDataTexts),
});

const incidentRoute = createRoute({
  ...root,
  path: '/incidents/$incident',
  component: lazyPage(() => import('./incident-page.tsx'), 'IncidentPage', loadDataTexts),
});

export const incidentsPages = [incidentsRoute, reportRoute, incidentRoute] as const;
