import { expect, test } from 'vitest';
import type { CanvasBox } from './canvas.contract.ts';
import { findRisks, type PromiseFacts } from './canvas.promise.ts';

const by = { id: 'pia', name: 'Pia', organisation: 'police' };
const version = {
  ...{ number: 1, text: { nl: 'Tekst', en: 'Text' }, by, at: '2026-01-01T00:00:00Z', basedOn: 0 },
  step: 'prioritise' as const,
  state: 'agreed' as const,
};

function box(key: CanvasBox['key'], changes: Partial<CanvasBox> = {}): CanvasBox {
  const agreed = { ...version, assents: [by] };
  return {
    key,
    revision: 1,
    agreed,
    competing: [],
    versions: 1,
    contributions: [],
    comments: [],
    ...changes,
  };
}

const filled = [box('core'), box('owner'), box('ethics'), box('data')];
const promising: PromiseFacts = {
  currentStep: 'prioritise',
  goals: [{ id: 'g', sharp: true }],
  questions: [{ goal: 'g', rung: 'descriptive' }],
  dataSets: [{ landed: false }],
};
const codes = (facts: Partial<PromiseFacts>, boxes: readonly CanvasBox[] = filled) =>
  findRisks({ ...promising, ...facts }, boxes).map(({ code, n }) => `${code} ${n}`);

test('a canvas with sharp goals, questions, data and an owner promises something', () => {
  expect(codes({})).toEqual([]);
});

test('missing goals come first, before everything that follows from them (41)', () => {
  expect(codes({ goals: [], questions: [] })).toEqual(['no-goals 0', 'no-questions 0']);
});

test('a goal that does not say when it is reached, or that nobody asks anything about, is counted (41)', () => {
  const goals = [
    { id: 'g', sharp: false },
    { id: 'h', sharp: true },
  ];
  expect(codes({ goals })).toEqual(['goals-not-sharp 1', 'goals-without-question 1']);
});

test('only predictions is not clear about what people want to know (41)', () => {
  expect(codes({ questions: [{ goal: 'g', rung: 'predictive' }] })).toEqual(['only-predictions 0']);
});

test('data are missing when none are agreed and nobody wrote which are needed', () => {
  expect(codes({ dataSets: [] })).toEqual([]);
  expect(codes({ dataSets: [] }, filled.slice(0, 3))).toEqual(['no-data 0']);
});

test('data that have not come by the analyses do not fit; before that there is still time (41)', () => {
  expect(codes({ currentStep: 'analyse' })).toEqual(['data-not-landed 1']);
  expect(codes({ currentStep: 'share' })).toEqual([]);
});

test('ethics and privacy without an agreed text is named from the first day', () => {
  expect(codes({}, [box('core'), box('owner'), box('ethics', { agreed: null })])).toEqual(['no-ethics 0']);
});

test('texts that wait for a choice are named with their box', () => {
  const competing = [{ ...version, number: 2, state: 'competing' as const }];
  expect(findRisks(promising, [...filled, box('task', { competing })])).toEqual([
    { code: 'open-choices', n: 1, box: 'task' },
  ]);
});
