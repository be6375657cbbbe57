import type { ProtectedValue } from '../../platform/http/common.contract.ts';
import { findWords } from '../../platform/http/local-text.contract.ts';
import type { Answer, AnswerRow } from '../analyses/answer.contract.ts';
import { notesOf, noteToText } from '../analyses/reading-notes.contract.ts';
import { toShownFigure } from '../analyses/shown-figure.contract.ts';
import type { ReportNode } from './report.contract.ts';
import { element, paragraph, table } from './report.nodes.ts';
import type { Words } from './report.words.ts';

const rowsShown = 12;
const linesShown = 4;
const barWidth = 120;

type Measure = Answer['measures'][number];

/** A chart with the same protected cells as the evidence: bars in a table, or lines with their words. */
export function answerToNodes(answer: Answer, words: Words): ReportNode[] {
  const [measure] = answer.measures;
  if (measure === undefined) return [];
  const figures =
    answer.shape === 'line' && answer.dimensions[0]?.kind === 'month'
      ? linesOf(answer, measure, words)
      : [barsOf(answer, measure, words)];
  return [...figures, protectionOf(answer, measure, words)];
}

/** Two sentences beside the numbers: what happens to each, and the one of these numbers that asks for words most. */
function protectionOf(answer: Answer, measure: Measure, words: Words): ReportNode {
  const notes = notesOf(answer, measure, (dimension, key) => valueName(dimension, key, words));
  const [noise, ...others] = notes;
  const telling = others.find(({ key }) => key !== 'readZero') ?? others[0];
  const said = [noise, telling].flatMap((note) =>
    note === undefined ? [] : [noteToText(note, words.language, words.number)],
  );
  return element('p', { class: 'report-small' }, said.join(' '));
}

function barsOf(answer: Answer, measure: Measure, words: Words): ReportNode {
  const cells = answer.rows.map((row) => ({
    row,
    label: labelOf(answer, row, words),
    value: cellOf(row, measure),
  }));
  const hasOrder = answer.dimensions[0]?.kind === 'band' || answer.dimensions[0]?.kind === 'month';
  const rows = hasOrder ? cells : cells.toSorted((a, b) => rank(b.value) - rank(a.value));
  const shown = rows.slice(0, rowsShown);
  const top = Math.max(...shown.map(({ value }) => boundsOf(value)?.high ?? 0), 0);
  const style = styleOf(measure);
  const left = rows.length - shown.length;
  return element(
    'figure',
    {},
    table({
      caption: words.local(answer.title),
      head: [words.text('what'), ...answer.measures.map(({ label }) => words.local(label))],
      rows: shown.map(({ row, label, value }) => [
        label,
        element(
          'span',
          { class: 'report-bar' },
          bar(value, top),
          element('span', {}, words.listed(value, style)),
        ),
        ...answer.measures.slice(1).map((other) => words.listed(cellOf(row, other), styleOf(other))),
      ]),
    }),
    left > 0 ? element('figcaption', {}, words.text('more', { n: left })) : undefined,
  );
}

/**
 * Drawn for the eye; the number stands beside it as text. A thin line says how far the number may be off; a range is a
 * box between its bounds.
 */
function bar(value: ProtectedValue, top: number): ReportNode | undefined {
  const bounds = boundsOf(value);
  if (bounds === undefined || top <= 0) return undefined;
  const place = (number: number): number => Math.max(0, (number / top) * barWidth);
  const [low, high] = [place(bounds.low), place(bounds.high)];
  const number = numberOf(value);
  const box = { y: '1', height: '8' };
  return element(
    'svg',
    { viewBox: `0 0 ${barWidth} 10`, width: `${barWidth}`, height: '10', role: 'presentation' },
    number === undefined
      ? element('rect', {
          ...box,
          x: low.toFixed(1),
          width: Math.max(1, high - low).toFixed(1),
          class: 'report-range',
        })
      : element('rect', { ...box, x: '0', width: place(number).toFixed(1) }),
    number === undefined || high === low
      ? undefined
      : element('path', { d: `M${low.toFixed(1)} 5L${high.toFixed(1)} 5`, class: 'report-whisker' }),
  );
}

function linesOf(answer: Answer, measure: Measure, words: Words): ReportNode[] {
  const [months] = answer.dimensions;
  if (months === undefined) return [];
  const others = answer.dimensions.slice(1);
  const series = new Map<string, { month: string; value: ProtectedValue }[]>();
  for (const row of answer.rows) {
    const name = others.map((dimension) => valueName(dimension, row[dimension.key], words)).join(' · ');
    const month = row[months.key];
    if (typeof month !== 'string') continue;
    series.set(name, [...(series.get(name) ?? []), { month, value: cellOf(row, measure) }]);
  }
  const all = [...series];
  const title = words.local(answer.title);
  const figures = all.slice(0, linesShown).map(([name, points]) => {
    const sorted = points.toSorted((a, b) => a.month.localeCompare(b.month));
    const summary = summarise(sorted, words.local(measure.label), styleOf(measure), words);
    return element(
      'figure',
      {},
      element(
        'figcaption',
        {},
        element('strong', {}, name === '' ? title : `${title}: ${name}`),
        ` ${summary}`,
      ),
      line(sorted, summary),
    );
  });
  const left = all.length - linesShown;
  return left > 0 ? [...figures, paragraph(words.text('linesMore', { n: left }))] : figures;
}

const chart = { width: 640, height: 120 };

