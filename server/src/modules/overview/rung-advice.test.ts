import { describe, expect, test } from 'vitest';
import { type AdviceFacts, adviseQuestion, lookBack } from './rung-advice.ts';

const question = (id: string, rung: 'descriptive' | 'diagnostic', analyses: string[] = []) => ({
  id,
  rung,
  analyses,
  status: analyses.length > 0 ? ('answered' as const) : ('to-analyse' as const),
});

describe('looking back', () => {
  test('counts a question that was known or analysed as answered, and one that is only asked as not', () => {
    const known = { ...question('q1', 'descriptive'), status: 'known' as const };
    const asked = question('q2', 'diagnostic');
    expect(lookBack([known, asked], new Set())).toEqual({
      descriptive: { answered: true, used: false },
      diagnostic: { answered: false, used: false },
    });
  });

  test('counts as used what an insight cites: the question itself, or an analysis of it', () => {
    const both = [question('q1', 'descriptive', ['a1']), question('q2', 'diagnostic', ['a2'])];
    expect(lookBack(both, new Set(['q1', 'a2']))).toEqual({
      descriptive: { answered: true, used: true },
      diagnostic: { answered: true, used: true },
    });
    expect(lookBack(both, new Set(['a1'])).diagnostic.used).toBe(false);
  });
});

describe('the data levels that weigh on a question', () => {
  const used = { answered: true, used: true };
  const facts: AdviceFacts = {
    lookedBack: { descriptive: used, diagnostic: used },
    dataLevels: [
      { organisation: 'town', level: 5 },
      { organisation: 'police', level: 1 },
    ],
    goals: [
      { id: 'shared', organisation: null },
      { id: 'of-town', organisation: 'town' },
    ],
    agreed: [{ owner: 'town' }, { owner: 'police' }],
    analyses: [{ id: 'a1', organisations: ['town'] }],
  };
  const advise = (goal: string, analyses: string[] = []) =>
    adviseQuestion({ goal, rung: 'predictive', analyses }, facts).reasons.map(({ params }) => params);

  test('are those of every owner of agreed data for a shared goal', () => {
    expect(advise('shared')).toMatchObject([{ organisation: 'police' }]);
  });

  test('are those of its organisation for a goal of one of them', () => {
    expect(advise('of-town')).toEqual([]);
  });

  test('are those of the organisations whose data were analysed, once they were', () => {
    expect(advise('shared', ['a1'])).toEqual([]);
  });
});
