import * as Plot from '@observablehq/plot';
import { drawableBounds, drawableNumber, marginOf } from '../numbers/protected-text.ts';
import { accent, card, type DrawOptions, finish, hairline, ink, quiet, soft } from './drawing.ts';
import { heightOf, labelRows, longestLabel } from './layout.ts';
import type { Point } from './points.ts';

/**
 * Horizontal bars in the order given, each labelled with its own number and with a thin line as long as the number may be
 * off. A range is a hatched box between its bounds; what is suppressed or not known has words and no bar.
 */
export function drawBars(points: readonly Point[], options: DrawOptions): SVGSVGElement {
  const { width, small, id, write, strong } = options;
  const rows = labelRows(points);
  const drawn = points.map((point) => {
    const { low = 0, high = 0 } = drawableBounds(point.value) ?? {};
    return { point, row: point.id, value: drawableNumber(point.value) ?? 0, low, high };
  });
  const largest = Math.max(...drawn.map(({ high }) => high), 0) || 1;
  const ranges = drawn.filter(({ point }) => point.value.status === 'range');
  const left = small ? 0 : Math.min(width * 0.4, longestLabel([...rows.values()]) * 7.6 + 14);
  return finish(
    Plot.plot({
      width,
      height: heightOf('bars', { points: drawn.length, width, small }),
      marginLeft: left,
      marginRight: small ? 0 : Math.min(180, longestLabel(points.map(write)) * 7.6 + 16),
      marginTop: small ? 0 : 4,
      marginBottom: small ? 0 : 4,
      x: { axis: null, domain: [0, largest] },
      color: { type: 'identity' },
      y: { axis: null, domain: drawn.map(({ row }) => row), padding: small ? 0.25 : 0.3 },
      marks: [
        Plot.barX(drawn, {
          x: 'value',
          y: 'row',
          fill: ({ point }: (typeof drawn)[number]) => barColour(point, strong),
          rx: 2,
        }),
        Plot.barX(ranges, {
          x1: 'low',
          x2: 'high',
          y: 'row',
          fill: `url(#${id})`,
          stroke: soft,
          strokeWidth: 1,
        }),
        ...(small ? [] : drawWhiskers(drawn.filter(({ point }) => marginOf(point.value) !== undefined))),
        ...(small
          ? []
          : [
              Plot.text(drawn, {
                x: 0,
                y: 'row',
                text: ({ row }: { row: string }) => rows.get(row) ?? '',
                textAnchor: 'end',
                textOverflow: 'ellipsis',
                lineWidth: left / 14.2,
                dx: -10,
                fill: ink,
              }),
              Plot.ruleX([0], { stroke: hairline }),
              Plot.text(drawn, {
                x: 'high',
                y: 'row',
                text: ({ point }: (typeof drawn)[number]) => write(point),
                textAnchor: 'start',
                dx: 8,
                fill: ({ point }: (typeof drawn)[number]) =>
                  point.value.status === 'published' || point.value.status === 'range' ? ink : soft,
              }),
            ]),
      ],
    }),
    options,
  );
}

/** A thin line over the end of each bar, with an edge in the colour of the paper so that it shows on the bar too. */
function drawWhiskers(drawn: readonly { row: string; low: number; high: number }[]): Plot.Markish[] {
  if (drawn.length === 0) return [];
  const ends = { y: 'row', x1: 'low', x2: 'high' };
  return [
    Plot.ruleY(drawn, { ...ends, stroke: card, strokeWidth: 4 }),
    Plot.ruleY(drawn, { ...ends, stroke: ink, strokeWidth: 1.25 }),
  ];
}

/** What is unknown steps back: it is no category among the others. */
function barColour({ id, key }: Point, strong: string | undefined): string {
  return key === null || (strong !== undefined && id !== strong) ? quiet : accent;
}
