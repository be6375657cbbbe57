import type { AreaCollection } from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { type ProtectedValue, protectedValue } from '@datalab/server/platform/http/common.contract.ts';
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
  return toPoints([{ status: 'published', value: 40 }, second, { status: 'zero', value: 0 }]);
}

function toPoints(values: readonly unknown[]): Point[] {
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

type Made = Record<string, unknown[] | undefined>;

/** The domains of the drawing and the numbers of the channels of each of its marks. */
function specifyValues(shape: 'bars' | 'line', values: readonly ProtectedValue[]) {
  const { x, y, places } = specify(shape, toPoints(values));
  const channels = places.map((place): Made => {
    const entries = place.map(([name, texts]) => [
      name,
      Array.isArray(texts) ? texts.map(toNumber) : undefined,
    ]);
    return Object.fromEntries(entries) as Made;
  });
  return { x, y, channels };
}

/** Channels are kept as text; an absent number stays absent. */
function toNumber(text: unknown): unknown {
  if (text === 'undefined') return undefined;
  return text === '' || Number.isNaN(Number(text)) ? text : Number(text);
}

const published = (value: number, margin?: number): ProtectedValue => ({
  status: 'published',
  value,
  ...(margin !== undefined && { margin }),
});
const range: ProtectedValue = { status: 'range', from: 30, to: 39 };
const suppressed: ProtectedValue = { status: 'suppressed' };

describe('bars', () => {
  it('have a thin line from what a number is at least to what it is at most, within the drawing', () => {
    const { x, channels } = specifyValues('bars', [published(40, 5), published(12, 5)]);
    expect(x).toEqual([0, 45]);
    expect(channels).toContainEqual(expect.objectContaining({ x1: [35, 7], x2: [45, 17] }));
  });

  it('have no such line where numbers were kept without a margin', () => {
    const bare = specifyValues('bars', [published(40), published(12)]);
    const margins = specifyValues('bars', [published(40, 5), published(12, 5)]);
    expect(bare.x).toEqual([0, 40]);
    expect(margins.channels.length - bare.channels.length).toBe(2);
  });

  it('lie between the bounds of a range, and are not there for what is suppressed', () => {
    const { channels } = specifyValues('bars', [published(40, 5), range, suppressed]);
    expect(channels).toContainEqual(expect.objectContaining({ x1: [30], x2: [39] }));
    expect(channels).toContainEqual(expect.objectContaining({ x2: [40, 0, 0] }));
  });
});

describe('lines', () => {
  it('have a band, and a gap where a month is suppressed or a range', () => {
    const { y, channels } = specifyValues('line', [published(40, 5), suppressed, range, published(50, 5)]);
    expect(y).toEqual([0, 55]);
    expect(channels).toContainEqual(
      expect.objectContaining({ y1: [35, undefined, undefined, 45], y2: [45, undefined, undefined, 55] }),
    );
    expect(channels).toContainEqual(expect.objectContaining({ y1: [30], y2: [39] }));
  });

  it('never have a mark on zero for a month that is suppressed or not known', () => {
    const { channels } = specifyValues('line', [published(40, 5), suppressed, { status: 'missing' }]);
    const heights = channels.flatMap(({ y, y1, y2 }) => [y, y1, y2].flatMap((values) => values ?? []));
    expect(heights).not.toContain(0);
  });

  it('have no band where numbers were kept without a margin', () => {
    const { channels } = specifyValues('line', [published(40), published(50)]);
    expect(channels.flatMap(({ y1, y2 }) => [...(y1 ?? []), ...(y2 ?? [])])).toEqual([]);
  });
});
