/** A registered column by its name in the lake, or one of the two dimensions derived from the person. */
export type Dimension = string | { in: string } | { recordsPerPerson: true };

/** What is counted or added up per cell. `sum` and `mean` name a column with role `measure`. */
export type Measure =
  | { count: 'persons' | 'records' }
  | { sum: string }
  | { mean: string }
  | { rate: 'persons' | 'records'; per: number; of: string };

/**
 * Keeps the records whose value is in the list (null = no value), or whose month lies in the closed period. Months are
 * never a list, but for `[null]`.
 */
export type Filter =
  | { column: Dimension; in: (string | null)[] }
  | { column: Dimension; from?: string; to?: string };

/** Keeps the records of persons who are also, or are not, in another data set of the same space. */
export type Link = { in: string } | { notIn: string };

/** What the question is about. It does not change the answer; the reviewer of the question reads it. */
export type Unit = (typeof units)[number];

/** A question as data. Made by `parseQuery`; every name in it still has to be found in the sources. */
export interface AnalysisQuery {
  from: string;
  unit?: Unit;
  measures: Measure[];
  by: Dimension[];
  where: Filter[];
  also: Link[];
}

export const units = ['person', 'household', 'address', 'object', 'event', 'area'] as const;

/** How much one question may ask. */
export const queryLimits = { measures: 6, by: 4, where: 6, also: 3, listed: 1000 } as const;

/** The registered bands of {@link recordsPerPersonKey}: no others can be asked for. */
export const recordsPerPersonBands = ['1', '2-4', '5-9', '10-24', '25+'] as const;

/** The result column of the dimension `{"recordsPerPerson": true}`. */
export const recordsPerPersonKey = 'records-per-person';

/** One thing that is wrong with a question: where (`measures[1].sum`), what, and a stable code. */
export interface QueryProblem {
  path: string;
  message: string;
  code: QueryProblemCode;
  /** Of `table.too-large`: the numbers in the message, for texts in other languages. */
  table?: TooLargeTable;
}

/** A table with more combinations than are shown. */
export interface TooLargeTable {
  readonly combinations: number;
  readonly most: number;
  /** The dimensions, by key, without which the table is small enough. */
  readonly leaveOut: readonly string[];
  /** How many combinations are left then. */
  readonly left: number;
}

export type QueryProblemCode =
  | 'query.shape'
  | 'query.unknown-field'
  | 'query.too-many'
  | 'query.duplicate'
  | 'dataset.unknown'
  | 'dataset.empty'
  | 'column.unknown'
  | 'column.not-a-measure'
  | 'persons.absent'
  | 'denominator.unusable'
  | 'value.unknown'
  | 'month.invalid'
  | 'month.listed'
  | 'table.too-large';

/** The question cannot be answered as asked. Nothing was computed. */
export class QueryError extends Error {
  readonly problems: QueryProblem[];

  constructor(problems: QueryProblem[]) {
    super(problems.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join(' '));
    this.name = 'QueryError';
    this.problems = problems;
  }
}

/** The result column of a measure, such as `count.persons` or `sum.amount`. */
export function measureKey(measure: Measure): string {
  const [kind, subject] = Object.entries(measure)[0] ?? [];
  return `${kind}.${subject}`;
}

/** The result column of a dimension, such as `month`, `in.benefits` or `records-per-person`. */
export function dimensionKey(dimension: Dimension): string {
  if (typeof dimension === 'string') return dimension;
  return 'in' in dimension ? `in.${dimension.in}` : recordsPerPersonKey;
}
