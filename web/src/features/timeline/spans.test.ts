import type { Edition, Step } from '@datalab/server/modules/editions/editions.contract.ts';
import type { Happening } from '@datalab/server/modules/timeline/timeline.contract.ts';
import { describe, expect, test } from 'vitest';
import { groupHappenings, spanToBar, stepSpans } from './spans.ts';

const keys = ['prioritise', 'picture', 'share', 'analyse', 'solve'] as const;
const step = (index: number, state: Step['state'], finishedAt: string | null): Step => ({
  key: keys[index] ?? 'solve',
  number: index + 1,
  state,
  done: [],
  blockers: [],
  finishedAt,
});
const edition: Pick<Edition, 'createdAt' | 'finishedAt' | 'steps'> = {
  createdAt: '2026-01-01T00:00:00.000Z',
  finishedAt: null,
  steps: [
    step(0, 'done', '2026-02-01T00:00:00.000Z'),
    step(1, 'current', null),
    ...[2, 3, 4].map((index) => step(index, 'waiting', null)),
  ],
};
const now = new Date('2026-03-04T00:00:00Z');

describe('the bars of the steps', () => {
  test('run from when a step opened until it was finished, or until now', () => {
    const spans = stepSpans(edition);
    expect(spans.map(({ from, to }) => [from, to])).toEqual([
      ['2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'],
      ['2026-02-01T00:00:00.000Z', null],
      ...[
        [null, null],
        [null, null],
        [null, null],
      ],
    ]);
    const bars = spans.map((span) => spanToBar(span, spans, now));
    expect(bars[0]).toEqual({ start: 0, size: 0.5 });
    expect(bars[1]).toEqual({ start: 0.5, size: 0.5 });
    expect(bars[2]).toBeNull();
  });

  test('can be seen when a step took a minute, and stay inside the edition', () => {
    const quick = stepSpans({
      ...edition,
      finishedAt: '2026-06-01T00:01:00.000Z',
      steps: keys.map((_, index) => step(index, 'done', index === 4 ? null : '2026-06-01T00:00:00.000Z')),
    });
    for (const span of quick) {
      const { start, size } = spanToBar(span, quick, now) ?? { start: 0, size: 0 };
      expect(size).toBeGreaterThanOrEqual(0.02);
      expect(start + size).toBeLessThanOrEqual(1);
    }
  });
});

describe('what happened', () => {
  const happening = (at: string, code: string): Happening => ({
    sequence: 1,
    at,
    code,
    params: {},
    link: '/editions/x',
    edition: 'x',
    who: { name: 'Lotte', organisation: 'town' },
  });

  test('is grouped by month and step, and the same again is one line', () => {
    const groups = groupHappenings(
      [
        happening('2026-02-03T00:00:00.000Z', 'told.b'),
        { ...happening('2026-02-01T00:00:00.100Z', 'told.editions.step-finished'), params: { step: 1 } },
        happening('2026-01-09T00:00:00.000Z', 'told.a'),
        happening('2026-01-08T00:00:00.000Z', 'told.a'),
      ],
      stepSpans(edition),
    );
    expect(
      groups.map(({ month, step: number, lines }) => [month, number, lines.map(({ times }) => times)]),
    ).toEqual([
      ['2026-02', 2, [1]],
      ['2026-02', 1, [1]],
      ['2026-01', 1, [2]],
    ]);
  });
});
