import { describe, expect, it } from 'vitest';
import { allReasons, explainReason } from './explain-reason.ts';

describe('the words for why a cell is suppressed', () => {
  const sentences = allReasons().flatMap((reason) => [
    [reason, 'nl', explainReason(reason, 'nl')] as const,
    [reason, 'en', explainReason(reason, 'en')] as const,
  ]);

  it.each(sentences)('of %s in %s are short sentences', (_, __, text) => {
    expect(text).toMatch(/^[A-Z].*\.$/);
    for (const sentence of text.split(/[.:] /)) expect(sentence.split(' ').length).toBeLessThanOrEqual(16);
  });

  it.each(sentences)('of %s in %s name no limit and no parameter', (_, __, text) => {
    expect(text).not.toMatch(/\d|%|percent|procent|(?<!\p{L})[knpq](?!\p{L})/iu);
  });

  it('differ between reasons and between languages', () => {
    expect(new Set(sentences.map(([, , text]) => text)).size).toBe(sentences.length);
  });
});
