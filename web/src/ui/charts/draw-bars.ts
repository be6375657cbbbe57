import * as Plot from '@observablehq/plot';
import { drawableNumber } from '../numbers/protected-text.ts';
import { accent, type DrawOptions, finish, hairline, ink, quiet, soft } from './drawing.ts';
import { labelRows, longestLabel } from './layout.ts';
import type { Point } from './points.ts';

/** Horizontal bars in the order given, each labelled with its own number. */
export function drawBars(points: readonly Point[], options: DrawOptions): SVGSVGElement {
  const { width, small, id, write, strong } = options;
  const rows = labelRows(points);
  const drawn = points.map((point) => ({ point, row: point.id, value: drawableNumber(point.value) ?? 0 }));
  const largest = Math.max(...drawn.map(({ value }) => value), 0) || 1;
  const suppressed = drawn.filter(({ point }) => point.value.status === 'suppressed');
  const left = small ? 0 : Math.min(width * 0.4, longestLabel([...rows.values()]) * 7.6 + 14);
  return finish(
    Plot.plot({
      width,
      height: small ? Math.min(112, drawn.length * 24) : drawn.length * 32 + 8,
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
        Plot.barX(suppressed, {
          x1: 0,
          x2: largest * 0.06,
          y: 'row',
          fill: `url(#${id})`,
          stroke: soft,
          strokeDasharray: '3 2',
        }),
        ...(small
          ? []
          : [
              Plot.text(drawn, {
                x: 0,
                y: 'row',
                text: ({ row }: { row: string }) => rows.get(row) ?? '',
                textAnchor: 'end',
                textOverflow: 'ellipsis',
                lineWidth: left / 13,
                dx: -10,
                fill: ink,
              }),
              Plot.ruleX([0], { stroke: hairline }),
              Plot.text(drawn, {
                x: ({ point, value }: (typeof drawn)[number]) =>
                  point.value.status === 'suppressed' ? largest * 0.06 : value,
                y: 'row',
                text: ({ point }: (typeof drawn)[number]) => write(point),
                textAnchor: 'start',
                dx: 8,
                fill: ({ point }: (typeof drawn)[number]) =>
                  point.value.status === 'published' ? ink : soft,
              }),
            ]),
      ],
    }),
    options,
  );
}

/** What is unknown steps back: it is no category among the others. */
function barColour({ id, key }: Point, strong: string | undefined): string {
  return key === null || (strong !== undefined && id !== strong) ? quiet : accent;
}
