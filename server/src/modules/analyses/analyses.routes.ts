import type { Actor } from '../../platform/http/actor.ts';
import { bind, type RouteBinding, signedIn } from '../../platform/http/binding.ts';
import { analysesRoutes as routes } from './analyses.contract.ts';
import type { AnalysesReader } from './analyses.reader.ts';
import type { createAnalysesService } from './analyses.service.ts';
import type { createEvidenceService } from './evidence.service.ts';
import type { Question, Rung } from './questions.contract.ts';
import type { createQuestions } from './questions.service.ts';

interface Services {
  readonly questions: ReturnType<typeof createQuestions>;
  readonly chooseRung: (
    actor: Actor,
    place: { edition: string; question: string },
    input: { rung: Rung; reason: string | null },
  ) => Promise<Question>;
  readonly reader: AnalysesReader;
  readonly service: ReturnType<typeof createAnalysesService>;
  readonly evidence: ReturnType<typeof createEvidenceService>;
}

/** The services judge the permission, because it depends on the edition and not only on the person. */
export function bindAnalyses({ questions, chooseRung, reader, service, evidence }: Services): RouteBinding[] {
  return [
    bind(routes.listQuestions, signedIn, async (actor, { params }) => ({
      body: await questions.list(actor, params.edition),
    })),
    bind(routes.askQuestion, signedIn, async (actor, { params, body }) => ({
      body: await questions.ask(actor, params.edition, body),
    })),
    bind(routes.chooseRung, signedIn, async (actor, { params, body }) => ({
      body: await chooseRung(actor, params, body),
    })),
    bind(routes.sortQuestion, signedIn, async (actor, { params, body }) => ({
      body: await questions.sort(actor, params.edition, params.question, body),
    })),
    bind(routes.listQueryOptions, signedIn, async (actor, { params, signal }) => ({
      body: await reader.listOptions(actor, params.edition, signal),
    })),
    bind(routes.listAnalyses, signedIn, async (actor, { params, query }) => ({
      body: await reader.list(actor, params.edition, query),
    })),
    bind(routes.createAnalysis, signedIn, async (actor, { params, body, signal }) => ({
      body: await service.create(actor, params.edition, body, signal),
    })),
    bind(routes.getAnalysis, signedIn, async (actor, { params, signal }) => ({
      body: await reader.get(actor, params.edition, params.analysis, signal),
    })),
    bind(routes.changeAnalysis, signedIn, async (actor, { params, body, signal }) => ({
      body: await service.change(actor, params.edition, params.analysis, body, signal),
    })),
    bind(routes.runAnalysis, signedIn, async (actor, { params, signal }) => ({
      body: await service.run(actor, params.edition, params.analysis, signal),
    })),
    bind(routes.getEvidence, signedIn, async (actor, { params }) => ({
      body: await evidence.get(actor, params.evidence),
    })),
    bind(routes.recordEvidenceDownload, signedIn, async (actor, { params }) => ({
      body: await evidence.recordDownload(actor, params.evidence),
    })),
    bind(routes.repeatEvidence, signedIn, async (actor, { params, signal }) => ({
      body: await evidence.repeat(actor, params.evidence, signal),
    })),
  ];
}
