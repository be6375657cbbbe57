import { requireAllowed } from '../../platform/errors/failure.ts';
import { requireFreshProof } from '../../platform/http/actor.ts';
import { bind, type RouteBinding, signedIn } from '../../platform/http/binding.ts';
import type { ClosingDeps } from './closing.deps.ts';
import { createExports } from './export.service.ts';
import { reportRoutes } from './report.contract.ts';
import type { ReportDeps } from './report.facts.ts';
import { createReports } from './report.service.ts';
import { templateRoutes } from './template.contract.ts';
import { createTemplates } from './template.service.ts';

/** What leaves an edition, to be read or built upon elsewhere. The services judge the permission. */
export function bindExportImport(deps: ClosingDeps & ReportDeps): RouteBinding[] {
  const reports = createReports(deps);
  const exportEdition = createExports(deps, reports);
  const templates = createTemplates(deps);
  return [
    bind(reportRoutes.getReport, signedIn, async (actor, { params, query }) => ({
      body: await reports.get(actor, params.edition, query.language),
    })),
    bind(reportRoutes.downloadReport, signedIn, async (actor, { params, query }) => ({
      body: null,
      file: await reports.download(actor, params.edition, query.language),
    })),
    bind(reportRoutes.exportEdition, signedIn, async (actor, { params, query }) => {
      const withPeople = query.people === 'yes';
      if (withPeople) requireAllowed(requireFreshProof(actor));
      return { body: null, file: await exportEdition(actor, params.edition, withPeople) };
    }),
    bind(templateRoutes.listTemplates, signedIn, async (actor) => ({ body: await templates.list(actor) })),
    bind(templateRoutes.addTemplate, signedIn, async (actor, { upload }) => ({
      body: await templates.add(actor, upload),
    })),
    bind(templateRoutes.startFromTemplate, signedIn, async (actor, { params, body }) => ({
      body: await templates.start(actor, params.template, body),
    })),
    bind(templateRoutes.getOrigin, signedIn, async (actor, { params }) => ({
      body: await templates.originOf(actor, params.edition),
    })),
  ];
}
