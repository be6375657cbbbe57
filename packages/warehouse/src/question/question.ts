/**
 * What a question is grouped by or selects on: a period (`month`, `quarter`, `year`), an area level, a column by its
 * name in the lake, whether the person is in another data set, how many records the person has, or a registered group.
 */
export type QuestionDimension = string | { in: string } | { recordsPerPerson: true } | { group: string };

/** What is counted or added up per row. `sum` and `mean` name a column with role `measure`. */
export type QuestionMeasure =
  | { count: 'persons' | 'records' }
  | { sum: string }
  | { mean: string }
  | { rate: 'persons' | 'records'; per: number; of: string };

/**
 * Keeps the records whose value is in the list (null = no value), or whose period lies between two months, quarters or
 * years, both included.
 */
export type QuestionFilter =
  | { column: QuestionDimension; in: (string | null)[] }
  | { column: PeriodLevel; from?: string; to?: string };

/** Keeps the records of persons who are also, or are not, in another data set of the same space. */
export type QuestionLink = { in: string } | { notIn: string };

/** Periods, finest first. */
export const periodLevels = ['month', 'quarter', 'year'] as const;
export type PeriodLevel = (typeof periodLevels)[number];

/** What the question is about. It does not change the answer; the reviewer of the question reads it. */
export const questionUnits = ['person', 'household', 'address', 'object', 'event', 'area'] as const;
export type QuestionUnit = (typeof questionUnits)[number];

/** A question as data. Made by `parseQuestion`; every name in it still has to be found. */
export interface Question {
  from: string;
  unit?: QuestionUnit;
  measures: QuestionMeasure[];
  by: QuestionDimension[];
  where: QuestionFilter[];
  also: QuestionLink[];
}

/** How much one question may ask. */
export const questionLimits = { measures: 6, by: 4, where: 6, also: 3, listed: 1000 } as const;

/** A table has at most so many rows: 36 months by 140 neighbourhoods by 20 ages, with room to grow. */
export const tableRowsMax = 150_000;

/** The result column of a measure, such as `count.persons` or `sum.amount`. */
export function measureKey(measure: QuestionMeasure): string {
  const [kind, subject] = Object.entries(measure)[0] ?? [];
  return `${kind}.${subject}`;
}

/** The result column of a dimension, such as `month`, `in.benefits`, `records-per-person` or `group.centre`. */
export function dimensionKey(dimension: QuestionDimension): string {
  if (typeof dimension === 'string') return dimension;
  if ('in' in dimension) return `in.${dimension.in}`;
  return 'group' in dimension ? `group.${dimension.group}` : 'records-per-person';
}

/** Whether a column is a level of time. */
export function isPeriodLevel(column: QuestionDimension): column is PeriodLevel {
  return periodLevels.some((level) => level === column);
}
