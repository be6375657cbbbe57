import type { Ring } from './geometry.ts';
import type { TownMap } from './town-map.ts';

/** In the middle of a lake, so that no place on a real map is taken for the town. */
const middle = { longitude: 5.36, latitude: 52.71 };
const kilometresPerDegree = 111.32;

function toPositions(ring: Ring): number[][] {
  const shrink = Math.cos((middle.latitude * Math.PI) / 180);
  const positions = ring.map(([x, y]) => [
    Number((middle.longitude + x / (kilometresPerDegree * shrink)).toFixed(6)),
    Number((middle.latitude + y / kilometresPerDegree).toFixed(6)),
  ]);
  return [...positions, positions[0] ?? []];
}

function feature(properties: Record<string, string | number | null>, rings: readonly Ring[]) {
  const [only] = rings;
  const geometry =
    rings.length === 1 && only
      ? { type: 'Polygon', coordinates: [toPositions(only)] }
      : { type: 'MultiPolygon', coordinates: rings.map((ring) => [toPositions(ring)]) };
  return { type: 'Feature', properties, geometry };
}

/** The areas of all three levels as GeoJSON (RFC 7946): longitude and latitude, outer rings anticlockwise. */
export function mapToGeoJson(map: TownMap): string {
  const livingIn = (district?: string): number =>
    map.neighbourhoods
      .filter((one) => district === undefined || one.district === district)
      .reduce((sum, { inhabitants }) => sum + inhabitants, 0);
  const features = [
    feature(
      {
        ...{ code: map.code, name: map.name, level: 'municipality', parent: null },
        inhabitants: livingIn(),
      },
      map.districts.flatMap(({ rings }) => rings),
    ),
    ...map.districts.map(({ code, name, rings }) =>
      feature({ code, name, level: 'district', parent: map.code, inhabitants: livingIn(code) }, rings),
    ),
    ...map.neighbourhoods.map(({ code, name, district, inhabitants, ring }) =>
      feature({ code, name, level: 'neighbourhood', parent: district, inhabitants }, [ring]),
    ),
  ];
  const lines = features.map((each) => JSON.stringify(each)).join(',\n');
  return `{"type":"FeatureCollection","name":"voorbeeldstad-2024","features":[\n${lines}\n]}\n`;
}
