import type { AreaCollection } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { describe, expect, it } from 'vitest';
import { rampStep } from './classes.ts';
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

describe('the steps of a map', () => {
  it('are equally wide and begin at zero', () => {
    expect([0, 9, 10, 30, 59, 60].map((value) => rampStep(value, 60))).toEqual([0, 0, 1, 3, 5, 5]);
  });

  it('keep areas that differ little alike', () => {
    expect(new Set([46, 48, 50, 54.7].map((value) => rampStep(value, 54.7))).size).toBe(1);
  });

  it('are all light when nothing is above zero', () => {
    expect([0, -3].map((value) => rampStep(value, 0))).toEqual([0, 0]);
  });
});
