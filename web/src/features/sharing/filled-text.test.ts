import { expect, it } from 'vitest';
import { minimumCountOf } from './conditions.ts';
import { splitClause } from './filled-text.tsx';

it('only what stands between braces is filled in', () => {
  expect(splitClause('From {from} to {to}.')).toEqual([
    { kind: 'fixed', value: 'From ' },
    { kind: 'filled', value: 'from' },
    { kind: 'fixed', value: ' to ' },
    { kind: 'filled', value: 'to' },
    { kind: 'fixed', value: '.' },
  ]);
});

it('the smallest count that is shown is the strictest that anybody asked for, and never under the own one', () => {
  const asking = (value: number) => ({
    advice: {
      ...{ by: 'Els', at: '2026-12-01T00:00:00Z', outcome: 'conditions' as const, text: 'So' },
      conditions: [{ text: 'Few', check: { rule: 'minimum-count' as const, value } }],
    },
  });
  expect(minimumCountOf([])).toBe(10);
  expect(minimumCountOf([asking(15), asking(30), { advice: null }])).toBe(30);
});
