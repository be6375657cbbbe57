import {
  type Fields,
  isFields,
  type Report,
  readList,
  readName,
  rejectDoubles,
  rejectUnknown,
} from './fields.ts';
import { readDimension, readFilter } from './parse-filter.ts';
import {
  dimensionKey,
  measureKey,
  type Question,
  type QuestionLink,
  type QuestionMeasure,
  type QuestionUnit,
  questionLimits,
  questionUnits,
} from './question.ts';
import { QuestionError, type QuestionProblem } from './refusal.ts';

/**
 * Reads a question from parsed JSON and returns it in its full form (`by`, `where` and `also` always present, lists
 * sorted and without doubles). Checks the shape and the limits only; names and values are looked up later.
 * @throws QuestionError that lists every problem, each with its path
 */
export function parseQuestion(json: unknown): Question {
  const problems: QuestionProblem[] = [];
  const report: Report = (path, message, code = 'query.shape') => {
    problems.push({ path, message, code });
    return undefined;
  };
  const question = readQuestion(json, report);
  if (!question || problems.length > 0) throw new QuestionError(problems);
  return question;
}

function readQuestion(json: unknown, report: Report): Question | undefined {
  if (!isFields(json)) return report('', 'A question is a JSON object with "from" and "measures".');
  rejectUnknown(json, ['from', 'unit', 'measures', 'by', 'where', 'also'], '', report);
  const from = readName(json['from'], 'from', report);
  const unit = json['unit'] === undefined ? undefined : readUnit(json['unit'], report);
  const read = <T>(
    field: 'measures' | 'by' | 'where' | 'also',
    item: (value: unknown, path: string, report: Report) => T | undefined,
  ) =>
    readList(
      field === 'measures' ? json[field] : (json[field] ?? []),
      field,
      { item, limit: questionLimits[field] },
      report,
    );
  const measures = read('measures', readMeasure);
  const by = read('by', readDimension);
  const where = read('where', readFilter);
  const also = read('also', readLink);
  if (Array.isArray(json['measures']) && json['measures'].length === 0) {
    report('measures', 'Name at least one measure, such as {"count": "records"}.');
  }
  rejectDoubles(measures?.map(measureKey), 'measures', report);
  rejectDoubles(by?.map(dimensionKey), 'by', report);
  if (from === undefined || !measures || !by || !where || !also) return undefined;
  return { from, ...(unit && { unit }), measures, by, where, also };
}

function readMeasure(value: unknown, path: string, report: Report): QuestionMeasure | undefined {
  if (!isFields(value)) return report(path, 'A measure is an object such as {"count": "records"}.');
  if ('count' in value) {
    rejectUnknown(value, ['count'], path, report);
    const count = readCounted(value['count'], `${path}.count`, report);
    return count && { count };
  }
  if ('sum' in value) {
    rejectUnknown(value, ['sum'], path, report);
    const sum = readName(value['sum'], `${path}.sum`, report);
    return sum === undefined ? undefined : { sum };
  }
  if ('mean' in value) {
    rejectUnknown(value, ['mean'], path, report);
    const mean = readName(value['mean'], `${path}.mean`, report);
    return mean === undefined ? undefined : { mean };
  }
  if ('rate' in value) return readRate(value, path, report);
  return report(path, 'A measure is one of "count", "sum", "mean" and "rate".');
}

function readRate(value: Fields, path: string, report: Report): QuestionMeasure | undefined {
  rejectUnknown(value, ['rate', 'per', 'of'], path, report);
  const rate = readCounted(value['rate'], `${path}.rate`, report);
  const of = readName(value['of'], `${path}.of`, report);
  const per = value['per'] ?? 1000;
  if (typeof per !== 'number' || !Number.isInteger(per) || per < 1 || per > 1_000_000) {
    return report(`${path}.per`, 'Give a whole number from 1 to 1,000,000, such as 1000.');
  }
  return rate && of !== undefined ? { rate, per, of } : undefined;
}

function readCounted(value: unknown, path: string, report: Report): 'persons' | 'records' | undefined {
  if (value === 'persons' || value === 'records') return value;
  return report(path, 'Count "persons" or "records".');
}

function readLink(value: unknown, path: string, report: Report): QuestionLink | undefined {
  if (!isFields(value)) return report(path, 'A link is {"in": data set} or {"notIn": data set}.');
  rejectUnknown(value, ['in', 'notIn'], path, report);
  if ('in' in value === 'notIn' in value) return report(path, 'A link is either "in" or "notIn".');
  const direction = 'in' in value ? 'in' : 'notIn';
  const dataset = readName(value[direction], `${path}.${direction}`, report);
  if (dataset === undefined) return undefined;
  return direction === 'in' ? { in: dataset } : { notIn: dataset };
}

function readUnit(value: unknown, report: Report): QuestionUnit | undefined {
  const unit = questionUnits.find((name) => name === value);
  return unit ?? report('unit', `A unit is one of ${questionUnits.join(', ')}.`);
}
