import { describe, expect, it } from 'vitest';
import { keepsFigures } from './use-ask-instead.ts';

const figure = {
  name: 'litter',
  view: 'kinds',
  measure: 'count.records',
  kind: 'value' as const,
  where: { category: ['litter'] },
};
const findingInput = {
  text: { nl: '{litter} gaat over zwerfafval.', en: '{litter} are about litter.' },
  figures: [figure],
  care: null,
};

describe('a conclusion', () => {
  it('is kept when the question asked instead still has its figures', () => {
    expect(keepsFigures({ findingInput }, 'kinds', { by: ['year', 'category'] })).toBe(true);
    expect(keepsFigures({ findingInput }, 'other', { by: [] })).toBe(true);
    expect(keepsFigures({ findingInput: null }, 'kinds', { by: [] })).toBe(true);
  });

  it('is not when the question is no longer divided by what a figure names', () => {
    expect(keepsFigures({ findingInput }, 'kinds', { by: ['year'] })).toBe(false);
  });
});
