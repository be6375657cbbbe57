import type { Answer } from '@datalab/server/modules/analyses/answer.contract.ts';
import type { AreaCollection } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { describe, expect, it, test } from 'vitest';
import { rampStep } from './classes.ts';
import { areasToPaths, extentOf, toPlanar } from './geometry.ts';
import { areasOfAnswer } from './select.ts';

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

test('the outline of an area is drawn north up, in a box a thousand wide', () => {
  const { viewBox, paths } = areasToPaths(square('planar', 10));
  expect(viewBox).toBe('0 0 1000 1000');
  expect(paths).toEqual([
    {
      code: 'BU1',
      name: 'Centre',
      path: 'M0.0,1000.0L1000.0,1000.0L1000.0,0.0L0.0,0.0L0.0,1000.0Z',
    },
  ]);
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

describe('the areas of an answer', () => {
  const [centre] = square('planar', 52).features;
  const areaIn = (code: string) => centre && { ...centre, properties: { ...centre.properties, code } };
  const features = ['BU00140000', 'BU00140001', 'BU04791110'].flatMap((code) => areaIn(code) ?? []);
  const areas: AreaCollection = { type: 'FeatureCollection', coordinates: 'planar', features };
  const answerOf = (...cells: [string, Answer['rows'][number][string]][]): Answer => ({
    key: 'where',
    title: { nl: 'Waar', en: 'Where' },
    shape: 'map',
    query: { from: 'reports', measures: [{ count: 'records' }], by: ['neighbourhood'], where: [], also: [] },
    dimensions: [
      { key: 'neighbourhood', label: { nl: 'Buurt', en: 'Neighbourhood' }, kind: 'area', valueNames: {} },
    ],
    measures: [{ key: 'n', label: { nl: 'Aantal', en: 'Number' }, kind: 'records' }],
    rows: cells.map(([neighbourhood, n]) => ({ neighbourhood, n })),
    totals: null,
    areaYear: 2017,
    sql: '',
  });
  const drawn = (answer: Answer) =>
    areasOfAnswer(areas, answer).features.map(({ properties }) => properties.code);

  it('are all of a municipality where something was found, and none of one with nothing but zeros', () => {
    const zero = { status: 'zero', value: 0 } as const;
    const found = answerOf(
      ['BU00140000', { status: 'suppressed' }],
      ['BU00140001', zero],
      ['BU04791110', zero],
    );
    expect(drawn(found)).toEqual(['BU00140000', 'BU00140001']);
  });

  it('are all there are when nothing was found anywhere', () => {
    expect(drawn(answerOf(['BU04791110', { status: 'zero', value: 0 }]))).toHaveLength(3);
  });
});
