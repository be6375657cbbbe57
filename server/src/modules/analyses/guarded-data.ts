import type { Question as Query, QuestionDimension } from '@datalab/warehouse';
import type { DataFacts } from '../guardrail/check.contract.ts';
import type { UsedOfContract } from '../guardrail/guardrail.api.ts';
import type { AnalysesDeps, EditionView } from './analyses.deps.ts';
import { listAnalysesOfQuestion } from './analyses.queries.ts';
import { type ReadView, tryReadViews } from './answer-views.ts';
import { dataSetsOf } from './data-sets-of.ts';
import type { LandedSource } from './landed-sources.ts';
import type { Question } from './questions.contract.ts';

/** What the guardrail judges an analysis on: the data that its views use, as their contracts describe them. */
export async function readUsed(
  { findLandedSources, guard }: Pick<AnalysesDeps, 'findLandedSources' | 'guard'>,
  edition: Pick<EditionView, 'slug'>,
  views: readonly ReadView[],
): Promise<DataFacts[]> {
  const sources = await findLandedSources(edition.slug);
  return guard.factsOf(
    usedOf(
      views.map(({ query }) => query),
      sources,
    ),
  );
}

/** The same for all analyses under a question, whose views may be of earlier rules. */
export async function readUsedOfQuestion(
  deps: AnalysesDeps,
  edition: EditionView,
  question: Pick<Question, 'id'>,
): Promise<DataFacts[]> {
  const rows = await listAnalysesOfQuestion(deps.db, edition.id, question.id);
  return readUsed(
    deps,
    edition,
    rows.flatMap(({ views }) => tryReadViews(views).read),
  );
}

/** The columns that queries use of each data set. Who is linked is known by the person, and a group by any category. */
export function usedOf(queries: readonly Query[], sources: readonly LandedSource[]): UsedOfContract[] {
  return sources.flatMap(({ dataSet, contract }) => {
    const using = queries.filter((query) => dataSetsOf(query).includes(dataSet));
    if (using.length === 0) return [];
    const columns = contract.columns.filter(({ name, role }) =>
      using.some((query) =>
        role === 'person-number'
          ? linksPersons(query)
          : query.from === dataSet && (namedIn(query, name) || (role === 'dimension' && usesGroup(query))),
      ),
    );
    return [{ dataSet, contractVersion: contract.version, columns: columns.map(({ name }) => name) }];
  });
}

function dimensionsOf({ by, where }: Query): QuestionDimension[] {
  return [...by, ...where.map(({ column }) => column)];
}

function namedIn(query: Query, name: string): boolean {
  const measured = query.measures.some(
    (measure) => ('sum' in measure && measure.sum === name) || ('mean' in measure && measure.mean === name),
  );
  return measured || dimensionsOf(query).includes(name);
}

function usesGroup(query: Query): boolean {
  return dimensionsOf(query).some((dimension) => typeof dimension === 'object' && 'group' in dimension);
}

function linksPersons(query: Query): boolean {
  const names = (dimension: QuestionDimension) => typeof dimension === 'object' && !('group' in dimension);
  return query.also.length > 0 || dimensionsOf(query).some(names);
}
