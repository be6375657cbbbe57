import type { DisclosureParameters } from '@datalab/query-control';
import { isOpenAboutAreas } from '@datalab/warehouse';
import { Failure } from '../../platform/errors/failure.ts';
import { type CheckWork, linkedTo } from '../checks/checks.api.ts';
import type { Opened, Shown } from '../releases/releases.api.ts';
import type { AnalysesDeps } from './analyses.deps.ts';
import type { SentAnswer } from './answer.contract.ts';
import { type AnswerSetting, answerViews, type ReadView } from './answer-views.ts';
import { dataSetsOf } from './data-sets-of.ts';
import type { Evidence } from './evidence.contract.ts';
import { createKeptAnswers } from './kept-answers.ts';
import type { LandedSource } from './landed-sources.ts';

type Deps = Pick<
  AnalysesDeps,
  | 'answerDamage'
  | 'answerTimeoutMs'
  | 'checkOf'
  | 'findAreas'
  | 'findGroupingNames'
  | 'findLandedSources'
  | 'keptAnswers'
  | 'now'
  | 'protectionOf'
>;

/** The protected answers of views, with all that they rest on. */
export interface Answered {
  readonly answers: SentAnswer[];
  /** The sources that the answers were made from, no others. */
  readonly sources: readonly LandedSource[];
  /** The versions that could be linked to them. */
  readonly checkedBeside: NonNullable<Evidence['checkedBeside']>;
  readonly parameters: DisclosureParameters;
}

/** Answers views on the newest versions of an edition, with the groupings that are in force at a moment. */
export async function answerInEdition(
  deps: Deps,
  edition: string,
  views: readonly ReadView[],
  signal: AbortSignal,
  moment = deps.now(),
): Promise<Answered> {
  const landed = await deps.findLandedSources(edition);
  return answerOn(landed, views, await createSetting(deps, edition, landed, { signal, moment }));
}

/**
 * Answers views again on the versions, and with the groupings, that they were answered on at a moment before. Every figure is
 * made again: none comes from the answers that were kept.
 */
export async function answerAgain(
  deps: Deps,
  edition: string,
  { versions, moment }: { readonly versions: ReadonlyMap<string, string>; readonly moment: Date },
  views: readonly ReadView[],
  signal: AbortSignal,
): Promise<Answered> {
  const landed = await deps.findLandedSources(edition, versions);
  const asked = { signal, moment, isPast: true };
  const setting = await createSetting(deps, edition, landed, asked);
  return answerOn(landed, views, { ...setting, keptAnswers: createKeptAnswers({ bytesMax: 0 }) });
}

async function answerOn(
  landed: readonly LandedSource[],
  views: readonly ReadView[],
  setting: AnswerSetting,
): Promise<Answered> {
  const sources = selectSources(landed, views);
  const answers = await answerViews(views, { ...setting, sources });
  const { parameters } = setting;
  return { answers, sources, checkedBeside: besideOf(sources, landed), parameters };
}

/** For whom versions are checked, and as they stood at which moment. */
export interface CheckAsked extends Pick<CheckWork, 'isPast' | 'moment'> {
  readonly signal: AbortSignal;
}

/** What any question about these versions of an edition is answered with. */
export async function createSetting(
  deps: Deps,
  edition: string,
  landed: readonly LandedSource[],
  asked: CheckAsked,
): Promise<AnswerSetting> {
  const { answerDamage, findAreas, answerTimeoutMs: timeoutMs, checkOf, keptAnswers } = deps;
  return {
    sources: landed,
    parameters: await deps.protectionOf(edition),
    answerDamage,
    findAreas,
    keptAnswers,
    groupings: await deps.findGroupingNames(edition),
    timeoutMs,
    signal: asked.signal,
    check: (source) => checkOf({ ...asked, edition, source, others: landed }),
  };
}

/** How much was shown of which data sets. */
export function shownOf({
  sources,
  protection,
}: Pick<Evidence, 'protection' | 'sources'>): Pick<Shown, 'dataSets' | 'figures'> {
  return {
    dataSets: sources.map(({ dataSet }) => dataSet),
    figures: {
      shown: protection.publishedCells + protection.zeroCells,
      suppressed: protection.suppressedCells,
    },
  };
}

/** A result as somebody else than its maker opened it. */
export function openedOf(content: Pick<Evidence, 'id' | 'protection' | 'sources'>): Opened {
  return { evidence: content.id, ...shownOf(content) };
}

/** Which versions the checks of these sources depend on besides themselves. */
function besideOf(
  sources: readonly LandedSource[],
  landed: readonly LandedSource[],
): NonNullable<Evidence['checkedBeside']> {
  const beside = sources
    .filter(({ contract }) => !isOpenAboutAreas(contract))
    .flatMap((source) => linkedTo(source, landed));
  return [...new Map(beside.map(({ dataSet, version }) => [dataSet, { dataSet, version }])).values()];
}

/** Only the landed data sets that the queries name; a name that has not landed here is refused, not looked for. */
export function selectSources(sources: readonly LandedSource[], views: readonly ReadView[]): LandedSource[] {
  for (const { query } of views) requireOneKey(sources, dataSetsOf(query));
  const named = [...new Set(views.flatMap(({ query }) => dataSetsOf(query)))];
  return named.map((dataSet) => {
    const source = sources.find((candidate) => candidate.dataSet === dataSet);
    if (source === undefined) throw new Failure('analyses.data-not-landed', 409, { dataSet });
    return source;
  });
}

/** The same person has another pseudonym under another key: together such data sets would seem to share nobody. */
function requireOneKey(sources: readonly LandedSource[], dataSets: readonly string[]): void {
  const withPersons = sources.filter(
    ({ dataSet, keyVersion }) => keyVersion !== null && dataSets.includes(dataSet),
  );
  if (new Set(withPersons.map(({ keyVersion }) => keyVersion)).size <= 1) return;
  const [newest] = withPersons.map(({ keyVersion }) => keyVersion ?? 0).toSorted((one, other) => other - one);
  const behind = withPersons.filter(({ keyVersion }) => keyVersion !== newest);
  throw new Failure('analyses.keys-differ', 409, {
    dataSets: behind.map(({ dataSet }) => dataSet).join(', '),
  });
}
