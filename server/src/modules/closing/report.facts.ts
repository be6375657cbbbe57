import type { Actor } from '../../platform/http/actor.ts';
import type { Performer } from '../../platform/http/perform.ts';
import { type AnalysisSummary, analysesPerPageMax, analysesRoutes } from '../analyses/analyses.contract.ts';
import type { Evidence } from '../analyses/evidence.contract.ts';
import type { Question } from '../analyses/questions.contract.ts';
import { type Edition, editionsRoutes } from '../editions/editions.contract.ts';
import type { Organisation } from '../identity/identity.contract.ts';
import { type ImpactBoard, impactRoutes } from '../impact/impact.contract.ts';
import { type Picture, pictureRoutes } from '../picture/picture.contract.ts';
import type { RecordShown, Shown } from '../releases/releases.api.ts';
import { type Insight, insightsRoutes } from '../solutions/insights.contract.ts';
import { type Solution, solutionsRoutes } from '../solutions/solutions.contract.ts';
import type { Closing } from './closing.contract.ts';

/** An analysis that has a result. */
export type AnalysedFact = Pick<AnalysisSummary, 'id' | 'finding'> & { readonly evidence: string };

/** Everything a report tells, as this person may read it; the numbers are those of the evidence. */
export interface ReportFacts {
  readonly edition: Edition;
  readonly organisations: readonly Organisation[];
  readonly questions: readonly Question[];
  readonly analyses: readonly AnalysedFact[];
  /** Of the analyses that the report tells of one by one, in the order of the analyses. */
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
  /** Keeps who took figures along as a file. */
  readonly recordShown: RecordShown;
}

/** How much of which data sets is in a file that holds these results. */
export function shownIn(
  evidence: readonly Pick<Evidence, 'answers' | 'protection' | 'sources'>[],
): Pick<Shown, 'dataSets' | 'figures'> {
  const withFigures = evidence.filter(({ answers }) => answers.length > 0);
  const sum = (count: (one: Evidence['protection']) => number): number =>
    withFigures.reduce((total, { protection }) => total + count(protection), 0);
  return {
    dataSets: withFigures.flatMap(({ sources }) => sources.map(({ dataSet }) => dataSet)),
    figures: {
      shown: sum(({ publishedCells, zeroCells }) => publishedCells + zeroCells),
      suppressed: sum(({ suppressedCells }) => suppressedCells),
    },
  };
}

export async function gatherReport(
  { perform, listOrganisations }: Omit<ReportDeps, 'recordShown'>,
  actor: Actor,
  slug: string,
  closing: Closing,
): Promise<ReportFacts> {
  const params = { edition: slug };
  const analyses = await listAnalyses(perform, actor, slug);
  const analysed = analyses.flatMap(({ id, finding, evidence }) =>
    evidence === null ? [] : [{ id, finding, evidence }],
  );
  const { insights } = await perform.call(actor, insightsRoutes.listInsights, { params });
  const usedAnalyses = new Set(insights.flatMap((one) => one.evidence.map(({ id }) => id)));
  const evidence: Evidence[] = [];
  for (const told of toldOf(analysed, usedAnalyses)) {
    evidence.push(await getEvidence(perform, actor, told.evidence));
  }
  return {
    edition: await perform.call(actor, editionsRoutes.getEdition, { params }),
    organisations: await listOrganisations(),
    questions: (await perform.call(actor, analysesRoutes.listQuestions, { params })).questions,
    analyses: analysed,
    evidence,
    picture: await perform.call(actor, pictureRoutes.getPicture, { params }),
    insights: insights.filter(({ state }) => state !== 'note'),
    usedAnalyses,
    solutions: (await perform.call(actor, solutionsRoutes.listSolutions, { params })).solutions,
    impact: await perform.call(actor, impactRoutes.listIndicators, { params }),
    closing,
  };
}

/** Every analysis of an edition, the oldest first, read a page at a time. */
async function listAnalyses(perform: Performer, actor: Actor, edition: string): Promise<AnalysisSummary[]> {
  const pages: AnalysisSummary[][] = [];
  let before: string | undefined;
  do {
    const query = { limit: analysesPerPageMax, ...(before === undefined ? {} : { before }) };
    const input = { params: { edition }, query };
    const { analyses, earlier } = await perform.call(actor, analysesRoutes.listAnalyses, input);
    pages.unshift(analyses);
    before = earlier > 0 ? analyses[0]?.id : undefined;
  } while (before !== undefined);
  return pages.flat();
}

export async function getEvidence(perform: Performer, actor: Actor, evidence: string): Promise<Evidence> {
  return toPublic(await perform.call(actor, analysesRoutes.getEvidence, { params: { evidence } }));
}

/** A file is handed on, so it has no figures of earlier rules, whoever makes it. */
export function toPublic(evidence: Evidence): Evidence {
  return evidence.underEarlierRules ? { ...evidence, answers: [], finding: null } : evidence;
}

/** Analyses told of one by one, each with its figures: more than anybody reads, and few enough to hold at once. */
export const toldMost = 60;

/** What insights rest on comes first, then what was concluded, then the newest of the rest. */
export function toldOf(
  analyses: readonly AnalysedFact[],
  used: ReadonlySet<string>,
): readonly AnalysedFact[] {
  if (analyses.length <= toldMost) return analyses;
  const weight = ({ id, finding }: AnalysedFact): number => (used.has(id) ? 2 : finding === null ? 0 : 1);
  const newestFirst = analyses.toReversed();
  const told = new Set(newestFirst.toSorted((a, b) => weight(b) - weight(a)).slice(0, toldMost));
  return analyses.filter((one) => told.has(one));
}
