import type { ClosedPart } from '@datalab/query-control';
import type { Question } from './question.ts';

/** One thing that is wrong with a question: where (`measures[1].sum`), what, and a stable code. */
export interface QuestionProblem {
  path: string;
  message: string;
  code: QuestionProblemCode;
  /** Of a question that is understood and not answered: what is not possible, for texts in other languages. */
  refusal?: Refusal;
  /** The question nearest to the one that was asked, of those that can be answered. */
  nearest?: Question;
}

/** Why a question that is understood is not answered. Dimensions go by their key. */
export type Refusal =
  | { readonly kind: 'too-many-dimensions'; readonly dimensions: readonly string[]; readonly most: number }
  | { readonly kind: 'persons-by-period'; readonly dimension: string; readonly levels: readonly string[] }
  | { readonly kind: 'persons-in-period'; readonly dimension: string; readonly levels: readonly string[] }
  | { readonly kind: 'persons-of-several-values'; readonly dimension: string }
  | { readonly kind: 'period-not-whole'; readonly dimension: string; readonly levels: readonly string[] }
  | { readonly kind: 'closed'; readonly closed: ClosedPart }
  | { readonly kind: 'table-too-large'; readonly combinations: number; readonly most: number };

export type QuestionProblemCode =
  | 'query.shape'
  | 'query.unknown-field'
  | 'query.too-many'
  | 'query.duplicate'
  | 'dataset.unknown'
  | 'column.unknown'
  | 'column.not-a-measure'
  | 'group.unknown'
  | 'persons.absent'
  | 'denominator.unusable'
  | 'value.unknown'
  | 'month.invalid'
  | 'period.invalid'
  | 'table.too-large'
  | 'query.too-many-dimensions'
  | 'query.persons-by-period'
  | 'query.persons-of-several-values'
  | 'query.period-not-whole'
  | 'query.closed';

/** The question cannot be answered as asked. Nothing was computed. */
export class QuestionError extends Error {
  readonly problems: QuestionProblem[];

  constructor(problems: QuestionProblem[]) {
    super(problems.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join(' '));
    this.name = 'QuestionError';
    this.problems = problems;
  }
}
