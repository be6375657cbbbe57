import type { Actor } from '../../platform/http/actor.ts';
import type { Performer } from '../../platform/http/perform.ts';
import { analysesRoutes } from '../analyses/analyses.contract.ts';
import type { Evidence } from '../analyses/evidence.contract.ts';
import type { Question } from '../analyses/questions.contract.ts';
import { type Edition, editionsRoutes } from '../editions/editions.contract.ts';
import type { Organisation } from '../identity/identity.contract.ts';
import { type ImpactBoard, impactRoutes } from '../impact/impact.contract.ts';
import { type Picture, pictureRoutes } from '../picture/picture.contract.ts';
import { type Insight, insightsRoutes } from '../solutions/insights.contract.ts';
import { type Solution, solutionsRoutes } from '../solutions/solutions.contract.ts';
import type { Closing } from './closing.contract.ts';

/** Everything a report tells, as this person may read it; the numbers are those of the evidence. */
export interface ReportFacts {
  readonly edition: Edition;
  readonly organisations: readonly Organisation[];
  readonly questions: readonly Question[];
  readonly evidence: readonly Evidence[];
  readonly picture: Picture;
  readonly insights: readonly Insight[];
  /** Requirement 82: the analyses that an insight, or a note for one, rests on. */
  readonly usedAnalyses: ReadonlySet<string>;
  readonly solutions: readonly Solution[];
  readonly impact: ImpactBoard;
  readonly closing: Closing;
}

export interface ReportDeps {
  readonly perform: Performer;
  readonly listOrganisations: () => Promise<readonly Organisation[]>;
}

export async function gatherReport(
  { perform, listOrganisations }: ReportDeps,
  actor: Actor,
  slug: string,
  closing: Closing,
): Promise<ReportFacts> {
  const params = { edition: slug };
  const { analyses } = await perform.call(actor, analysesRoutes.listAnalyses, { params });
  const evidence: Evidence[] = [];
  for (const { evidence: id } of analyses) {
    if (id !== null)
      evidence.push(await perform.call(actor, analysesRoutes.getEvidence, { params: { evidence: id } }));
  }
  const { insights } = await perform.call(actor, insightsRoutes.listInsights, { params });
  return {
    edition: await perform.call(actor, editionsRoutes.getEdition, { params }),
    organisations: await listOrganisations(),
    questions: (await perform.call(actor, analysesRoutes.listQuestions, { params })).questions,
    evidence,
    picture: await perform.call(actor, pictureRoutes.getPicture, { params }),
    insights: insights.filter(({ state }) => state !== 'note'),
    usedAnalyses: new Set(insights.flatMap((one) => one.evidence.map(({ id }) => id))),
    solutions: (await perform.call(actor, solutionsRoutes.listSolutions, { params })).solutions,
    impact: await perform.call(actor, impactRoutes.listIndicators, { params }),
    closing,
  };
}
