import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { mapToGeoJson } from './geojson.ts';
import { areaOf, contains, divide, merge, snap } from './geometry.ts';
import { createTownMap } from './town-map.ts';

const map = createTownMap(createRandom('voorbeeldstad').fork('map'));

describe('the map of the town', () => {
  it('has 45 neighbourhoods in 9 districts, with 44,000 inhabitants', () => {
    expect(map.neighbourhoods).toHaveLength(45);
    expect(map.districts).toHaveLength(9);
    expect(map.neighbourhoods.reduce((sum, { inhabitants }) => sum + inhabitants, 0)).toBe(44_000);
    expect(new Set(map.neighbourhoods.map(({ name }) => name)).size).toBe(45);
  });

  it('has codes that name their parents', () => {
    for (const { code, district } of map.neighbourhoods) {
      expect(code).toMatch(/^BU9999\d{4}$/);
      expect(district).toBe(`WK${code.slice(2, 8)}`);
      expect(map.districts.some((each) => each.code === district)).toBe(true);
    }
  });

  it('has districts that are exactly their neighbourhoods together', () => {
    for (const { code, rings } of map.districts) {
      const parts = map.neighbourhoods.filter(({ district }) => district === code);
      const sum = parts.reduce((total, { ring }) => total + areaOf(ring), 0);
      expect(rings).toHaveLength(1);
      expect(areaOf(rings[0] ?? [])).toBeCloseTo(sum, 9);
    }
  });

  it('is GeoJSON with closed anticlockwise rings for all three levels, around a lake', () => {
    const { features } = JSON.parse(mapToGeoJson(map)) as {
      features: {
        properties: { level: string };
        geometry: { type: string; coordinates: [number, number][][] | [number, number][][][] };
      }[];
    };
    const levels = features.map(({ properties }) => properties.level);
    expect(levels.filter((level) => level === 'municipality')).toHaveLength(1);
    expect(levels.filter((level) => level === 'district')).toHaveLength(9);
    expect(levels.filter((level) => level === 'neighbourhood')).toHaveLength(45);
    for (const { geometry } of features) {
      const polygons = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as [
        number,
        number,
      ][][][];
      for (const [ring = []] of polygons) {
        expect(ring.at(-1)).toEqual(ring[0]);
        expect(areaOf(ring.slice(0, -1))).toBeGreaterThan(0);
        for (const [longitude, latitude] of ring) {
          expect(Math.abs(longitude - 5.36)).toBeLessThan(0.07);
          expect(Math.abs(latitude - 52.71)).toBeLessThan(0.04);
        }
      }
    }
  });
});

describe('the geometry', () => {
  const square = [
    [0, 0],
    [2, 0],
    [2, 2],
    [0, 2],
  ] as const;

  it('divides an outline without gaps and puts each site in its own cell', () => {
    const sites = [
      [0.3, 0.4],
      [1.5, 0.6],
      [1, 1.7],
    ] as const;
    const cells = divide(square, sites);
    expect(cells.reduce((sum, cell) => sum + areaOf(cell), 0)).toBeCloseTo(4, 9);
    cells.forEach((cell, k) => {
      expect(contains(cell, sites[k] ?? [9, 9])).toBe(true);
    });
  });

  it('merges two halves back to the whole', () => {
    const halves = divide(square, [
      [0.5, 1],
      [1.5, 1],
    ]);
    const [whole = [], ...rest] = merge(snap(halves, 1e-9));
    expect(rest).toEqual([]);
    expect(areaOf(whole)).toBeCloseTo(4, 9);
  });
});
