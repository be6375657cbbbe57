import type { AreaCollection } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { drawBars } from './draw-bars.ts';
import { drawLines } from './draw-lines.ts';
import { drawMap, type MapOptions } from './draw-map.ts';
import type { Point, ViewShape } from './points.ts';

/** Everything that needs Observable Plot, in one place, so that it is loaded only when something is drawn. */
export function draw(
  shape: Exclude<ViewShape, 'number'>,
  points: readonly Point[],
  areas: AreaCollection | undefined,
  options: MapOptions,
): SVGSVGElement | undefined {
  if (shape === 'bars') return drawBars(points, options);
  if (shape === 'line') return drawLines(points, options);
  return areas && drawMap(points, areas, options);
}
