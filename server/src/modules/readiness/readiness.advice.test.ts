import { describe, expect, it, test } from 'vitest';
import { adviseCapacity, advisePlan, adviseRung, type RungFacts } from './readiness.advice.ts';
import { areaStatements, type ReadinessAnswers, statementKeys } from './readiness.contract.ts';
import { spreadAreas } from './readiness.levels.ts';

const done = { answered: true, used: true };
const ready: RungFacts = { lookedBack: { descriptive: done, diagnostic: done }, dataLevels: [] };
const all = (level: number | null): ReadinessAnswers =>
  Object.fromEntries(statementKeys.map((key) => [key, level])) as ReadinessAnswers;

describe('the advised rung', () => {
  it('is the chosen one where nothing stands in the way', () => {
    expect(adviseRung('predictive', ready)).toEqual({ rung: 'predictive', reasons: [] });
  });

  it('looks back first: nothing looks ahead before something was described and explained (5)', () => {
    const nothing = { answered: false, used: false };
    const facts = { ...ready, lookedBack: { descriptive: nothing, diagnostic: nothing } };
    expect(adviseRung('predictive', facts)).toMatchObject({
      rung: 'descriptive',
      reasons: [{ code: 'readiness.rung.not-looked-back' }],
    });
    expect(adviseRung('diagnostic', facts).reasons).toEqual([]);
    const described = { ...ready, lookedBack: { descriptive: done, diagnostic: nothing } };
    expect(adviseRung('prescriptive', described).rung).toBe('diagnostic');
  });

  it('stays at explaining while what was found is not used (5)', () => {
    const facts = {
      ...ready,
      lookedBack: { descriptive: done, diagnostic: { answered: true, used: false } },
    };
    expect(adviseRung('predictive', facts)).toMatchObject({
      rung: 'diagnostic',
      reasons: [{ code: 'readiness.rung.not-used' }],
    });
  });

  it('is to describe first where an owner of the data hardly keeps them up, and says who (49)', () => {
    const facts = { ...ready, dataLevels: [{ organisation: 'police', level: 1 }] };
    expect(adviseRung('diagnostic', facts)).toEqual({
      rung: 'descriptive',
      reasons: [{ code: 'readiness.rung.data-level', params: { organisation: 'police', level: 1 } }],
    });
    expect(adviseRung('descriptive', facts).reasons).toEqual([]);
    const half = { ...ready, dataLevels: [{ organisation: 'police', level: 2 }] };
    expect(adviseRung('diagnostic', half).reasons).toEqual([]);
    expect(adviseRung('predictive', half).rung).toBe('diagnostic');
  });

  it('takes the lowest of several limits and gives every reason', () => {
    const facts: RungFacts = {
      lookedBack: { descriptive: done, diagnostic: { answered: true, used: false } },
      dataLevels: [
        { organisation: 'police', level: 2 },
        { organisation: 'housing', level: 1 },
        { organisation: 'town', level: 4 },
      ],
    };
    const advice = adviseRung('prescriptive', facts);
    expect(advice.rung).toBe('descriptive');
    expect(advice.reasons.map(({ code }) => code)).toEqual([
      'readiness.rung.not-used',
      'readiness.rung.data-level',
      'readiness.rung.data-level',
    ]);
  });
});

describe('the advised plan (49)', () => {
  const outcome = (forms: readonly ReadinessAnswers[], onlyOwn = false) => ({
    organisation: 'police',
    areas: spreadAreas(forms),
    onlyOwn,
  });

  it('does not change where everything is in order', () => {
    expect(advisePlan([outcome([all(3), all(4), all(3)])])).toEqual([]);
  });

  it.each([
    ['leadership', 'prioritise', 'backing-first', 2],
    ['people', 'analyse', 'read-together', 0],
    ['data', 'share', 'key-user', 4],
    ['technology', 'share', 'deliver-together', 2],
    ['agreements', 'picture', 'privacy-early', 0],
    ['use', 'solve', 'one-team', 0],
  ] as const)('changes for a low %s in the step %s', (area, step, code, extraWeeks) => {
    const form = { ...all(4) };
    for (const statement of areaStatements[area]) form[statement] = 1;
    expect(advisePlan([outcome([form, form, form])])).toEqual([
      { step, code, area, extraWeeks, organisation: 'police', onlyOwn: false },
    ]);
  });

  it('plans less extra time at the second level, and says when it is for the own organisation only', () => {
    const form = { ...all(4), registration: 2, trust: 2 };
    expect(advisePlan([outcome([form], true)])).toMatchObject([
      { code: 'key-user', extraWeeks: 2, onlyOwn: true },
    ]);
  });

  it('asks to talk first where people see it very differently, or mostly do not know', () => {
    const forms = [all(4), { ...all(4), goals: 1, backing: 1 }, { ...all(4), time: null, skills: null }];
    const unknown = [...forms.slice(0, 1), ...forms.slice(2), { ...all(4), time: null, skills: null }];
    const first = { step: 'prioritise', code: 'talk-first', organisation: 'police', extraWeeks: 0 } as const;
    const advised = (area: string) => [{ ...first, area, onlyOwn: false }];
    expect(advisePlan([outcome(forms)])).toEqual(advised('leadership'));
    expect(advisePlan([outcome(unknown)])).toEqual(advised('people'));
  });

  it('does not ask to talk where one sees it lower than others and none sees it at its best', () => {
    const forms = [all(3), all(3), { ...all(3), goals: 1, backing: 1 }];
    expect(advisePlan([outcome(forms)])).toEqual([]);
  });
});

describe('the advised capacity (109)', () => {
  const advised = (change: Partial<ReadinessAnswers>) =>
    adviseCapacity(spreadAreas([{ ...all(4), ...change }]));

  it('is that of the organisation itself where its people, data and technology are in order', () => {
    expect(advised({})).toEqual({ fits: 'own', because: [] });
    expect(advised({ time: 3, skills: 3, goals: 1, backing: 1 })).toEqual({ fits: 'own', because: [] });
  });

  it('is own people with somebody beside them at the second level, and support from outside at the first', () => {
    const half = { registration: 2, trust: 2, time: 2, skills: 2 };
    expect(advised(half)).toEqual({ fits: 'together', because: ['people', 'data'] });
    expect(advised({ ...half, extraction: 1, tools: 1 })).toEqual({
      fits: 'outside',
      because: ['technology'],
    });
  });

  it('is not known where people mostly do not know, unless one area already says enough', () => {
    const unknown = { time: null, skills: null };
    expect(advised(unknown)).toBeNull();
    expect(advised({ ...unknown, registration: 2, trust: 2 })).toBeNull();
    expect(advised({ ...unknown, registration: 1, trust: 1 })).toEqual({
      fits: 'outside',
      because: ['data'],
    });
  });
});

test('there are at most fifteen statements, each in one area (49)', () => {
  expect(statementKeys.length).toBeLessThanOrEqual(15);
  expect(new Set(statementKeys).size).toBe(statementKeys.length);
});
