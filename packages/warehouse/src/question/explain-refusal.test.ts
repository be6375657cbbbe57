import { describe, expect, it } from 'vitest';
import { explainRefusal } from './explain-refusal.ts';
import type { Refusal } from './refusal.ts';

const closed = { reason: 'below-floor', lowestError: 1.2, suppressedShare: 0.2 } as const;
const refusals: Refusal[] = [
  { kind: 'too-many-dimensions', dimensions: ['month', 'category', 'in.care', 'district'], most: 3 },
  { kind: 'persons-by-period', dimension: 'month', levels: ['year', 'quarter'] },
  { kind: 'persons-by-period', dimension: 'month', levels: [] },
  { kind: 'persons-in-period', dimension: 'month', levels: ['year', 'quarter'] },
  { kind: 'persons-of-several-values', dimension: 'category' },
  { kind: 'period-not-whole', dimension: 'month', levels: ['year'] },
  { kind: 'table-too-large', combinations: 12_000, most: 10_000 },
  ...(['months', 'quarters', 'third-dimension', 'second-dimension', 'data-set'] as const).flatMap((part) =>
    (['coarser-time', 'fewer-dimensions', 'merged-areas'] as const).map(
      (opensWith): Refusal => ({ kind: 'closed', closed: { part, opensWith, ...closed } }),
    ),
  ),
];

describe('why a question is not answered', () => {
  it.each(refusals.map((refusal) => [JSON.stringify(refusal), refusal] as const))(
    'is said in both languages of %s',
    (_name, refusal) => {
      const texts = (['nl', 'en'] as const).map((language) => explainRefusal(refusal, language));
      expect(new Set(texts).size).toBe(2);
      for (const text of texts) {
        expect(text).toMatch(/^[A-Z].*\.$/);
        expect(text).not.toMatch(/undefined|\[object/);
      }
    },
  );

  it('calls dimensions by the names that the page gives', () => {
    const [first] = refusals;
    if (!first) throw new Error('No refusal');
    const names: Record<string, string> = {
      month: 'maand',
      category: 'soort',
      'in.care': 'in zorg',
      district: 'wijk',
    };
    expect(explainRefusal(first, 'nl', (key) => names[key] ?? key)).toBe(
      'Je gebruikt 4 dimensies tegelijk, filters en koppelingen meegeteld: maand, soort, in zorg en wijk. Hier kunnen er hoogstens 3.',
    );
  });
});
