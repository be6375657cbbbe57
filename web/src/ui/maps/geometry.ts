import type { AreaCollection } from '@datalab/server/modules/catalogue/catalogue.contract.ts';

type Geometry = AreaCollection['features'][number]['geometry'];
type Ring = number[][];

/**
 * Longitude and latitude flattened around the middle of the areas. On the scale of a town this keeps shapes
 * right, and it is indifferent to the winding order of rings, which spherical projections are not.
 */
export function toPlanar(areas: AreaCollection): AreaCollection {
  if (areas.coordinates === 'planar') return areas;
  const latitudes = areas.features.flatMap(({ geometry }) => ringsOf(geometry).flat().map(latitudeOf));
  const [low, high] = minMax(latitudes);
  const middle = (low + high) / 2;
  const shrink = Math.cos((middle * Math.PI) / 180);
  const flatten = (ring: Ring): Ring => ring.map(([x = 0, y = 0]) => [x * shrink, y]);
  return {
    ...areas,
    coordinates: 'planar',
    features: areas.features.map((feature) => ({
      ...feature,
      geometry: mapRings(feature.geometry, flatten),
    })),
  };
}

export interface Extent {
  width: number;
  height: number;
}

/** How wide and high the areas lie, in the units of planar coordinates. */
export function extentOf(areas: AreaCollection): Extent {
  const positions = areas.features.flatMap(({ geometry }) => ringsOf(geometry).flat());
  if (positions.length === 0) return { width: 1, height: 1 };
  const [left, right] = minMax(positions.map(([x = 0]) => x));
  const [bottom, top] = minMax(positions.map(latitudeOf));
  return { width: right - left || 1, height: top - bottom || 1 };
}

export interface AreaPaths {
  readonly viewBox: string;
  readonly paths: readonly { readonly code: string; readonly name: string; readonly path: string }[];
}

const drawnWidth = 1000;

/** The outlines of areas as paths of SVG, north up, in a box a thousand wide. */
export function areasToPaths(areas: AreaCollection): AreaPaths {
  const { features } = toPlanar(areas);
  const positions = features.flatMap(({ geometry }) => ringsOf(geometry).flat());
  const [left, right] = minMax(positions.map(([x = 0]) => x));
  const [bottom, top] = minMax(positions.map(latitudeOf));
  const scale = drawnWidth / (right - left || 1);
  const place = ([x = 0, y = 0]: number[]): string =>
    `${((x - left) * scale).toFixed(1)},${((top - y) * scale).toFixed(1)}`;
  return {
    viewBox: `0 0 ${drawnWidth} ${Math.max(1, Math.round((top - bottom) * scale))}`,
    paths: features.map(({ properties: { code, name }, geometry }) => ({
      code,
      name,
      path: ringsOf(geometry)
        .map((ring) => `M${ring.map(place).join('L')}Z`)
        .join(''),
    })),
  };
}

function latitudeOf(position: number[]): number {
  return position[1] ?? 0;
}

function minMax(values: readonly number[]): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

function ringsOf(geometry: Geometry): Ring[] {
  return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
}

function mapRings(geometry: Geometry, change: (ring: Ring) => Ring): Geometry {
  return geometry.type === 'Polygon'
    ? { type: 'Polygon', coordinates: geometry.coordinates.map(change) }
    : { type: 'MultiPolygon', coordinates: geometry.coordinates.map((rings) => rings.map(change)) };
}
