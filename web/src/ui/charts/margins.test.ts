import type { ProtectedValue } from '@datalab/server/platform/http/common.contract.ts';
import type { Mark, PlotOptions } from '@observablehq/plot';
import { describe, expect, it, vi } from 'vitest';
import { draw } from './draw.ts';
import type { Point } from './points.ts';

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

type Channels = Record<string, { value?: Iterable<unknown> }>;

function toPoints(values: readonly ProtectedValue[]): Point[] {
  return values.map((value, index) => ({
    id: String(index),
    key: `2024-0${index + 1}`,
    label: `Month ${index + 1}`,
    series: '',
    value,
  }));
}

/** The domains of the drawing and the values of the channels of each of its marks. */
function specify(shape: 'bars' | 'line', values: readonly ProtectedValue[]) {
  const write = ({ value }: Point) => value.status;
  try {
    draw(shape, toPoints(values), undefined, {
      width: 600,
      small: false,
      id: 'h',
      language: 'en',
      missing: '-',
      write,
    });
  } catch (error) {
    if (!(error instanceof Specified)) throw error;
    const { x, y, marks = [] } = error.options;
    const channels = (marks.flat(2) as Mark[]).map((mark) => {
      const made = (mark as unknown as { initialize(): { channels: Channels } }).initialize();
      return Object.fromEntries(
        Object.entries(made.channels).map(([name, { value }]) => [name, value && [...value]]),
      );
    });
    return { x: x?.domain, y: y?.domain, channels };
  }
  throw new Error('nothing was drawn');
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
    const { x, channels } = specify('bars', [published(40, 5), published(12, 5)]);
    expect(x).toEqual([0, 45]);
    expect(channels).toContainEqual(expect.objectContaining({ x1: [35, 7], x2: [45, 17] }));
  });

  it('have no such line where numbers were kept without a margin', () => {
    const bare = specify('bars', [published(40), published(12)]);
    const margins = specify('bars', [published(40, 5), published(12, 5)]);
    expect(bare.x).toEqual([0, 40]);
    expect(margins.channels.length - bare.channels.length).toBe(2);
  });

  it('lie between the bounds of a range, and are not there for what is suppressed', () => {
    const { channels } = specify('bars', [published(40, 5), range, suppressed]);
    expect(channels).toContainEqual(expect.objectContaining({ x1: [30], x2: [39] }));
    expect(channels).toContainEqual(expect.objectContaining({ x2: [40, 0, 0] }));
  });
});

describe('lines', () => {
  it('have a band, and a gap where a month is suppressed or a range', () => {
    const { y, channels } = specify('line', [published(40, 5), suppressed, range, published(50, 5)]);
    expect(y).toEqual([0, 55]);
    expect(channels).toContainEqual(
      expect.objectContaining({ y1: [35, undefined, undefined, 45], y2: [45, undefined, undefined, 55] }),
    );
    expect(channels).toContainEqual(expect.objectContaining({ y1: [30], y2: [39] }));
  });

  it('never have a mark on zero for a month that is suppressed or not known', () => {
    const { channels } = specify('line', [published(40, 5), suppressed, { status: 'missing' }]);
    const heights = channels.flatMap(({ y, y1, y2 }) => [y, y1, y2].flatMap((values) => values ?? []));
    expect(heights).not.toContain(0);
  });

  it('have no band where numbers were kept without a margin', () => {
    const { channels } = specify('line', [published(40), published(50)]);
    expect(channels.flatMap(({ y1, y2 }) => [...(y1 ?? []), ...(y2 ?? [])])).toEqual([]);
  });
});
