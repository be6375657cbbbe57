import { expect, test } from 'vitest';
import type { CanvasBox } from './canvas.contract.ts';
import { findRisks, type RiskFacts } from './canvas.risks.ts';

const by = { id: 'pia', name: 'Pia', organisation: 'police' };
const version = {
  number: 1,
  text: { nl: 'Tekst', en: 'Text' },
  by,
  at: '2026-01-01T00:00:00Z',
  basedOn: 0,
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
const promising: RiskFacts = {
  currentStep: 'prioritise',
  goals: [{ id: 'g' }],
  questions: [{ goal: 'g', rung: 'descriptive' }],
  dataSets: [{ landed: false }],
};
const codes = (facts: Partial<RiskFacts>, boxes: readonly CanvasBox[] = filled) =>
  findRisks({ ...promising, ...facts }, boxes).map(({ code, n, box: where }) => `${code} ${n}, ${where}`);

test('a canvas with sharp goals, questions, data and an owner promises something', () => {
  expect(codes({})).toEqual([]);
});

test('a goal that nobody asks anything about is counted (41)', () => {
  expect(codes({ goals: [{ id: 'g' }, { id: 'h' }] })).toEqual(['goals-without-question 1, questions']);
});

test('what a gate of the step says is not said once more as a risk: one truth on both boards', () => {
  const bare = { goals: [], questions: [] };
  expect(codes({ ...bare, currentStep: 'prioritise' })).toEqual([]);
  expect(codes({ ...bare, currentStep: 'picture' })).toEqual([]);
  expect(codes({ ...bare, currentStep: 'share' })).toEqual(['no-questions 0, questions']);
  expect(codes({ currentStep: 'analyse' })).toEqual([]);
});

test('the core of the question and who owns it are asked for (19, 36)', () => {
  expect(codes({}, [box('core', { agreed: null }), box('owner', { agreed: null }), box('ethics')])).toEqual([
    'no-core 0, core',
    'no-owner 0, owner',
  ]);
});

test('only predictions is not clear about what people want to know (41)', () => {
  const ahead = { goal: 'g', rung: 'predictive' } as const;
  expect(codes({ questions: [ahead] })).toEqual(['only-predictions 0, questions']);
  expect(codes({ questions: [ahead, { goal: 'g', rung: 'diagnostic' }] })).toEqual([]);
});

test('data are missing when none are agreed and nobody wrote which are needed', () => {
  expect(codes({ dataSets: [] })).toEqual([]);
  expect(codes({ dataSets: [] }, filled.slice(0, 3))).toEqual(['no-data 0, data']);
});

test('data that have not come by the last step do not fit; before that a gate waits for them (41)', () => {
  expect(codes({ currentStep: 'solve', dataSets: [{ landed: true }, { landed: false }] })).toEqual([
    'data-not-landed 1, data',
  ]);
  expect(codes({ currentStep: 'solve', dataSets: [{ landed: true }] })).toEqual([]);
  expect(codes({ currentStep: 'share' })).toEqual([]);
});

test('ethics and privacy without an agreed text is named from the first day', () => {
  expect(codes({}, [box('core'), box('owner'), box('ethics', { agreed: null })])).toEqual([
    'no-ethics 0, ethics',
  ]);
});

test('texts that wait for a choice are named with their box', () => {
  const competing = [{ ...version, number: 2, state: 'competing' as const }];
  expect(findRisks(promising, [...filled, box('task', { competing })])).toEqual([
    { code: 'open-choices', n: 1, box: 'task' },
  ]);
});
