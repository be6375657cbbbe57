import {
  explainProtection,
  figuresToColumn,
  missingFigure,
  type ProtectedColumn,
  type ProtectedFigure,
  rateFigures,
} from '@datalab/query-control';
import type { QuerySource } from '../lake/source.ts';
import { labelsToColumn } from '../question/label-column.ts';
import { compareLabels } from '../question/label-order.ts';
import { measureKey, type Question, type QuestionMeasure, tableRowsMax } from '../question/question.ts';
import { QuestionError, type QuestionProblem } from '../question/refusal.ts';
import { refuseTooLarge } from '../question/refuse.ts';
import { type ResolvedQuestion, resolveQuestion } from '../question/resolve.ts';
import {
  countOfRows,
  denominatorOfRows,
  isWithin,
  labelOf,
  meanOfRows,
  type OpenRow,
  type OpenTable,
  sumOfRows,
} from './open-table.ts';
import type { AnswerSetting, ProtectedAnswer } from './setting.ts';

/**
 * Answers a question about open data about areas with the figures as they are: they are public already. Each combination
 * that occurs gets a row.
 * @throws QuestionError when a name or value is not known, persons are asked, or the table is too large
 * @throws TypeError when the rows of a data set were not given
 */
export function answerOpen(question: Question, setting: AnswerSetting): ProtectedAnswer {
  const resolved = resolveQuestion(question, setting.sources, undefined);
  const { source, dimensions, used } = resolved;
  const table = tableOf(source, setting);
  rejectUnknownValues(resolved, table);
  const within = table.rows.filter((row) => isWithin(row, resolved.filters));
  const groups = Map.groupBy(within, (row) => JSON.stringify(dimensions.map((one) => labelOf(row, one))));
  const { rowsMax = tableRowsMax } = setting;
  if (groups.size > rowsMax) throw new QuestionError([refuseTooLarge(groups.size, rowsMax)]);
  const figuresOf = createOpenFigures(resolved, setting);
  const total: Group = { labels: [], rows: within };
  const listed = [...groups.values()].map((rows) => ({
    labels: dimensions.map((one) => (rows[0] ? labelOf(rows[0], one) : null)),
    rows,
  }));
  const ordered = dimensions.length === 0 ? [total] : listed.sort(byLabels(dimensions));
  const { measures } = question;
  return {
    rowCount: ordered.length,
    dimensions: dimensions.map(({ key }) => key),
    labels: dimensions.map((_, at) => labelsToColumn(ordered.map(({ labels }) => labels[at] ?? null))),
    measures: measures.map(measureKey),
    figures: measures.map((measure) => figuresOf(measure, ordered)),
    totals: Object.fromEntries(
      measures.map((measure) => [measureKey(measure), figuresOf(measure, [total]).at(0)]),
    ),
    versions: used.map(({ dataset, version }) => ({ dataset, version })),
    protection: explainProtection(setting.parameters),
  };
}

/** Compares the labels of two rows, dimension by dimension in the order of the question. */
function byLabels(dimensions: ResolvedQuestion['dimensions']) {
  return ({ labels: one }: Group, { labels: other }: Group): number => {
    const orders = dimensions.map(({ axis }, at) => compareLabels(one[at] ?? null, other[at] ?? null, axis));
    return orders.find((order) => order !== 0) ?? 0;
  };
}

interface Group {
  readonly labels: readonly (string | null)[];
  readonly rows: readonly OpenRow[];
}

function createOpenFigures(resolved: ResolvedQuestion, setting: AnswerSetting) {
  const { source, dimensions } = resolved;
  const areas = dimensions.flatMap((dimension, position) =>
    dimension.axis === 'area' ? [{ dimension, position }] : [],
  );
  const divisors = new Map(
    [...resolved.denominators].map(([dataset, of]) => [
      dataset,
      denominatorOfRows(tableOf(of, setting), of, resolved),
    ]),
  );
  const divisorOf = (dataset: string, { labels }: Group): ProtectedFigure => {
    const shown = labels.length === 0 ? [] : areas;
    const divide = divisors.get(dataset);
    if (!divide) return missingFigure;
    return divide(
      shown.map(({ dimension }) => dimension),
      shown.map(({ position }) => labels[position] ?? null),
    );
  };
  return (measure: QuestionMeasure, groups: readonly Group[]): ProtectedColumn => {
    if ('sum' in measure) {
      return figuresToColumn(groups.map(({ rows }) => sumOfRows(rows, measure.sum, source)));
    }
    if ('mean' in measure) {
      return figuresToColumn(groups.map(({ rows }) => meanOfRows(rows, measure.mean, source)));
    }
    const counts = figuresToColumn(groups.map(({ rows }) => countOfRows(rows, source)));
    if ('count' in measure) return counts;
    const figures = figuresToColumn(groups.map((group) => divisorOf(measure.of, group)));
    return rateFigures(counts, { figures, places: Uint32Array.from(groups.keys()) }, measure.per);
  };
}

function rejectUnknownValues({ filters }: ResolvedQuestion, { rows }: OpenTable): void {
  const problems = filters.flatMap(({ dimension, selection, path }): QuestionProblem[] => {
    if (!('in' in selection)) return [];
    const known = new Set(rows.map((row) => labelOf(row, dimension)));
    const unknown = selection.in.filter((value) => !known.has(value));
    if (unknown.length === 0) return [];
    const message = `${unknown.join(', ')} cannot be a value of ${dimension.key} here.`;
    return [{ path, code: 'value.unknown', message }];
  });
  if (problems.length > 0) throw new QuestionError(problems);
}

function tableOf({ dataset }: QuerySource, { open }: AnswerSetting): OpenTable {
  const table = open.get(dataset);
  if (!table) throw new TypeError(`The rows of "${dataset}" were not given.`);
  return table;
}
