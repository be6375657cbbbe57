import { questions } from '@datalab/server/modules/preparation/questions.contract.ts';
import { describe, expect, test } from 'vitest';
import { buyingQuestionsOf, putTogether } from './preparation.ts';

const by = { id: 'pia', name: 'Pia', organisation: 'police' };
const at = '2026-11-21T10:00:00Z';
const none = { hope: null, may: { commit: { allowed: true } } };

function commitment(kind: 'money' | 'time' | 'staff', amount: number) {
  return { id: crypto.randomUUID(), kind, amount, note: null, by, at, may: { remove: { allowed: true } } };
}

describe('who puts in what', () => {
  test('is added up per kind and organisation, and kinds without anything are omitted (47)', () => {
    const picture = putTogether([
      { organisation: 'town', commitments: [commitment('money', 100), commitment('time', 4)], ...none },
      { organisation: 'police', commitments: [commitment('time', 2), commitment('time', 6)], ...none },
      { organisation: 'care', commitments: [], ...none },
    ]);
    expect(picture).toEqual([
      { kind: 'money', total: 100, shares: [{ organisation: 'town', amount: 100 }] },
      {
        kind: 'time',
        total: 12,
        shares: [
          { organisation: 'town', amount: 4 },
          { organisation: 'police', amount: 8 },
        ],
      },
    ]);
  });
});

describe('the advice on buying', () => {
  const ask = (answer: 'yes' | 'partly' | 'no' | null) =>
    buyingQuestionsOf({
      questions: questions.map(({ key, part }) => ({
        key,
        part,
        views: [],
        agreed: key === 'must-buy' && answer !== null ? { answer, why: { nl: 'x', en: 'x' }, by, at } : null,
      })),
    }).map(({ key }) => key);

  test('appears only when something must be bought', () => {
    expect(ask(null)).toEqual(['must-buy']);
    expect(ask('no')).toEqual(['must-buy']);
    const all = questions.filter(({ key }) => key.startsWith('buy-')).map(({ key }) => key);
    expect(all.length).toBeGreaterThan(1);
    expect(ask('yes')).toEqual(['must-buy', ...all]);
    expect(ask('partly')).toEqual(['must-buy', ...all]);
  });
});
