import { describe, expect, it } from 'vitest';
import { testFacts } from './assessments.testing.ts';
import { suggestAnswers } from './prescan-suggestions.ts';
import { type Definition, parseDefinition } from './rules/definition.ts';

const yesNo = 'options: [{ value: true }, { value: false }]';
const form: Definition = parseDefinition(`
name: Words of our own
urn: 'urn:nl:prescan'
version: '2.0'
tasks:
- { task: Aim, id: '0.3', type: [open_text] }
- { task: Ordinary, id: '1.1.1', type: [radio_option], ${yesNo} }
- { task: Kinds, id: '1.1.2', type: [checkbox_option], options: [{ value: 'A: Demografische' }, { value: 'A: Naam' }] }
- { task: Special, id: '1.2.1', type: [radio_option], ${yesNo} }
- { task: Sensitive, id: '1.3.1', type: [radio_option], ${yesNo} }
- { task: Kinds, id: '1.3.2', type: [checkbox_option], options: [{ value: 'B: Surfgedrag' }, { value: 'B: identificatienummers' }] }
- { task: Who, id: '1.4.1', type: [checkbox_option], options: [{ value: 'C: Burgers' }] }
- { task: Many, id: '1.5.1', type: [radio_option], ${yesNo} }
- { task: Often, id: '1.5.3', type: [select_option], options: [{ value: Minstens maandelijks }, { value: Eenmalig }] }
- { task: Long, id: '1.5.4', type: [select_option], options: [{ value: Aantal jaren }, { value: Jaar }] }
- { task: List, id: '3.1', type: [checkbox_option], options: [{ value: 'D: Samenwerkingsverbanden' }] }
- { task: List, id: '4.1', type: [checkbox_option], options: [{ value: 'E: Koppelen' }, { value: 'E: Bijzondere persoonsgegevens' }] }
`);
const suggest = (organisation: string, facts = testFacts, definition = form) =>
  Object.fromEntries(suggestAnswers(definition, facts, organisation));

describe('what contracts answer of the pre-scan', () => {
  it('is about the data of the own organisation', () => {
    expect(suggest('police')).toEqual({
      '0.3': 'Minder overlast',
      '1.1.1': 'true',
      '1.2.1': 'true',
      '1.3.1': 'true',
      '1.3.2': ['B: identificatienummers'],
      '1.4.1': ['C: Burgers'],
      '1.5.4': 'Aantal jaren',
      '3.1': ['D: Samenwerkingsverbanden'],
      '4.1': ['E: Koppelen', 'E: Bijzondere persoonsgegevens'],
    });
    expect(suggest('town')).toMatchObject({ '1.5.4': 'Jaar', '4.1': ['E: Koppelen'] });
  });

  it('claims nothing where a contract is silent, or where there are no personal data', () => {
    expect(suggest('town')).not.toHaveProperty(['1.2.1']);
    expect(suggest('housing')).toEqual({ '0.3': 'Minder overlast' });
  });

  it('knows numbers only where they are known', () => {
    const counted = (persons: number, timesPerYear: number) => ({
      ...testFacts,
      dataSets: testFacts.dataSets.map((one) => ({ ...one, persons, timesPerYear })),
    });
    expect(suggest('police', counted(10_000, 12))).toMatchObject({
      '1.5.1': 'true',
      '1.5.3': 'Minstens maandelijks',
    });
    expect(suggest('police', counted(9_999, 0))).toMatchObject({ '1.5.1': 'false', '1.5.3': 'Eenmalig' });
    expect(suggest('police', counted(9_999, 4))).not.toHaveProperty(['1.5.3']);
  });

  it('suggests nothing that a form does not offer', () => {
    const other = {
      ...form,
      questions: form.questions.map((one) => ({ ...one, options: [], kind: 'group' as const })),
    };
    expect(suggest('police', testFacts, other)).toEqual({});
  });
});
