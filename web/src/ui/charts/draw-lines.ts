import * as Plot from '@observablehq/plot';
import { type Language, locales } from '../../i18n/translate.ts';
import { drawableNumber } from '../numbers/protected-text.ts';
import { drawReference, highestOf } from './draw-reference.ts';
import { accent, accentTint, type DrawOptions, finish, ink, soft } from './drawing.ts';
import { longestLabel, spreadLabels } from './layout.ts';
import { monthToDate } from './months.ts';
import type { Point } from './points.ts';

/** One line per series; a gap where there is no number, with an open mark for suppressed and a cross for missing. */
export function drawLines(points: readonly Point[], options: DrawOptions): SVGSVGElement {
  const { width, small } = options;
  const drawn = points.flatMap((point) => {
    const month = point.key === null ? undefined : monthToDate(point.key);
    return month ? [{ month, series: point.series, value: drawableNumber(point.value), point }] : [];
  });
  drawn.sort((a, b) => a.month.getTime() - b.month.getTime());
  const series = [...new Set(drawn.map((item) => item.series))];
  const largest = Math.max(...drawn.map(({ value }) => value ?? 0), highestOf(options.reference), 1);
  const colours = series.map((_, index) => seriesColours[index % seriesColours.length] ?? accent);
  const last = series.flatMap((name) => {
    const own = drawn.filter((item) => item.series === name && item.value !== undefined);
    return own.slice(-1);
  });
  const named = series.length > 1 && !small;
  const height = small ? 96 : Math.max(240, Math.min(360, width * 0.5));
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
      marginTop: small ? 6 : 16,
      marginBottom: small ? 2 : 32,
      x: {
        type: 'utc',
        axis: small ? null : 'bottom',
        label: null,
        ticks: Math.max(2, Math.floor(width / 140)),
        tickFormat: monthTick(options.language),
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
        ...drawReference(options.reference),
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
  readonly point: Point;
}

/** What no line shows: months that may not be shown, months without a number, and a number between those. */
function markSingles(drawn: readonly Drawn[]): Plot.Markish[] {
  const having = (status: Point['value']['status']): Drawn[] =>
    drawn.filter(({ point }) => point.value.status === status);
  return [
    Plot.dot(having('suppressed'), { x: 'month', y: 0, r: 3, stroke: soft, strokeDasharray: '2 1' }),
    Plot.dot(having('missing'), { x: 'month', y: 0, r: 3, symbol: 'times', stroke: soft }),
    Plot.dot(
      drawn.filter((_, index) => standsAlone(drawn, index)),
      { x: 'month', y: 'value', r: 3, fill: 'series' },
    ),
  ];
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

function monthTick(language: Language): (month: Date, index: number) => string {
  const name = new Intl.DateTimeFormat(locales[language], { month: 'short', timeZone: 'UTC' });
  return (month, index) => {
    const year = index === 0 || month.getUTCMonth() === 0 ? `\n${month.getUTCFullYear()}` : '';
    return name.format(month) + year;
  };
}
