import * as Plot from '@observablehq/plot';
import { type Language, locales } from '../../i18n/translate.ts';
import { drawableBounds, drawableNumber, marginOf } from '../numbers/protected-text.ts';
import { drawReference, highestOf } from './draw-reference.ts';
import { accent, accentTint, type DrawOptions, finish, ink, soft } from './drawing.ts';
import { heightOf, longestLabel, spreadLabels } from './layout.ts';
import { kindOfPeriod, type PeriodKind, periodToDate, periodToSpan } from './periods.ts';
import type { Point } from './points.ts';

/**
 * One line per series, with a light band as wide as its numbers may be off. Where there is no number the line has a gap: a
 * hatched strip of the whole height for a suppressed month, or with more lines an open mark above the drawing; a cross
 * there for a missing one. A range is a dashed bar between its bounds.
 */
export function drawLines(points: readonly Point[], options: DrawOptions): SVGSVGElement {
  const { width, small } = options;
  const drawn = toDrawn(points);
  const series = [...new Set(drawn.map((item) => item.series))];
  const largest = Math.max(...drawn.map(({ high }) => high ?? 0), highestOf(options.reference), 1);
  const colours = series.map((_, index) => seriesColours[index % seriesColours.length] ?? accent);
  const last = series.flatMap((name) => {
    const own = drawn.filter((item) => item.series === name && item.value !== undefined);
    return own.slice(-1);
  });
  const named = series.length > 1 && !small;
  const height = heightOf('line', { points: points.length, width, small });
  const places = spreadLabels(
    last.map(({ value }) => value ?? 0),
    (largest * labelHeight) / height,
  );
  const labels = last.map((item, index) => ({ ...item, place: places[index] ?? 0 }));
  return finish(
    Plot.plot({
      width,
      height,
      marginLeft: small ? 2 : 52,
      marginRight: named ? Math.min(200, longestLabel(series) * 7.6 + 16) : small ? 2 : 24,
      marginTop: small ? 6 : 24,
      marginBottom: small ? 2 : 40,
      x: {
        type: 'utc',
        axis: small ? null : 'bottom',
        label: null,
        ...ticksOf(drawn, width, options.language),
      },
      y: {
        domain: [0, largest],
        nice: true,
        axis: small ? null : 'left',
        label: null,
        grid: !small,
        ticks: 5,
        tickFormat: tickFormat(options.language),
      },
      color: { domain: series, range: colours },
      marks: [
        ...(small && series.length === 1
          ? [Plot.areaY(drawn, { x: 'month', y: 'value', fill: accentTint })]
          : []),
        ...(small ? [] : [...drawGaps(drawn, series.length, options.id), ...drawBands(drawn)]),
        ...drawReference(options.reference),
        drawRanges(drawn, small),
        Plot.lineY(drawn, { x: 'month', y: 'value', stroke: 'series', strokeWidth: 2.5 }),
        ...(small ? [] : markSingles(drawn)),
        ...(named
          ? [
              Plot.text(labels, {
                x: 'month',
                y: 'place',
                text: 'series',
                textAnchor: 'start',
                dx: 8,
                fill: ink,
              }),
            ]
          : []),
      ],
    }),
    options,
  );
}

interface Drawn {
  readonly month: Date;
  readonly series: string;
  readonly value: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly point: Point;
}

function toDrawn(points: readonly Point[]): Drawn[] {
  const drawn = points.flatMap((point) => {
    const month = point.key === null ? undefined : periodToDate(point.key);
    if (month === undefined) return [];
    const { low, high } = drawableBounds(point.value) ?? {};
    return [{ month, series: point.series, value: drawableNumber(point.value), low, high, point }];
  });
  return drawn.sort((a, b) => a.month.getTime() - b.month.getTime());
}

function drawRanges(drawn: readonly Drawn[], small: boolean): Plot.Markish {
  const ranges = drawn.filter(({ point }) => point.value.status === 'range');
  const strokeWidth = small ? 3 : 6;
  return Plot.ruleX(ranges, {
    x: 'month',
    y1: 'low',
    y2: 'high',
    stroke: 'series',
    strokeWidth,
    strokeDasharray: '2 2',
  });
}

