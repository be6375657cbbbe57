import type { FigureState } from '@datalab/query-control';
import { type ProtectedAnswer, type Question, QuestionError, rowsOf } from '@datalab/warehouse';

/** A question as the server accepts it; absent parts are empty. */
export type AskedQuery = Pick<Question, 'from' | 'measures'> &
  Partial<Pick<Question, 'by' | 'where' | 'also'>>;

export interface AskedRow {
  readonly values: readonly (string | null)[];
  readonly figures: readonly FigureState[];
}

export interface Answered {
  readonly refused: false;
  readonly rows: readonly AskedRow[];
  readonly totals: readonly FigureState[];
}

/** A question that is not answered tells an attacker something too: why, and which one is nearest to it. */
export interface Refused {
  readonly refused: true;
  readonly status: number;
  readonly code: string;
  readonly nearest?: AskedQuery;
}

export type Asked = Answered | Refused;

/** An answer as the product gives it: rows of labels and figures by name. */
interface NamedAnswer {
  readonly rows: readonly Readonly<Record<string, string | null | FigureState>>[];
  readonly totals: Readonly<Record<string, string | null | FigureState>>;
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
}

export function answerToAsked({ rows, totals, dimensions, measures }: NamedAnswer): Answered {
  const figuresOf = (row: NamedAnswer['totals']): FigureState[] =>
    measures.map((key) => {
      const value = row[key];
      return typeof value === 'object' && value !== null ? value : { status: 'missing' };
    });
  return {
    refused: false,
    rows: rows.map((row) => ({
      values: dimensions.map((key) => {
        const value = row[key];
        return typeof value === 'string' ? value : null;
      }),
      figures: figuresOf(row),
    })),
    totals: figuresOf(totals),
  };
}

/** What the product throws where it refuses a question, as the server sends it. Anything else is thrown again. */
export function refusalToAsked(error: unknown): Refused {
  if (!(error instanceof QuestionError)) throw error;
  const [problem] = error.problems;
  const nearest = problem?.nearest;
  return { refused: true, status: 422, code: problem?.code ?? '', ...(nearest ? { nearest } : {}) };
}

/** The same of an answer that did not come over HTTP. */
export function columnsToAsked(answer: ProtectedAnswer): Answered {
  return answerToAsked({ ...answer, rows: rowsOf(answer) });
}

/** The number that is shown, or undefined. A zero is a number. */
export function shown(figure: FigureState | undefined): number | undefined {
  return figure?.status === 'published' || figure?.status === 'zero' ? figure.value : undefined;
}

/** The first figure of each row, by its labels; of a question by nothing that of the total. */
export function figuresByLabels(asked: Asked): Map<string, FigureState> {
  if (asked.refused) return new Map();
  const rows = asked.rows.length > 0 ? asked.rows : [{ values: [], figures: asked.totals }];
  return new Map(
    rows.flatMap(({ values, figures: [figure] }) => (figure ? [[JSON.stringify(values), figure]] : [])),
  );
}
