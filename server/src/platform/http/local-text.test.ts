import { describe, expect, it } from 'vitest';
import { textChange, textInput } from './common.contract.ts';
import { changeText, newText, outdatedIn } from './local-text.contract.ts';

const both = { nl: 'Let op.', en: 'Take care.' };
const dutchOnly = { nl: 'Let op.', en: 'Let op.', writtenIn: 'nl' } as const;

describe('a new text', () => {
  it('written in one language is shown to both readers, without a mark', () => {
    const made = newText({ language: 'nl', text: 'Let op.' });
    expect(made).toEqual(dutchOnly);
    expect(outdatedIn(made)).toBeNull();
  });

  it('written in both languages has words of its own in each', () => {
    expect(newText({ language: 'en', text: 'Take care.', other: 'Let op.' })).toEqual(both);
    expect(newText(both)).toEqual(both);
  });
});

describe('a text that is changed in one language', () => {
  it('keeps the words of the other and marks them as not renewed', () => {
    const changed = changeText(both, { language: 'nl', text: 'Let goed op.' });
    expect(changed).toEqual({ nl: 'Let goed op.', en: 'Take care.', writtenIn: 'nl' });
    expect(outdatedIn(changed)).toBe('en');
  });

  it('is current in both again when the other language is written too', () => {
    const outdated = changeText(both, { language: 'nl', text: 'Let goed op.' });
    const renewed = changeText(outdated, { language: 'en', text: 'Take good care.' });
    expect(renewed).toEqual({ nl: 'Let goed op.', en: 'Take good care.' });
    expect(outdatedIn(renewed)).toBeNull();
  });

  it('stays marked when the same language is written once more', () => {
    const once = changeText(both, { language: 'nl', text: 'Let goed op.' });
    const twice = changeText(once, { language: 'nl', text: 'Let heel goed op.' });
    expect(twice).toEqual({ nl: 'Let heel goed op.', en: 'Take care.', writtenIn: 'nl' });
  });

  it('is current in both when the writer wrote both', () => {
    const outdated = changeText(both, { language: 'nl', text: 'Let goed op.' });
    const confirmed = changeText(outdated, { language: 'en', text: 'Take care.', other: 'Let goed op.' });
    expect(outdatedIn(confirmed)).toBeNull();
    expect(confirmed.en).toBe('Take care.');
  });

  it('does not change when the words are the ones it has, and keeps its mark', () => {
    const outdated = changeText(both, { language: 'nl', text: 'Let goed op.' });
    expect(changeText(outdated, { language: 'nl', text: 'Let goed op.' })).toBe(outdated);
    expect(changeText(outdated, { language: 'en', text: 'Take care.' })).toBe(outdated);
    expect(changeText(both, { language: 'en', text: 'Take care.' })).toBe(both);
  });
});

describe('a text that was only ever written in one language', () => {
  it('stays one text when it is written again in that language', () => {
    expect(changeText(dutchOnly, { language: 'nl', text: 'Let goed op.' })).toEqual({
      nl: 'Let goed op.',
      en: 'Let goed op.',
      writtenIn: 'nl',
    });
  });

  it('keeps its words when it is first written in the other language', () => {
    const changed = changeText(dutchOnly, { language: 'en', text: 'Take care.' });
    expect(changed).toEqual({ nl: 'Let op.', en: 'Take care.', writtenIn: 'en' });
    expect(outdatedIn(changed)).toBe('nl');
  });

  it('takes the language of the change when nobody knows in which it was written', () => {
    const unknown = { nl: 'Let op.', en: 'Let op.' };
    expect(changeText(unknown, { language: 'en', text: 'Take care.' })).toEqual({
      nl: 'Take care.',
      en: 'Take care.',
      writtenIn: 'en',
    });
  });

  it('remembers its language when both are written with the same words', () => {
    expect(changeText(both, { language: 'nl', text: 'Pilot', other: 'Pilot' }).writtenIn).toBe('nl');
    expect(changeText(both, { language: 'nl', text: 'Take care.' })).toEqual({
      nl: 'Take care.',
      en: 'Take care.',
      writtenIn: 'nl',
    });
  });
});

it('takes no text without its language', () => {
  for (const schema of [textChange, textInput]) {
    expect(schema.safeParse('Let op.').success).toBe(false);
    expect(schema.safeParse({ nl: 'Let op.' }).success).toBe(false);
    expect(schema.safeParse({ text: 'Let op.' }).success).toBe(false);
    expect(schema.safeParse({ language: 'nl', text: 'Let op.' }).success).toBe(true);
  }
  expect(textChange.safeParse({ nl: 'Let op.', en: 'Let op.' }).success).toBe(false);
});