/** Nothing where no number has a margin; a number alone between gaps has a thin line. */
function drawBands(drawn: readonly Drawn[]): Plot.Markish[] {
  if (!drawn.some(({ point }) => marginOf(point.value) !== undefined)) return [];
  const numbers = drawn.map((item) =>
    item.value === undefined ? { ...item, low: undefined, high: undefined } : item,
  );
  const alone = drawn.filter((_, index) => standsAlone(drawn, index));
  return [
    Plot.areaY(numbers, {
      x: 'month',
      y1: 'low',
      y2: 'high',
      z: 'series',
      fill: 'series',
      fillOpacity: 0.14,
    }),
    Plot.ruleX(alone, { x: 'month', y1: 'low', y2: 'high', stroke: 'series', strokeWidth: 1.25 }),
  ];
}

/** Why there is no number, never at a height: a month without a number is not a low one. */
function drawGaps(drawn: readonly Drawn[], seriesCount: number, id: string): Plot.Markish[] {
  const having = (status: Point['value']['status']): Drawn[] =>
    drawn.filter(({ point }) => point.value.status === status);
  const suppressed = having('suppressed');
  const above = { x: 'month', frameAnchor: 'top', dy: -14, r: 3, stroke: soft } as const;
  const strips = suppressed.flatMap(({ point }) => periodToSpan(point.key ?? '') ?? []);
  return [
    seriesCount === 1
      ? Plot.rectX(strips, { x1: 'from', x2: 'until', fill: `url(#${id})`, fillOpacity: 0.5 })
      : Plot.dot(suppressed, { ...above, strokeDasharray: '2 1' }),
    Plot.dot(having('missing'), { ...above, symbol: 'times' }),
  ];
}

/** A number between months without one, which no line shows. */
function markSingles(drawn: readonly Drawn[]): Plot.Markish[] {
  const alone = drawn.filter((_, index) => standsAlone(drawn, index));
  return [Plot.dot(alone, { x: 'month', y: 'value', r: 3, fill: 'series' })];
}

/** A number between months without one: no line reaches it. */
function standsAlone(drawn: readonly Drawn[], index: number): boolean {
  const item = drawn[index];
  if (item?.value === undefined) return false;
  const own = drawn.filter(({ series }) => series === item.series);
  const place = own.indexOf(item);
  return own[place - 1]?.value === undefined && own[place + 1]?.value === undefined;
}

const labelHeight = 22;
const seriesColours = [0, 1, 2, 3, 4, 5, 6, 7].map((index) => `var(--datalab-organisation-${index})`);

function tickFormat(language: Language): (value: number) => string {
  const format = new Intl.NumberFormat(locales[language], { notation: 'compact' });
  return (value) => format.format(value);
}

/** Months as the axis likes; of quarters and years as many as fit, each at its own place. */
function ticksOf(drawn: readonly Drawn[], width: number, language: Language): Plot.ScaleOptions {
  const kind: PeriodKind = kindOfPeriod(drawn[0]?.point.key ?? '');
  if (kind === 'month') {
    return { ticks: Math.max(2, Math.floor(width / 140)), tickFormat: monthTick(language) };
  }
  const dates = [...new Map(drawn.map(({ month }) => [month.getTime(), month])).values()];
  const step = Math.ceil(dates.length / Math.max(2, Math.floor(width / 80)));
  return {
    ticks: dates.filter((_, index) => index % step === 0),
    tickFormat: (date: Date) => {
      const year = String(date.getUTCFullYear());
      if (kind === 'year') return year;
      return `${language === 'nl' ? 'K' : 'Q'}${Math.floor(date.getUTCMonth() / 3) + 1}\n${year}`;
    },
  };
}

function monthTick(language: Language): (month: Date, index: number) => string {
  const name = new Intl.DateTimeFormat(locales[language], { month: 'short', timeZone: 'UTC' });
  return (month, index) => {
    const year = index === 0 || month.getUTCMonth() === 0 ? `\n${month.getUTCFullYear()}` : '';
    return name.format(month) + year;
  };
}
