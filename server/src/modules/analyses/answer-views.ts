import type { CheckedCubes, DisclosureParameters } from '@datalab/query-control';
import {
  type AreaDivision,
  createAnswerSetting,
  DamagedVersionError,
  dimensionKey,
  EngineError,
  measureKey,
  type ProtectedAnswer,
  parseQuestion,
  type Question,
  QuestionError,
  questionToSql,
  rowsOf,
  type AnswerSetting as WarehouseSetting,
} from '@datalab/warehouse';
import { Failure, type FailureProblem } from '../../platform/errors/failure.ts';
import { type AnswerDamage, toQuerySource } from '../checks/checks.api.ts';
import type { AnalysisQuery, SentAnswer, View } from './answer.contract.ts';
import { tableRowsMax } from './askable.contract.ts';
import type { KeptAnswer, KeptAnswers } from './kept-answers.ts';
import { type DimensionNames, dimensionFacts, measureFacts } from './labels.ts';
import type { LandedSource } from './landed-sources.ts';
import { type Asked, questionProblems, questionToFailure } from './not-askable.ts';

export interface AnswerSetting {
  readonly sources: readonly LandedSource[];
  readonly parameters: DisclosureParameters;
  readonly findAreas: (year: number) => Promise<AreaDivision | undefined>;
  readonly groupings: DimensionNames['groupings'];
  readonly keptAnswers: KeptAnswers;
  /** What of a version may be shown; waits until that is known. */
  readonly check: (source: LandedSource) => Promise<CheckedCubes>;
  readonly answerDamage: AnswerDamage;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** A view whose query has been read and found whole. */
export interface ReadView {
  readonly view: View;
  readonly query: Question;
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
      return [{ view, query: parseQuestion(view.query) }];
    } catch (error) {
      if (!(error instanceof QuestionError)) throw error;
      problems.push(...questionProblems(error, { index }));
      return [];
    }
  });
  return { read, problems };
}

/** The protected answers of all views, from nothing but the given sources. */
export async function answerViews(views: readonly ReadView[], setting: AnswerSetting): Promise<SentAnswer[]> {
  const warehouse = await gather(views, setting);
  const answers: SentAnswer[] = [];
  for (const [index, { view, query }] of views.entries()) {
    answers.push(await answerView(view, query, index, warehouse, setting));
  }
  return answers;
}

/** The checks that these views need, and the rows of open data. */
export async function gather(
  views: readonly ReadView[],
  {
    sources,
    parameters,
    check,
    answerDamage,
    timeoutMs,
    signal,
  }: Omit<AnswerSetting, 'findAreas' | 'groupings' | 'keptAnswers'>,
): Promise<WarehouseSetting> {
  const byName = new Map(sources.map((source) => [source.dataSet, source]));
  try {
    return await createAnswerSetting(
      views.map(({ query }) => query),
      {
        sources: new Map(sources.map((source) => [source.dataSet, toQuerySource(source)])),
        parameters,
        rowsMax: tableRowsMax,
        timeoutMs,
        signal,
        check: ({ dataset }) => {
          const source = byName.get(dataset);
          if (source === undefined) throw new Error(`${dataset} was not given`);
          return check(source);
        },
      },
    );
  } catch (error) {
    if (error instanceof DamagedVersionError) throw answerDamage(error);
    if (error instanceof EngineError && error.code === 'engine.timeout') {
      throw new Failure('analyses.took-too-long', 504);
    }
    if (error instanceof EngineError && error.code === 'engine.memory') {
      throw new Failure('analyses.too-heavy', 422);
    }
    throw error;
  }
}

/** The areas of the year that a data set is divided by. */
export async function areasOf(
  dataSet: string,
  { sources, findAreas }: Pick<AnswerSetting, 'findAreas' | 'sources'>,
): Promise<AreaDivision | undefined> {
  const areaYear = sources.find((source) => source.dataSet === dataSet)?.contract.areaYear;
  return areaYear === undefined ? undefined : findAreas(areaYear);
}

async function answerView(
  view: View,
  query: Question,
  index: number,
  warehouse: WarehouseSetting,
  setting: AnswerSetting,
): Promise<SentAnswer> {
  const { sources, groupings } = setting;
  const areas = await areasOf(query.from, setting);
  const asked: Asked = { index, names: { query, sources, areas, groupings } };
  const { answer, coarser } = await tryAnswer(query, warehouse, asked, setting.keptAnswers);
  return {
    ...shapeAnswer(view, answer, { query, sources, areas, groupings }),
    ...(coarser === undefined ? {} : { coarser: questionToQuery(coarser) }),
  };
}

async function tryAnswer(
  query: Question,
  warehouse: WarehouseSetting,
  asked: Asked,
  keptAnswers: KeptAnswers,
): Promise<KeptAnswer> {
  try {
    return await keptAnswers.answer(query, warehouse);
  } catch (error) {
    if (error instanceof QuestionError) throw questionToFailure(error, asked);
    throw error;
  }
}

function shapeAnswer(
  view: View,
  answer: ProtectedAnswer,
  names: DimensionNames & { readonly query: Question },
): Omit<SentAnswer, 'coarser'> {
  const { query, sources, areas } = names;
  const dimensions = query.by.map((dimension) => dimensionFacts(dimension, names));
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
    rows: rowsOf(answer),
    totals: { ...answer.totals },
    areaYear: dimensions.some(({ kind }) => kind === 'area') ? (areas?.year ?? null) : null,
    sql: questionToSql(query),
  };
}

/** A question as the contract writes it. */
export function questionToQuery({ unit, ...question }: Question): AnalysisQuery {
  return { ...question, ...(unit === undefined ? {} : { unit }) };
}
