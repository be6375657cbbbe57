import type { EditionGoal } from '@datalab/server/modules/editions/goals.contract.ts';
import { expect, test } from 'vitest';
import { whoOf } from './edition.ts';
import { goalsByOrganisation } from './goals.tsx';

const persons = ['anna', 'bas', 'cem'].map((id) => ({ id, name: id }));

test('who must act is the reader when the reader is among them', () => {
  expect(whoOf({ who: { organisation: null, role: null, persons } }, 'bas').me).toBe(true);
  expect(whoOf({ who: { organisation: null, role: null, persons } }, 'dora').me).toBe(false);
  expect(whoOf({ who: { organisation: null, role: null, persons } }, null).me).toBe(false);
});

test('of many who may act two are named', () => {
  expect(whoOf({ who: { organisation: null, role: null, persons } }, null).names).toEqual(['anna', 'bas']);
});

test('joint goals stand first, then each organisation has its own together', () => {
  const goal = (id: string, organisation: string | null): EditionGoal => ({
    id,
    organisation,
    text: { nl: id, en: id },
    successCriterion: null,
    review: null,
    sharp: false,
    may: { review: { allowed: true } },
    by: 'anna',
    at: '2026-01-01T00:00:00Z',
  });
  const goals = [goal('1', 'police'), goal('2', null), goal('3', 'care'), goal('4', 'police')];
  expect(
    goalsByOrganisation(goals).map((group) => [group.organisation, group.goals.map(({ id }) => id)]),
  ).toEqual([
    [null, ['2']],
    ['police', ['1', '4']],
    ['care', ['3']],
  ]);
});
