import { measureKey, registeredColumns } from '@datalab/warehouse';
import type { AnyTx } from '../../platform/db/database.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { AnalysesDeps } from './analyses.deps.ts';
import { listAnalyses } from './analyses.queries.ts';
import { selectSources } from './analyses.service.ts';
import type { AnalysisQuery, View } from './answer.contract.ts';
import { answerViews, readViews, tryReadViews } from './answer-views.ts';
import { areaNames } from './area-names.ts';
import type { EvidenceContent } from './evidence.queries.ts';
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
          return query.measures.map(
            (measure, position): Measurable => ({
              analysis,
              view: view.key,
              measure: measureKey(measure),
              title: view.title,
              label: measureFacts(measure, query, landed).label,
              query: view.query,
              position,
              areas: limitedTo ?? {},
            }),
          );
        }),
      );
    },

    async measure({ edition, views, signal }, save) {
      const read = readViews(views);
      const sources = selectSources(await deps.findLandedSources(edition.slug), read);
      const parameters = await deps.protectionOf(edition.slug);
      const { findAreas, answerTimeoutMs: timeoutMs } = deps;
      await deps.releases.within({ edition, actor: null, parameters }, async (session) => {
        const { review } = session;
        const answers = await answerViews(read, {
          sources,
          parameters,
          findAreas,
          timeoutMs,
          signal,
          review,
        });
        const measurement: Measurement = {
          answers,
          sources: sources.map(sourceFacts),
          organisations: [...new Set(sources.map(({ owner }) => owner))],
          protection: protectionFacts(parameters, answers),
        };
        await deps.db.transaction().execute(async (tx) => session.save(tx, await save(tx, measurement)));
      });
    },
  };
}
