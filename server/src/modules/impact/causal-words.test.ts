import { describe, expect, it } from 'vitest';
import { findCausalWords } from './causal-words.contract.ts';

describe('causal words', () => {
  it('are found as whole words, in Dutch and in English, whatever the letters', () => {
    expect(findCausalWords('Dankzij de bakken ligt er minder')).toEqual(['dankzij']);
    expect(findCausalWords('The bins  LED  TO less litter, because they are there')).toEqual([
      'because',
      'led to',
    ]);
    expect(findCausalWords('Dit komt door de bakken')).toEqual(['door']);
  });

  it('are not found inside other words, nor where they tell when', () => {
    expect(findCausalWords('De doorgang is schoner, en baby Rutger ook')).toEqual([]);
    expect(findCausalWords('Fewer reports month by month, and door de week too')).toEqual([]);
    expect(findCausalWords('Since the bins are there, fewer reports came in')).toEqual([]);
  });
});
