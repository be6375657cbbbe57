import type {
  ClosedPart,
  Cube,
  DisclosureParameters,
  ProtectedColumn,
  ProtectedFigure,
  ProtectionFacts,
} from '@datalab/query-control';
import type { QuerySources } from '../lake/source.ts';
import type { LabelColumn } from '../question/label-column.ts';
import type { OpenTable } from './open-table.ts';

/** A version with its true sizes and what the rules show of them. */
export interface CheckedVersion {
  readonly cubes: Readonly<{ records: Cube; persons?: Cube | undefined }>;
  readonly protections: Readonly<{
    records: ShownRows;
    persons?: ShownRows | undefined;
  }>;
}

/** What is read of a protection. */
export interface ShownRows {
  /** Per row of the cube 0 where it is shown. */
  readonly rules: Uint8Array;
  readonly closed: readonly ClosedPart[];
}

/** What an answer is made from. */
export interface AnswerSetting {
  /** The landed versions of one space. */
  readonly sources: QuerySources;
  /** Of each data set that a question names in `from`, and of each denominator that names persons. */
  readonly versions: ReadonlyMap<string, CheckedVersion>;
  /** The same of open data about areas. */
  readonly open: ReadonlyMap<string, OpenTable>;
  readonly parameters: DisclosureParameters;
  /** A table has at most so many rows. Default: 150,000. */
  readonly rowsMax?: number | undefined;
}

/** One row: the dimensions as text (null = no value), then the measures, each protected. */
export type ProtectedRow = Record<string, string | null | ProtectedFigure>;

/**
 * The protected answer to a question, column by column, so that a large table is no object per cell; `rowsOf` makes its
 * rows. Nothing unprotected is in it.
 */
export interface ProtectedAnswer {
  readonly rowCount: number;
  /** The names of the dimension columns, in the order of the question. */
  readonly dimensions: string[];
  /** Of each of them the labels of the rows. */
  readonly labels: readonly LabelColumn[];
  /** The names of the measure columns, in the order of the question. */
  readonly measures: string[];
  /** Of each of them the figures of the rows. */
  readonly figures: readonly ProtectedColumn[];
  /** The same measures without dimensions, protected by themselves: the rows need not add up to them. */
  readonly totals: ProtectedRow;
  /** The landed versions the answer rests on. */
  readonly versions: { dataset: string; version: string }[];
  readonly protection: ProtectionFacts;
}
