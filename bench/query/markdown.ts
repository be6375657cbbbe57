import type { QuestionProblem } from '@datalab/warehouse';
import type { Crowd } from './askers.ts';
import { type Answered, type Compared, type Refused, ratioToInformed, ratioToPlain } from './compare.ts';
import { round } from './cost.ts';
import type { AfterAnswers } from './earlier-answers.ts';
import type { PeerCosts } from './peers.ts';
import type { Size } from './size.ts';

type Cell = string | number;

function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What is answered, with the processor time of everything it was held against. */
export function answeredTable(answered: readonly Answered[]): string {
  const head = [
    ...[
      'cells',
      'measure',
      'filter',
      'rows',
      'shown',
      'answer: CPU ms',
      'clock ms',
      'plain: CPU ms',
      'times',
    ],
    ...['with persons and largest: CPU ms', 'times'],
  ];
  const rows = answered.map((one) => [
    one.asked.table,
    one.asked.measure,
    one.asked.filter,
    one.rows,
    one.shown,
    round(one.answer.cpuMs, 1),
    round(one.answer.wallMs, 1),
    Math.round(one.plain.cpuMs),
    round(ratioToPlain(one), 3),
    Math.round(one.informed.cpuMs),
    round(ratioToInformed(one), 3),
  ]);
  return table(head, rows);
}

/** The bare statements in other databases, and the answer. */
export function peersTable(answered: readonly Answered[], peers: readonly PeerCosts[]): string {
  const head = [
    ...['cells', 'measure', 'filter', 'answer: CPU ms', 'DuckDB: CPU ms'],
    ...peers.flatMap(({ name }) => [`${name}: CPU ms`, 'clock ms']),
  ];
  const rows = answered.map(({ asked, answer, plain }) => [
    ...[asked.table, asked.measure, asked.filter, round(answer.cpuMs, 1), Math.round(plain.cpuMs)],
    ...peers.flatMap(({ costs }) => {
      const cost = costs.get(asked);
      return [Math.round(cost?.cpuMs ?? Number.NaN), Math.round(cost?.wallMs ?? Number.NaN)];
    }),
  ]);
  return table(head, rows);
}

/** All that was asked: what an answer costs, with how many times both plain statements that is, or why there is none. */
export function matrixTable(compared: readonly Compared[]): string {
  const filters = [...new Set(compared.map(({ asked }) => asked.filter))];
  const lines = new Map<string, Compared[]>();
  for (const one of compared) {
    const key = `${one.asked.table} | ${one.asked.measure}`;
    lines.set(key, [...(lines.get(key) ?? []), one]);
  }
  const rows = [...lines].map(([key, line]) => [
    key,
    ...filters.map((filter) => {
      const found = line.find(({ asked }) => asked.filter === filter);
      return found ? toMatrixCell(found) : '';
    }),
  ]);
  return table(['cells | measure', ...filters], rows).replace('---', '--- | ---');
}

function toMatrixCell(one: Compared): string {
  if (one.refused) return `\`${one.refused.code}\``;
  return `${round(one.answer.cpuMs, 1)} (${round(ratioToPlain(one), 3)}, ${round(ratioToInformed(one), 3)})`;
}

/** Each reason for which questions are refused, with these questions. */
export function refusedTable(refused: readonly Refused[]): string {
  const reasons = new Map<string, Refused[]>();
  for (const one of refused) {
    const key = `${codeOf(one.refused)} | ${one.refused.message}`;
    reasons.set(key, [...(reasons.get(key) ?? []), one]);
  }
  const rows = [...reasons].map(([reason, all]) => {
    const places = new Map<string, string[]>();
    for (const { asked } of all) {
      const place = `${asked.table} ${asked.measure}`;
      places.set(place, [...(places.get(place) ?? []), asked.filter]);
    }
    return [reason, [...places].map(([place, filters]) => `${place}: ${filters.join(', ')}`).join('; ')];
  });
  return table(['code | reason', 'asked'], rows).replace('---', '--- | ---');
}

/** The code, and of a part that is closed why it is. */
function codeOf({ code, refusal }: QuestionProblem): string {
  return refusal?.kind === 'closed' ? `\`${code}\` (${refusal.closed.reason})` : `\`${code}\``;
}

export function growthTable(sizes: readonly Size[]): string {
  const head = [
    ...['rows', 'persons', 'landing: s', 'check: CPU s', 'clock s', 'peak MiB'],
    ...['first answer, check stored: ms', '5,040 cells: CPU ms', 'clock ms', 'plain: CPU ms'],
  ];
  const rows = sizes.map((size) => [
    size.rows.toLocaleString('en'),
    size.persons.toLocaleString('en'),
    Math.round(size.landSeconds),
    round(size.check.cpuMs / 1000, 1),
    round(size.check.wallMs / 1000, 1),
    Math.round(size.check.peakMiB),
    Math.round(size.first.wallMs),
    round(size.answer.cpuMs, 1),
    round(size.answer.wallMs, 1),
    Math.round(size.plain.cpuMs),
  ]);
  return table(head, rows);
}

export function crowdTable(crowds: readonly Crowd[]): string {
  const rows = crowds.map((crowd) => [
    crowd.askers,
    Math.round(crowd.answersPerSecond),
    round(crowd.p50Ms, 1),
    round(crowd.p95Ms, 1),
    round(crowd.longestBlockMs, 1),
  ]);
  return table(
    ['people at once', 'answers a second', 'median ms', '95% within ms', 'longest block ms'],
    rows,
  );
}

export function earlierTable(after: readonly AfterAnswers[]): string {
  const rows = after.map(({ earlier, cpuMs }) => [earlier.toLocaleString('en'), round(cpuMs, 1)]);
  return table(['answers before', '5,040 cells: CPU ms'], rows);
}
