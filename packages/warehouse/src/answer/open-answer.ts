import { explainProtection, missingFigure, type ProtectedFigure, rateFigure } from '@datalab/query-control';
import type { QuerySource } from '../lake/source.ts';
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
import { byLabels } from './row-order.ts';
import type { AnswerSetting, ProtectedAnswer, ProtectedRow } from './setting.ts';

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
  if (groups.size > tableRowsMax) throw new QuestionError([refuseTooLarge(groups.size)]);
  const figureOf = createOpenFigures(resolved, setting);
  const keys = dimensions.map(({ key }) => key);
  const toRow = ({ labels, rows }: Group): ProtectedRow => ({
    ...Object.fromEntries(labels.map((label, at) => [keys[at] ?? '', label])),
    ...Object.fromEntries(
      question.measures.map((measure) => [measureKey(measure), figureOf(measure, { labels, rows })]),
    ),
  });
  const total: Group = { labels: [], rows: within };
  const listed = [...groups.values()].map((rows) => ({
    labels: dimensions.map((one) => (rows[0] ? labelOf(rows[0], one) : null)),
    rows,
  }));
  const ordered = dimensions.length === 0 ? [total] : listed.sort(byLabels(dimensions));
  return {
    rows: ordered.map(toRow),
    dimensions: keys,
    measures: question.measures.map(measureKey),
    totals: toRow(total),
    versions: used.map(({ dataset, version }) => ({ dataset, version })),
    protection: explainProtection(setting.parameters),
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
  return (measure: QuestionMeasure, { labels, rows }: Group): ProtectedFigure => {
    if ('sum' in measure) return sumOfRows(rows, measure.sum, source);
    if ('mean' in measure) return meanOfRows(rows, measure.mean, source);
    const count = countOfRows(rows, source);
    if ('count' in measure) return count;
    const shown = labels.length === 0 ? [] : areas;
    const divisor = divisors.get(measure.of)?.(
      shown.map(({ dimension }) => dimension),
      shown.map(({ position }) => labels[position] ?? null),
    );
    return rateFigure(count, divisor ?? missingFigure, measure.per);
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
