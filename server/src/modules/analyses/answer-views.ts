import type { DisclosureParameters } from '@datalab/query-control';
import {
  type AnalysisQuery,
  type AreaDivision,
  answerQuery,
  dimensionKey,
  type Engine,
  EngineError,
  measureKey,
  openEngine,
  parseQuery,
  QueryError,
  type QuerySource,
  type TooLargeTable,
  type Answer as WarehouseAnswer,
} from '@datalab/warehouse';
import { Failure, type FailureProblem } from '../../platform/errors/failure.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { ReviewView } from '../releases/releases.api.ts';
import type { Answer, View } from './answer.contract.ts';
import { areaDomains } from './area-names.ts';
import { dimensionFacts, measureFacts } from './labels.ts';
import type { LandedSource } from './landed-sources.ts';

export interface AnswerSetting {
  readonly sources: readonly LandedSource[];
  readonly parameters: DisclosureParameters;
  readonly findAreas: (year: number) => Promise<AreaDivision | undefined>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly review: ReviewView;
}

/** A view whose query has been read and found whole. */
export interface ReadView {
  readonly view: View;
  readonly query: AnalysisQuery;
}

/** Reads the queries of all views; every problem is reported at once, each with its place. */
export function readViews(views: readonly View[]): ReadView[] {
  const { read, problems } = tryReadViews(views);
  if (problems.length > 0) throw new Failure('analyses.query-invalid', 422, {}, problems);
  return read;
}

/** The views that can be read, and what is wrong with the others: kept ones may ask what is refused now. */
export function tryReadViews(views: readonly View[]): {
  readonly read: ReadView[];
  readonly problems: FailureProblem[];
} {
  const problems: FailureProblem[] = [];
  const read = views.flatMap((view, index) => {
    try {
      return [{ view, query: parseQuery(view.query) }];
    } catch (error) {
      problems.push(...queryProblems(error, index));
      return [];
    }
  });
  return { read, problems };
}

/** The protected answers of all views, from nothing but the given sources, in an engine of their own. */
export async function answerViews(views: readonly ReadView[], setting: AnswerSetting): Promise<Answer[]> {
  const engine = await openEngine();
  try {
    const answers: Answer[] = [];
    for (const [index, { view, query }] of views.entries()) {
      answers.push(await answerView(view, query, index, engine, setting));
    }
    return answers;
  } finally {
    engine.close();
  }
}

/** The data sets a query reads, the one it counts first. */
export function dataSetsOf(query: AnalysisQuery): string[] {
  const linked = query.also.map((link) => ('in' in link ? link.in : link.notIn));
  const dimensions = [...query.by, ...query.where.map(({ column }) => column)];
  const members = dimensions.flatMap((dimension) =>
    typeof dimension === 'object' && 'in' in dimension ? [dimension.in] : [],
  );
  const denominators = query.measures.flatMap((measure) => ('rate' in measure ? [measure.of] : []));
  return [...new Set([query.from, ...linked, ...members, ...denominators])];
}

async function answerView(
  view: View,
  query: AnalysisQuery,
  index: number,
  engine: Engine,
  setting: AnswerSetting,
): Promise<Answer> {
  const { sources, parameters, timeoutMs, signal, review } = setting;
  const from = sources.find(({ dataSet }) => dataSet === query.from);
  const areaYear = from?.contract.areaYear ?? null;
  const areas = areaYear === null ? undefined : await setting.findAreas(areaYear);
  const nameOf = (key: string): LocalText => {
    const dimension = query.by.find((one) => dimensionKey(one) === key);
    return dimension === undefined
      ? { nl: key, en: key }
      : dimensionFacts(dimension, query, sources, areas).label;
  };
  const raw = await translated({ index, nameOf }, () =>
    answerQuery({
      query,
      engine,
      sources: new Map(sources.map((source) => [source.dataSet, toQuerySource(source)])),
      protection: { parameters },
      timeoutMs,
      signal,
      domains: areaDomains(areas),
      review: review(view.key, query),
    }),
  );
  return shapeAnswer(view, query, raw, sources, areas);
}

function toQuerySource({ dataSet, version, dir, contract }: LandedSource): QuerySource {
  return { dataset: dataSet, version, dir, contract };
}

function shapeAnswer(
  view: View,
  query: AnalysisQuery,
  raw: WarehouseAnswer,
  sources: readonly LandedSource[],
  areas: AreaDivision | undefined,
): Answer {
  const dimensions = query.by.map((dimension) => dimensionFacts(dimension, query, sources, areas));
  return {
    key: view.key,
    title: view.title,
    shape: view.shape,
    query: view.query,
    dimensions: dimensions.map((facts, index) => ({ key: dimensionKey(query.by[index] ?? ''), ...facts })),
    measures: query.measures.map((measure) => ({
      key: measureKey(measure),
      ...measureFacts(measure, query, sources),
    })),
    rows: raw.rows,
    totals: raw.totals ?? null,
    areaYear: dimensions.some(({ kind }) => kind === 'area') ? (areas?.year ?? null) : null,
    sql: raw.sql,
  };
}

interface Asked {
  readonly index: number;
  readonly nameOf: (dimension: string) => LocalText;
}

async function translated<T>({ index, nameOf }: Asked, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof EngineError && error.code === 'engine.timeout') {
      throw new Failure('analyses.took-too-long', 504);
    }
    if (error instanceof EngineError && error.code === 'engine.memory') {
      throw new Failure('analyses.too-heavy', 422);
    }
    const problems = queryProblems(error, index);
    const table =
      error instanceof QueryError ? error.problems.find((problem) => problem.table)?.table : undefined;
    if (table !== undefined) throw tooLarge(table, nameOf);
    throw new Failure('analyses.query-invalid', 422, {}, problems);
  }
}

function tooLarge({ combinations, most, leaveOut, left }: TooLargeTable, nameOf: Asked['nameOf']): Failure {
  const names = leaveOut.map(nameOf);
  const listed = {
    nl: names.map(({ nl }) => `‘${nl}’`).join(' en '),
    en: names.map(({ en }) => `‘${en}’`).join(' and '),
  };
  return new Failure('analyses.table-too-large', 422, { combinations, most, leaveOut: listed, left });
}

function queryProblems(error: unknown, index: number): FailureProblem[] {
  if (!(error instanceof QueryError)) throw error;
  return error.problems.map(({ path, message, code }) => ({
    path: `views[${index}].query${path === '' ? '' : `.${path}`}`,
    message,
    code,
  }));
}
