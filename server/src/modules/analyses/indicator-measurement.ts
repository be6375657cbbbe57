import { measureKey, type QuestionMeasure, registeredColumns } from '@datalab/warehouse';
import type { AnyTx } from '../../platform/db/database.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { AnalysesDeps } from './analyses.deps.ts';
import { listAnalyses } from './analyses.queries.ts';
import type { AnalysisQuery, View } from './answer.contract.ts';
import { answerInEdition, shownOf } from './answer-in-edition.ts';
import { readViews, tryReadViews } from './answer-views.ts';
import { areaNames } from './area-names.ts';
import type { EvidenceContent } from './evidence.contract.ts';
import { protectionFacts, sourceFacts } from './evidence-content.ts';
import { measureFacts } from './labels.ts';

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
  /** The neighbourhoods it may be limited to, by code; empty when its data set has none. */
  readonly areas: Readonly<Record<string, LocalText>>;
}

/** What a protected measurement holds, the same as any evidence. */
export type Measurement = Pick<EvidenceContent, 'answers' | 'sources' | 'organisations' | 'protection'>;

export interface IndicatorMeasurement {
  listMeasurable(edition: { readonly id: string; readonly slug: string }): Promise<Measurable[]>;
  /**
   * Protected answers on the newest versions. The caller saves them in a transaction and gives the id they are saved
   * under. Throws the failures of an analysis.
   */
  measure(work: MeasureWork, save: (tx: AnyTx, measurement: Measurement) => Promise<string>): Promise<void>;
}

export interface MeasureWork {
  readonly edition: { readonly id: string; readonly slug: string };
  readonly views: readonly View[];
  readonly signal: AbortSignal;
}

export function createIndicatorMeasurement(deps: AnalysesDeps): IndicatorMeasurement {
  return {
    async listMeasurable({ id, slug }) {
      const analyses = await listAnalyses(deps.db, id);
      const landed = await deps.findLandedSources(slug);
      const areas = new Map<number, Readonly<Record<string, LocalText>>>();
      for (const { contract } of landed) {
        if (contract.areaYear === undefined || areas.has(contract.areaYear)) continue;
        areas.set(contract.areaYear, areaNames(await deps.findAreas(contract.areaYear), 'neighbourhood'));
      }
      return analyses.flatMap(({ id: analysis, views }) =>
        tryReadViews(views).read.flatMap(({ view, query }) => {
          const source = landed.find(({ dataSet }) => dataSet === query.from);
          const columns =
            source === undefined ? [] : registeredColumns(source.contract).map(({ name }) => name);
          if (!columns.includes('month')) return [];
          const year = source?.contract.areaYear;
          const limitedTo = columns.includes('neighbourhood') && year !== undefined ? areas.get(year) : {};
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
                areas: limitedTo ?? {},
              },
            ];
          });
        }),
      );
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

/** One person can be in several months, so persons are not counted by month; their records are. */
function toRecords(measure: QuestionMeasure): QuestionMeasure {
  if ('count' in measure && measure.count === 'persons') return { count: 'records' };
  return 'rate' in measure && measure.rate === 'persons' ? { ...measure, rate: 'records' } : measure;
}
