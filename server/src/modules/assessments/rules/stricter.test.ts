import { describe, expect, it } from 'vitest';
import { parseDefinition } from './definition.ts';
import type { Answer } from './outcome.ts';
import { faultyForm } from './rules.testing.ts';
import { createRules, evaluateRules, joinAnswers } from './stricter.ts';

const rules = createRules(parseDefinition(faultyForm));
const of = (answers: Readonly<Record<string, Answer>>) => new Map(Object.entries(answers));
const outcomeOf = (answers: Readonly<Record<string, Answer>>, id = 'DPIA') =>
  evaluateRules(rules, of(answers)).stricter.find((one) => one.id === id);
const sumsOf = (answers: Readonly<Record<string, Answer>>) => {
  const { literal, repaired } = evaluateRules(rules, of(answers));
  return [literal.measured[0]?.value, repaired.measured[0]?.value];
};

describe('the mistakes in published rules', () => {
  it('are found each by a rule of its own, and mended where only one reading is possible', () => {
    expect(rules.defects).toEqual([
      { kind: 'unknown-question', place: '0.5.2', found: '0.4.1', repair: '0.5.1' },
      { kind: 'markup-in-option', place: '1.1', found: '1', repair: '1' },
      { kind: 'key-is-no-option', place: '1.1', found: 'adults', repair: 'Group: adults' },
      { kind: 'key-is-no-option', place: '1.1', found: 'children', repair: 'Group: children' },
      { kind: 'key-is-no-option', place: '1.1', found: 'nobody', repair: null },
      { kind: 'quotes-in-value', place: '1.2', found: "'Group: other'", repair: 'Group: other' },
      { kind: 'score-is-not-read', place: '1.4', found: 'young', repair: '1.4' },
      { kind: 'text-against-boolean', place: '1.4', found: '1.4', repair: 'bool(1.4)' },
    ]);
  });

  it('are not found in the mended rules', () => {
    expect(createRules(rules.definition).defects).toEqual([
      { kind: 'markup-in-option', place: '1.1', found: '1', repair: '1' },
      { kind: 'key-is-no-option', place: '1.1', found: 'nobody', repair: null },
    ]);
  });

  it('leave a question alone that could be one of two', () => {
    const two = faultyForm.replace(
      "- task: People\n  id: '1'",
      "- { task: Another, id: '0.6.1', type: [radio_option], options: [{ value: true }, { value: false }] }\n- task: People\n  id: '1'",
    );
    expect(createRules(parseDefinition(two)).defects[0]).toEqual({
      kind: 'unknown-question',
      place: '0.5.2',
      found: '0.4.1',
      repair: null,
    });
  });
});

describe('both readings', () => {
  const children = { '0.1': 'false', '1.1': ['Group: children'], '1.3': 'Years' };

  it('are computed, and the stricter one is what counts', () => {
    expect(sumsOf(children)).toEqual([1, 3]);
    expect(outcomeOf(children)).toMatchObject({
      level: 'required',
      differs: true,
      because: [{ id: 'sum', measured: { value: 3, limit: 2 } }],
    });
  });

  it('count the answer to a hidden question as absent', () => {
    const far = { '0.1': 'false', '0.5.2': 'true', '1.1': ['Group: adults'], '1.3': 'Years' };
    expect(sumsOf({ ...far, '0.5.1': 'true' })).toEqual([1, 3]);
    expect(sumsOf({ ...far, '0.5.1': 'false' })).toEqual([1, 1]);
    expect(outcomeOf({ ...far, '0.5.1': 'false' }, 'DTIA')).toMatchObject({ level: null });
    expect(outcomeOf({ ...far, '0.5.1': 'true' }, 'DTIA')).toMatchObject({
      level: 'required',
      differs: false,
    });
  });

  it('take the first level that holds', () => {
    expect(outcomeOf({ '0.1': 'true', '3.1': ['List: profiling'] })).toMatchObject({ level: 'required' });
    expect(outcomeOf({ '0.1': 'false', '3.1': ['List: profiling'] })).toMatchObject({ level: 'recommended' });
    expect(outcomeOf({ '0.1': 'false', '3.1': [] })).toMatchObject({ level: null, because: [] });
  });
});

describe('answers of several parties', () => {
  it('count what any of them ticked, and the answer that asks the most care', () => {
    const joined = joinAnswers(rules, [
      of({ '0.1': 'false', '1.1': ['Group: adults'], '1.3': 'Days', '1.2': 'one' }),
      of({ '0.1': 'true', '1.1': ['Group: children'], '1.3': 'Years', '1.2': 'two' }),
    ]);
    expect(Object.fromEntries(joined)).toEqual({
      '0.1': 'true',
      '1.1': ['Group: adults', 'Group: children'],
      '1.2': 'one\n\ntwo',
      '1.3': 'Years',
    });
  });

  it('find what asks care only together with another answer', () => {
    const joined = joinAnswers(rules, [
      of({ '0.1': 'false', '0.5.1': 'false', '1.3': 'Years' }),
      of({ '0.1': 'false', '0.5.1': 'true', '0.5.2': 'true', '1.3': 'Days' }),
    ]);
    expect(evaluateRules(rules, joined).stricter[1]).toMatchObject({ id: 'DTIA', level: 'required' });
  });

  it('keep a list in which nobody ticked anything as answered', () => {
    expect(joinAnswers(rules, [of({ '3.1': [] })]).get('3.1')).toEqual([]);
    expect(joinAnswers(rules, [of({})]).has('3.1')).toBe(false);
  });
});

describe('a file that is no form', () => {
  const refusal = (source: string): string => {
    try {
      parseDefinition(source);
      return 'taken';
    } catch (error) {
      return String(error);
    }
  };

  it.each([
    ['nothing', '', 'expected object'],
    ['no YAML', '{', 'is not valid YAML'],
    ['an alias that is unknown', 'a: *b', 'unknown alias'],
    ['another urn', faultyForm.replace('urn:nl:prescan', 'urn:com:x'), 'urn'],
    ['a question twice', faultyForm.replace("id: '1.2'", "id: '1.1'"), '1.1: is there twice'],
    [
      'an expression in another language',
      faultyForm.replace('far >= 1', 'far = 1'),
      '0.5.2.riskScore[0]: expression',
    ],
    [
      'an unknown function',
      faultyForm.replace('countSelectedOptions', 'eval'),
      'DPIA.list: expression uses the unknown',
    ],
  ])('is refused: %s', (_, source, complaint) => {
    expect(refusal(source)).toContain(complaint);
  });
});
