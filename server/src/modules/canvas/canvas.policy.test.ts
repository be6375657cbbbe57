import { expect, test } from 'vitest';
import { denied } from '../../platform/errors/failure.ts';
import { person, verdictOf } from '../../platform/http/actor.testing.ts';
import { stepKeys } from '../editions/editions.contract.ts';
import { mayAgreeOn, mayChoose, mayRewrite, mayWriteIn } from './canvas.policy.ts';

test('goals and questions are agreed on their own step pages, the other boxes on the canvas', () => {
  expect(mayAgreeOn('goals')).toEqual(denied('canvas.agreed-elsewhere', { box: 'goals' }));
  expect(verdictOf(mayAgreeOn('questions'))).toBe('canvas.agreed-elsewhere');
  expect(verdictOf(mayAgreeOn('core'))).toBe('allowed');
});

test('no question comes through the canvas once the list of questions is locked (26)', () => {
  const verdicts = stepKeys.map((step) => verdictOf(mayWriteIn('questions', step)));
  expect(verdicts).toEqual(['allowed', 'allowed', 'allowed', 'allowed', 'analyses.question-locked']);
  expect(verdictOf(mayWriteIn('actions', 'solve'))).toBe('allowed');
});

test('a contribution is changed by whoever wrote it', () => {
  expect(verdictOf(mayRewrite(person('town'), { person: 'p' }))).toBe('allowed');
  expect(verdictOf(mayRewrite(person('town'), { person: 'another' }))).toBe('canvas.note-of-another');
});

test('a choice is between the two texts that the chooser saw', () => {
  const competing = { state: 'competing' } as const;
  expect(verdictOf(mayChoose(competing, { number: 2 }, 2))).toBe('allowed');
  expect(verdictOf(mayChoose(competing, { number: 3 }, 2))).toBe('canvas.changed-meanwhile');
  expect(verdictOf(mayChoose({ state: 'agreed' }, { number: 2 }, 2))).toBe('canvas.choice-made');
  expect(verdictOf(mayChoose(competing, undefined, 0))).toBe('allowed');
  expect(verdictOf(mayChoose(competing, undefined, 1))).toBe('canvas.changed-meanwhile');
});
