import { measureKey, type QuestionMeasure, registeredColumns } from '@datalab/warehouse';
import type { AnyTx } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { AnalysesDeps } from './analyses.deps.ts';
import { type AnalysesPage, type AnalysisRow, findAnalysis, listAnalysesPage } from './analyses.queries.ts';
import type { AnalysisQuery, View } from './answer.contract.ts';
import { answerInEdition, shownOf } from './answer-in-edition.ts';
import { type ReadView, readViews, tryReadViews } from './answer-views.ts';
import { areaNames } from './area-names.ts';
import type { EvidenceContent } from './evidence.contract.ts';
import { protectionFacts, sourceFacts } from './evidence-content.ts';
import { measureFacts } from './labels.ts';
import type { LandedSource } from './landed-sources.ts';

/** A measure of a saved query whose data set has months, so that it can be followed over time. */
export interface Measurable {
  readonly analysis: string;
  readonly view: string;
  readonly measure: string;
  readonly title: LocalText;
  readonly label: LocalText;
  readonly query: AnalysisQuery;
  /** Which of the measures of the query it is. */
  readonly position: number;
  /** The analysis counts persons, who cannot be counted by month: what is followed are their records. */
  readonly insteadOfPersons: boolean;
  /** The neighbourhoods it may be limited to: those of a year, by code. Null when its data set has none. */
  readonly areas: { readonly year: number; readonly names: Readonly<Record<string, LocalText>> } | null;
}

/** What a protected measurement holds, the same as any evidence. */
export type Measurement = Pick<EvidenceContent, 'answers' | 'sources' | 'organisations' | 'protection'>;

export interface IndicatorMeasurement {
  /** Of a page of the analyses of an edition, and how many analyses there are before those. */
  listMeasurable(
    edition: MeasuredEdition,
    page: AnalysesPage,
  ): Promise<{ readonly measurable: Measurable[]; readonly earlier: number }>;
  /** Undefined where the analysis has no such view or measure, or its data set has no months. */
  findMeasurable(
    edition: MeasuredEdition,
    asked: Pick<Measurable, 'analysis' | 'view' | 'measure'>,
  ): Promise<Measurable | undefined>;
  /**
   * Protected answers on the newest versions. The caller saves them in a transaction and gives the id they are saved
   * under. Throws the failures of an analysis.
   */
  measure(work: MeasureWork, save: (tx: AnyTx, measurement: Measurement) => Promise<string>): Promise<void>;
}

export interface MeasuredEdition {
  readonly id: string;
  readonly slug: string;
}

export interface MeasureWork {
  readonly edition: MeasuredEdition;
  readonly views: readonly View[];
  readonly signal: AbortSignal;
}

export function createIndicatorMeasurement(deps: AnalysesDeps): IndicatorMeasurement {
  return {
    async listMeasurable({ id, slug }, page) {
      if (page.before !== undefined && (await findAnalysis(deps.db, id, page.before)) === undefined) {
        throw new Failure('analyses.unknown', 404);
      }
      const { rows, earlier } = await listAnalysesPage(deps.db, id, page);
      return { measurable: await analysesToMeasurable(deps, slug, rows), earlier };
    },

    async findMeasurable({ id, slug }, { analysis, view, measure }) {
      const row = await findAnalysis(deps.db, id, analysis);
      const measurable = row === undefined ? [] : await analysesToMeasurable(deps, slug, [row]);
      return measurable.find((one) => one.view === view && one.measure === measure);
    },

    async measure({ edition, views, signal }, save) {
      const read = readViews(views);
      const answered = await answerInEdition(deps, edition.slug, read, signal);
      const { answers, sources, parameters } = answered;
      const measurement: Measurement = {
        answers,
        sources: sources.map(sourceFacts),
        organisations: [...new Set(sources.map(({ owner }) => owner))],
        protection: protectionFacts(parameters, answers),
      };
      await deps.db.transaction().execute(async (tx) => {
        const evidence = await save(tx, measurement);
        await deps.recordShown(tx, {
          edition: edition.slug,
          what: { evidence },
          actor: null,
          ...shownOf(measurement),
        });
      });
    },
  };
}

async function analysesToMeasurable(
  deps: AnalysesDeps,
  slug: string,
  analyses: readonly AnalysisRow[],
): Promise<Measurable[]> {
  const landed = await deps.findLandedSources(slug);
  const divisions = new Map<number, Measurable['areas']>();
  for (const { contract } of landed) {
    const { areaYear: year } = contract;
    if (year === undefined || divisions.has(year)) continue;
    divisions.set(year, { year, names: areaNames(await deps.findAreas(year), 'neighbourhood') });
  }
  return analyses.flatMap(({ id, views }) =>
    tryReadViews(views).read.flatMap((read) => viewToMeasurable(id, read, landed, divisions)),
  );
}

function viewToMeasurable(
  analysis: string,
  { view, query }: ReadView,
  landed: readonly LandedSource[],
  divisions: ReadonlyMap<number, Measurable['areas']>,
): Measurable[] {
  const source = landed.find(({ dataSet }) => dataSet === query.from);
  const columns = source === undefined ? [] : registeredColumns(source.contract).map(({ name }) => name);
  if (!columns.includes('month')) return [];
  const year = source?.contract.areaYear;
  const hasAreas = columns.includes('neighbourhood') && year !== undefined;
  return query.measures.flatMap((asked, position): Measurable[] => {
    const measure = toRecords(asked);
    const insteadOfPersons = measure !== asked;
    const key = measureKey(measure);
    if (insteadOfPersons && query.measures.some((other) => measureKey(other) === key)) return [];
    return [
      {
        analysis,
        view: view.key,
        measure: key,
        title: view.title,
        label: measureFacts(measure, query, landed).label,
        query: { ...view.query, measures: view.query.measures.with(position, measure) },
        position,
        insteadOfPersons,
        areas: hasAreas ? (divisions.get(year) ?? null) : null,
      },
    ];
  });
}

/** One person can be in several months, so persons are not counted by month; their records are. */
function toRecords(measure: QuestionMeasure): QuestionMeasure {
  if ('count' in measure && measure.count === 'persons') return { count: 'records' };
  return 'rate' in measure && measure.rate === 'persons' ? { ...measure, rate: 'records' } : measure;
}
