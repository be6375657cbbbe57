import type { AreaCollection } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { describe, expect, it } from 'vitest';
import { classBounds, rampStep } from './classes.ts';
import { extentOf, toPlanar } from './geometry.ts';

const square = (coordinates: AreaCollection['coordinates'], south: number): AreaCollection => ({
  type: 'FeatureCollection',
  coordinates,
  features: [
    {
      type: 'Feature',
      properties: { code: 'BU1', name: 'Centre', level: 'neighbourhood', parent: null },
      geometry: {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [4, south],
              [5, south],
              [5, south + 1],
              [4, south + 1],
              [4, south],
            ],
          ],
        ],
      },
    },
  ],
});

describe('areas on a flat plane', () => {
  it('leave metres on a grid as they are', () => {
    const areas = square('planar', 0);
    expect(toPlanar(areas)).toBe(areas);
  });

  it('shrink a degree of longitude to its length at that latitude', () => {
    const extent = extentOf(toPlanar(square('wgs84', 59.5)));
    expect(extent.width).toBeCloseTo(0.5, 6);
    expect(extent.height).toBeCloseTo(1, 6);
  });
});

describe('classes of a map', () => {
  it('hold about as many areas each, from light to dark', () => {
    const numbers = Array.from({ length: 60 }, (_, index) => index);
    const bounds = classBounds(numbers);
    expect(bounds).toEqual([9, 19, 29, 39, 49, 59]);
    expect([0, 9, 10, 59].map((value) => rampStep(value, bounds))).toEqual([0, 0, 1, 5]);
  });

  it('never separate equal numbers, and use both ends of the ramp when there are few classes', () => {
    const bounds = classBounds([0, 0, 0, 0, 0, 0, 0, 5]);
    expect(bounds).toEqual([0, 5]);
    expect([0, 5].map((value) => rampStep(value, bounds))).toEqual([0, 5]);
  });

  it('give one middle step when all areas have the same number', () => {
    expect(rampStep(3, classBounds([3, 3, 3]))).toBe(3);
    expect(classBounds([])).toEqual([]);
  });
});
