import { namesPersons } from '../contract/contract.ts';
import { areaColumns, type QuerySource, type QuerySources, registeredColumns } from '../lake/source.ts';
import { findNearest, type IsWanted } from './nearest.ts';
import { type AskableVersion, findNodes, type QuestionNodes } from './nodes-of-question.ts';
import { isPeriodLevel, type Question, tableRowsMax } from './question.ts';
import { QuestionError, type QuestionProblem } from './refusal.ts';
import { isArea, type ResolvedQuestion, resolveQuestion } from './resolve.ts';
import { finish, type Steps } from './steps.ts';

/** What a question is asked of. */
export interface Askable {
  /** The landed versions of one space. */
  readonly sources: QuerySources;
  /** What may be asked of those that are not open data about areas. */
  readonly versions: ReadonlyMap<string, AskableVersion>;
  /** A table has at most so many rows. Default: 150,000. */
  readonly rowsMax?: number | undefined;
}

/** A question in nodes, with those of the denominators that name persons. */
export interface Plan {
  readonly resolved: ResolvedQuestion;
  readonly nodes: QuestionNodes;
  readonly denominators: ReadonlyMap<string, DenominatorNodes>;
}

/** What a rate is divided by in a data set that names persons. */
export interface DenominatorNodes {
  readonly resolved: ResolvedQuestion;
  readonly nodes: QuestionNodes;
  /** The positions in `by` of the areas that it is grouped by. */
  readonly positions: readonly number[];
}

/**
 * Finds the nodes of a question. The question is about data that are not open data about areas.
 * @throws QuestionError when it cannot be answered; where it is understood, with the nearest question that can be
 * @throws TypeError when the version that is asked was not given
 */
export function planQuestion(question: Question, askable: Askable): Plan {
  return finish(planInSteps(question, askable));
}

/** The same in steps: the search for the nearest question can take longer than others should wait. */
export function* planInSteps(question: Question, askable: Askable): Steps<Plan> {
  const planned = tryPlan(question, askable);
  if (!Array.isArray(planned)) return planned;
  if (planned.every(({ refusal }) => refusal === undefined)) throw new QuestionError(planned);
  const nearest = yield* nearestQuestion(question, askable);
  throw new QuestionError(planned.map((one) => (one.refusal && nearest ? { ...one, nearest } : one)));
}

/**
 * The question nearest to this one, but not this one itself, that can be answered and is wanted; undefined where none is.
 * It does not depend on the order in which the question is written.
 */
export function nearestQuestion(
  question: Question,
  askable: Askable,
  isWanted: IsWanted<Plan> = () => true,
): Steps<Question | undefined> {
  return findNearest(question, {
    resolve: (one) => tryResolve(one, askable),
    plan: (one) => {
      const planned = tryPlan(one, askable);
      return Array.isArray(planned) ? undefined : planned;
    },
    latticeOf: (dataset) => versionOf(dataset, askable).records.lattice,
    isWanted,
  });
}

function tryPlan(question: Question, askable: Askable): Plan | QuestionProblem[] {
  const version = askable.versions.get(question.from);
  const resolved = resolveQuestion(question, askable.sources, version?.records.lattice);
  const nodes = findNodes(resolved, versionOf(question.from, askable), askable.rowsMax ?? tableRowsMax);
  const problems: QuestionProblem[] = Array.isArray(nodes) ? [...nodes] : [];
  const denominators = new Map<string, DenominatorNodes>();
  for (const [dataset, of] of resolved.denominators) {
    if (!namesPersons(of.contract)) continue;
    const found = planDenominator(of, resolved, askable);
    if (Array.isArray(found)) problems.push(...found);
    else denominators.set(dataset, found);
  }
  return Array.isArray(nodes) || problems.length > 0 ? problems : { resolved, nodes, denominators };
}

function tryResolve(question: Question, askable: Askable): ResolvedQuestion | undefined {
  const lattice = askable.versions.get(question.from)?.records.lattice;
  try {
    return resolveQuestion(question, askable.sources, lattice);
  } catch (error) {
    if (error instanceof QuestionError) return undefined;
    throw error;
  }
}

function versionOf(dataset: string, { versions }: Askable): AskableVersion {
  const version = versions.get(dataset);
  if (!version) throw new TypeError(`The version of "${dataset}" was not given.`);
  return version;
}

/**
 * How many persons of a data set are in the areas and periods of the question. Other filters, such as a category, select
 * what is counted, not what it is divided by.
 */
function planDenominator(
  of: QuerySource,
  resolved: ResolvedQuestion,
  askable: Askable,
): DenominatorNodes | QuestionProblem[] {
  const { question, dimensions } = resolved;
  const hasMonth = registeredColumns(of.contract).some(({ kind }) => kind === 'month');
  const areas: readonly string[] = areaColumns(of.contract);
  const positions = dimensions.flatMap((dimension, position) => (isArea(dimension) ? [position] : []));
  const asked: Question = {
    from: of.dataset,
    measures: [{ count: 'persons' }],
    by: positions.flatMap((position) => question.by[position] ?? []),
    where: question.where.filter(
      ({ column }) =>
        typeof column === 'string' && (areas.includes(column) || (hasMonth && isPeriodLevel(column))),
    ),
    also: [],
  };
  const version = versionOf(of.dataset, askable);
  const own = resolveQuestion(asked, askable.sources, version.records.lattice);
  const nodes = findNodes(own, version, askable.rowsMax ?? tableRowsMax);
  if (!Array.isArray(nodes)) return { resolved: own, nodes, positions };
  const at = question.measures.findIndex((measure) => 'rate' in measure && measure.of === of.dataset);
  return nodes.map((problem) => ({
    ...problem,
    path: `measures[${at}].of`,
    message: `Of "${of.dataset}": ${problem.message}`,
  }));
}
