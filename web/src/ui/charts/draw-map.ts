import type { AreaCollection } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import * as Plot from '@observablehq/plot';
import { rampStep } from '../maps/classes.ts';
import { sizeOf } from '../numbers/protected-text.ts';
import { type DrawOptions, finish, ink, soft } from './drawing.ts';
import { heightOf } from './layout.ts';
import type { Point } from './points.ts';

export interface MapOptions extends DrawOptions {
  /** What an area reads when the answer has no cell for it. */
  missing: string;
}

/**
 * Areas in classes from light to dark, a range by its middle and with a dashed edge; hatched where there is too little to
 * show, empty where nothing is known.
 */
export function drawMap(
  points: readonly Point[],
  areas: AreaCollection,
  { width, small, id, write, missing }: MapOptions,
): SVGSVGElement {
  const byCode = new Map(points.map((point) => [point.key, point]));
  const numbers = points.flatMap(({ value }) => sizeOf(value) ?? []);
  const largest = Math.max(0, ...numbers);
  const height = heightOf('map', { points: points.length, width, small });
  const shapes = areas.features.map((feature) => {
    const point = byCode.get(feature.properties.code);
    const number = point && sizeOf(point.value);
    const fill =
      number !== undefined
        ? `var(--datalab-ramp-${rampStep(number, largest)})`
        : point?.value.status === 'suppressed'
          ? `url(#${id})`
          : 'transparent';
    const text = `${feature.properties.name}\n${point ? write(point) : missing}`;
    return { ...feature, fill, text, known: number !== undefined, range: point?.value.status === 'range' };
  });
  type Shape = (typeof shapes)[number];
  const outline = (list: readonly Shape[], stroke: string, tip: boolean) =>
    Plot.geo(list, {
      geometry: (shape: Shape) => shape.geometry,
      fill: (shape: Shape) => shape.fill,
      stroke,
      strokeWidth: small ? 0.75 : 1.25,
      ...(tip && { title: (shape: Shape) => shape.text, tip: true }),
    });
  return finish(
    Plot.plot({
      width,
      height,
      margin: 2,
      projection: { type: 'reflect-y', domain: { type: 'FeatureCollection', features: shapes } },
      color: { type: 'identity' },
      marks: [
        outline(
          shapes.filter(({ known }) => known),
          'var(--datalab-card)',
          !small,
        ),
        outline(
          shapes.filter(({ known }) => !known),
          soft,
          !small,
        ),
        Plot.geo(
          shapes.filter(({ range }) => range),
          { geometry: (shape: Shape) => shape.geometry, fill: 'none', stroke: ink, strokeDasharray: '3 3' },
        ),
      ],
    }),
    { id },
  );
}