/** A gap where there is no number: nothing is drawn between. A band around the line says how far it may be off. */
function line(points: readonly { value: ProtectedValue }[], summary: string): ReportNode {
  const numbers = points.map(({ value }) => numberOf(value));
  const bounds = points.map(({ value }) => boundsOf(value));
  const top = Math.max(...bounds.map((bound) => bound?.high ?? 0), 1);
  const step = chart.width / Math.max(points.length - 1, 1);
  const place = (number: number, index: number): string =>
    `${(index * step).toFixed(1)} ${(chart.height - 4 - (number / top) * (chart.height - 8)).toFixed(1)}`;
  const runs = toRuns(numbers);
  const path = runs
    .map((run) => `M${run.map((index) => place(numbers[index] ?? 0, index)).join('L')}`)
    .join('');
  const band = runs
    .map((run) => {
      const above = run.map((index) => place(bounds[index]?.high ?? 0, index));
      const below = run.map((index) => place(bounds[index]?.low ?? 0, index)).reverse();
      return `M${[...above, ...below].join('L')}Z`;
    })
    .join('');
  const ranges = bounds
    .map((bound, index) =>
      bound === undefined || numbers[index] !== undefined
        ? ''
        : `M${place(bound.low, index)}L${place(bound.high, index)}`,
    )
    .join('');
  return element(
    'svg',
    {
      viewBox: `0 0 ${chart.width} ${chart.height}`,
      role: 'img',
      'aria-label': summary,
      class: 'report-line',
    },
    element('path', { d: `M0 ${chart.height - 4}L${chart.width} ${chart.height - 4}`, class: 'report-axis' }),
    hasMargin(points) ? element('path', { d: band, class: 'report-band' }) : undefined,
    ranges === '' ? undefined : element('path', { d: ranges, class: 'report-span' }),
    element('path', { d: path, class: 'report-path' }),
  );
}

/** The places of numbers that follow each other. */
function toRuns(numbers: readonly (number | undefined)[]): number[][] {
  const runs: number[][] = [];
  numbers.forEach((number, index) => {
    if (number === undefined) return;
    const last = runs.at(-1);
    if (last?.at(-1) === index - 1) last.push(index);
    else runs.push([index]);
  });
  return runs;
}

function hasMargin(points: readonly { value: ProtectedValue }[]): boolean {
  return points.some(({ value }) => value.status === 'published' && (value.margin ?? 0) > 0);
}

function summarise(
  points: readonly { month: string; value: ProtectedValue }[],
  measure: string,
  style: 'count' | 'decimal',
  words: Words,
): string {
  const shown = points.flatMap(({ month, value }) => ('value' in value ? [{ month, value }] : []));
  const [first, last] = [shown[0], shown.at(-1)];
  if (first === undefined || last === undefined) return words.text('lineNothing');
  const sorted = shown.toSorted((a, b) => a.value.value - b.value.value);
  const valueText = (one: (typeof shown)[number] | undefined): string =>
    one === undefined ? words.text('missing') : words.value(one.value, style);
  const hidden = points.filter(({ value }) => boundsOf(value) === undefined).length;
  const summary = words.text('lineSummary', {
    measure,
    from: words.month(first.month),
    to: words.month(last.month),
    first: valueText(first),
    last: valueText(last),
    low: valueText(sorted[0]),
    high: valueText(sorted.at(-1)),
  });
  const margins = shown.flatMap(({ value }) => {
    const figure = toShownFigure(value, style);
    return figure.kind === 'number' ? (figure.margin ?? []) : [];
  });
  return [
    summary,
    ...(margins.length === 0
      ? []
      : [words.text('lineOff', { margin: words.margin(Math.max(...margins), style) })]),
    ...(hidden > 0 ? [words.text('lineHidden', { n: hidden })] : []),
  ].join(' ');
}

function labelOf(answer: Answer, row: AnswerRow, words: Words): string {
  const label = answer.dimensions.map((one) => valueName(one, row[one.key], words)).join(' · ');
  return label === '' ? words.local(answer.title) : label;
}

function valueName(
  dimension: Answer['dimensions'][number],
  value: AnswerRow[string] | undefined,
  words: Words,
): string {
  if (typeof value !== 'string') return words.text('missing');
  const name = findWords(dimension.valueNames, value);
  if (name !== undefined) return words.local(name);
  return dimension.kind === 'month' ? words.month(value) : value;
}

function cellOf(row: AnswerRow, { key }: Measure): ProtectedValue {
  const cell = row[key];
  return cell !== null && typeof cell === 'object' ? cell : { status: 'missing' };
}

function styleOf({ kind }: Measure): 'count' | 'decimal' {
  return kind === 'mean' || kind === 'rate' ? 'decimal' : 'count';
}

function numberOf(value: ProtectedValue): number | undefined {
  return 'value' in value ? value.value : undefined;
}

/** What a value is at least and at most; undefined where neither is known. */
function boundsOf(value: ProtectedValue): { low: number; high: number } | undefined {
  if (value.status === 'range') return { low: value.from, high: value.to };
  const number = numberOf(value);
  if (number === undefined) return undefined;
  const margin = value.status === 'published' ? (value.margin ?? 0) : 0;
  const low = number - margin;
  return { low: number >= 0 ? Math.max(0, low) : low, high: number + margin };
}

/** Numbers first, from large to small; then what is too few to show, then what is not known. */
function rank(value: ProtectedValue): number {
  if (value.status === 'range') return (value.from + value.to) / 2;
  return numberOf(value) ?? (value.status === 'suppressed' ? -1 : -2);
}
