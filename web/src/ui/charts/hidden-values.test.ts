import type { AreaCollection } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { protectedValue } from '@datalab/server/platform/http/common.contract.ts';
import type { Mark, PlotOptions } from '@observablehq/plot';
import { describe, expect, it, vi } from 'vitest';
import { draw } from './draw.ts';
import type { Point, ViewShape } from './points.ts';

/** Ends a drawing where Plot would begin to make it, with everything it was given. */
class Specified extends Error {
  readonly options: PlotOptions;

  constructor(options: PlotOptions) {
    super('specified');
    this.options = options;
  }
}

vi.mock('@observablehq/plot', async (load) => ({
  ...(await load<typeof import('@observablehq/plot')>()),
  plot: (options: PlotOptions) => {
    throw new Specified(options);
  },
}));

const square = (code: string, x: number) => ({
  type: 'Feature' as const,
  properties: { code, name: code, level: 'neighbourhood' as const },
  geometry: {
    type: 'Polygon' as const,
    coordinates: [
      [
        [x, 0],
        [x + 1, 0],
        [x + 1, 1],
        [x, 1],
        [x, 0],
      ],
    ],
  },
});
const areas = {
  type: 'FeatureCollection',
  features: [square('2024-01', 0), square('2024-02', 1), square('2024-03', 2)],
} as unknown as AreaCollection;

/** Three cells, as they are once they went over the line; in the second a careless hub may have left anything. */
function pointsWith(second: unknown): Point[] {
  const values = [{ status: 'published', value: 40 }, second, { status: 'zero', value: 0 }];
  return values.map((value, index) => ({
    id: String(index),
    key: `2024-0${index + 1}`,
    label: `Month ${index + 1}`,
    series: '',
    value: protectedValue.parse(value),
  }));
}

type Channels = Record<string, { value?: Iterable<unknown> }>;

/** What the drawing is made of: its size, its axes, and where each mark stands. */
function specify(shape: Exclude<ViewShape, 'number'>, points: readonly Point[]) {
  const write = ({ value }: Point) => (value.status === 'published' ? String(value.value) : value.status);
  try {
    draw(shape, points, areas, { width: 600, small: false, id: 'h', language: 'en', missing: '-', write });
  } catch (error) {
    if (!(error instanceof Specified)) throw error;
    const { width, height, marginLeft, marginRight, x, y, marks = [] } = error.options;
    const places = (marks.flat(2) as Mark[]).map((mark) => {
      const { channels } = (mark as unknown as { initialize(): { channels: Channels } }).initialize();
      return Object.entries(channels).map(([name, { value }]) => [name, value && [...value].map(String)]);
    });
    return { width, height, marginLeft, marginRight, x: x?.domain, y: y?.domain, places };
  }
  throw new Error('nothing was drawn');
}

describe.each(['bars', 'line', 'map'] as const)('a drawing of %s', (shape) => {
  it('is the same whatever number is behind a suppressed cell (A18)', () => {
    const drawing = specify(shape, pointsWith({ status: 'suppressed' }));
    expect(specify(shape, pointsWith({ status: 'suppressed', value: 3 }))).toEqual(drawing);
    expect(specify(shape, pointsWith({ status: 'suppressed', value: 900 }))).toEqual(drawing);
  });

  it('is the same whatever bounds are behind a suppressed cell', () => {
    const drawing = specify(shape, pointsWith({ status: 'suppressed', reason: 'under-minimum' }));
    const careless = { status: 'suppressed', reason: 'under-minimum', from: 0, to: 900, margin: 4 };
    expect(specify(shape, pointsWith(careless))).toEqual(drawing);
  });

  it('has its axes and classes from what is shown', () => {
    const drawing = specify(shape, pointsWith({ status: 'suppressed' }));
    expect(specify(shape, pointsWith({ status: 'published', value: 900 }))).not.toEqual(drawing);
  });
});
