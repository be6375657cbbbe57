import { describe, expect, it } from 'vitest';
import { countOutcomes, exampleOf, outcomeOf, proposalOf } from './columns.ts';

const question = '0b54d8c4-5a53-4a0a-9f0e-0c5a3c0f6f11';
const asked = { staysAtOwner: false, decision: null, questions: [question] };
const decided = (outcome: 'allowed' | 'coarser' | 'not-allowed') => ({
  ...asked,
  decision: { outcome, grain: null, reason: 'So', by: 'Sanne', at: '2026-12-01T00:00:00Z' },
});

describe('what a column is shown as', () => {
  it('is what was decided, and else whether anybody asked for it', () => {
    expect(outcomeOf(decided('not-allowed'))).toBe('not-allowed');
    expect(outcomeOf(asked)).toBe('waiting');
    expect(outcomeOf({ ...asked, questions: [] })).toBe('not-asked');
  });

  it('is that it stays, whatever was asked of what never leaves its owner', () => {
    expect(outcomeOf({ ...decided('allowed'), staysAtOwner: true })).toBe('stays');
  });

  it('is counted once for each column', () => {
    const counts = countOutcomes([asked, asked, decided('coarser')]);
    expect(counts).toMatchObject({ waiting: 2, coarser: 1, allowed: 0 });
  });
});

describe('what is proposed', () => {
  const month = { role: 'month', grain: null, grains: [], ...asked };
  const birth = { role: 'birth-date', grain: null, grains: [5, 10, 20], ...asked };

  it('is the column as it is where that can land', () => {
    expect(proposalOf(month)).toEqual({ outcome: 'allowed', grain: null });
  });

  it('is the coarsest there is where it can only land coarser', () => {
    expect(proposalOf(birth)).toEqual({ outcome: 'coarser', grain: 20 });
  });

  it('is nothing for what serves no question or was decided', () => {
    expect(proposalOf({ ...month, questions: [] })).toBeUndefined();
    expect(proposalOf({ ...month, ...decided('allowed') })).toBeUndefined();
  });
});

describe('the example of what a value becomes', () => {
  it.each([
    ['birth-date', 10, '2026-05-01', '40\u201349'],
    ['birth-date', 5, '2025-05-01', '40\u201344'],
    ['birth-date', 5, '2025-05-02', '45\u201349'],
    ['date', 'month', '2026-05-01', '1980-05'],
    ['date', 'year', '2026-05-01', '1980'],
    ['postcode', 4, '2026-05-01', '1234'],
  ])('of a %s at %s on %s is %s', (role, grain, today, to) => {
    expect(exampleOf({ role }, grain, new Date(today))?.to).toBe(to);
  });
});
