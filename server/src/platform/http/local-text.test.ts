import { describe, expect, it } from 'vitest';
import { textChange, textInput } from './common.contract.ts';
import {
  changeOptionalText,
  changeText,
  changeWords,
  findOlderWords,
  findWords,
  newText,
  outdatedIn,
} from './local-text.contract.ts';

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

describe('what somebody writes', () => {
  it('has something to see in each language', () => {
    const unseen = [' ', '\u200b', '\u2060\ufeff', '\u202e'];
    for (const text of unseen) {
      expect(textInput.safeParse({ language: 'nl', text }).success).toBe(false);
      expect(textInput.safeParse({ language: 'nl', text: 'Let op.', other: text }).success).toBe(false);
      expect(textInput.safeParse({ nl: 'Let op.', en: text }).success).toBe(false);
    }
    for (const text of ['?', '7', '€', '\u{1f600}']) {
      expect(textInput.safeParse({ nl: text, en: text }).success).toBe(true);
    }
  });
});

describe('the words for a name', () => {
  it('are only those that were given, whatever every object has', () => {
    expect(findWords({ area: both }, 'area')).toEqual(both);
    for (const name of ['constructor', 'toString', '__proto__']) {
      expect(findWords({ area: both }, name)).toBeUndefined();
    }
    expect(findWords(undefined, 'area')).toBeUndefined();
  });
});

describe('a text that is changed in one language', () => {
  it('keeps the words of the other and marks them as not renewed', () => {
    const changed = changeWords(both, { language: 'nl', text: 'Let goed op.' });
    expect(changed).toEqual({ nl: 'Let goed op.', en: 'Take care.', writtenIn: 'nl' });
    expect(outdatedIn(changed)).toBe('en');
  });

  it('is current in both again when the other language is written too', () => {
    const outdated = changeWords(both, { language: 'nl', text: 'Let goed op.' });
    const renewed = changeWords(outdated, { language: 'en', text: 'Take good care.' });
    expect(renewed).toEqual({ nl: 'Let goed op.', en: 'Take good care.' });
    expect(outdatedIn(renewed)).toBeNull();
  });

  it('stays marked when the same language is written once more', () => {
    const once = changeWords(both, { language: 'nl', text: 'Let goed op.' });
    const twice = changeWords(once, { language: 'nl', text: 'Let heel goed op.' });
    expect(twice).toEqual({ nl: 'Let heel goed op.', en: 'Take care.', writtenIn: 'nl' });
  });

  it('is current in both when the writer wrote both', () => {
    const outdated = changeWords(both, { language: 'nl', text: 'Let goed op.' });
    const confirmed = changeWords(outdated, { language: 'en', text: 'Take care.', other: 'Let goed op.' });
    expect(outdatedIn(confirmed)).toBeNull();
    expect(confirmed.en).toBe('Take care.');
  });

  it('does not change when the words are the ones it has, and keeps its mark', () => {
    const outdated = changeWords(both, { language: 'nl', text: 'Let goed op.' });
    expect(changeWords(outdated, { language: 'nl', text: 'Let goed op.' })).toBe(outdated);
    expect(changeWords(outdated, { language: 'en', text: 'Take care.' })).toBe(outdated);
    expect(changeWords(both, { language: 'en', text: 'Take care.' })).toBe(both);
  });
});

describe('a text that was only ever written in one language', () => {
  it('stays one text when it is written again in that language', () => {
    expect(changeWords(dutchOnly, { language: 'nl', text: 'Let goed op.' })).toEqual({
      nl: 'Let goed op.',
      en: 'Let goed op.',
      writtenIn: 'nl',
    });
  });

  it('keeps its words when it is first written in the other language', () => {
    const changed = changeWords(dutchOnly, { language: 'en', text: 'Take care.' });
    expect(changed).toEqual({ nl: 'Let op.', en: 'Take care.', writtenIn: 'en' });
    expect(outdatedIn(changed)).toBe('nl');
  });

  it('takes the language of the change when nobody knows in which it was written', () => {
    const unknown = { nl: 'Let op.', en: 'Let op.' };
    expect(changeWords(unknown, { language: 'en', text: 'Take care.' })).toEqual({
      nl: 'Take care.',
      en: 'Take care.',
      writtenIn: 'en',
    });
  });

  it('remembers its language when both are written with the same words', () => {
    expect(changeWords(both, { language: 'nl', text: 'Pilot', other: 'Pilot' }).writtenIn).toBe('nl');
    expect(changeWords(both, { language: 'nl', text: 'Take care.' })).toEqual({
      nl: 'Take care.',
      en: 'Take care.',
      writtenIn: 'nl',
    });
  });
});

describe('the moments of a text', () => {
  const [first, second, third] = [
    '2026-03-03T10:00:00.000Z',
    '2026-06-05T10:00:00.000Z',
    '2026-07-01T10:00:00.000Z',
  ];
  const at = (moment: string) => new Date(moment);
  const made = changeText(null, { language: 'nl', text: 'Let op.', other: 'Take care.' }, at(first));
  const outdated = changeText(made, { language: 'nl', text: 'Let goed op.' }, at(second));

  it('say since when the words of each language are there', () => {
    expect(made.writtenAt).toEqual({ nl: first, en: first });
    expect(outdated.writtenAt).toEqual({ nl: second, en: first });
    expect(findOlderWords(made)).toBeUndefined();
    expect(findOlderWords(outdated)).toEqual({ language: 'en', writtenAt: first, otherChangedAt: second });
  });

  it('stay with words that are not written again', () => {
    expect(changeText(outdated, { language: 'nl', text: 'Let goed op.' }, at(third))).toBe(outdated);
    const renewed = changeText(outdated, { language: 'en', text: 'Take good care.' }, at(third));
    expect(renewed.writtenAt).toEqual({ nl: second, en: third });
    expect(findOlderWords(renewed)).toBeUndefined();
  });

  it('are those of both languages when both are written, or show the same words', () => {
    const confirmed = changeText(
      outdated,
      { language: 'en', text: 'Take care.', other: 'Let goed op.' },
      at(third),
    );
    expect(confirmed.writtenAt).toEqual({ nl: third, en: third });
    const oneText = changeText(dutchOnly, { language: 'nl', text: 'Let goed op.' }, at(third));
    expect(oneText.writtenAt).toEqual({ nl: third, en: third });
  });

  it('are unknown for words from before they were kept', () => {
    const changed = changeText(both, { language: 'nl', text: 'Let goed op.' }, at(second));
    expect(findOlderWords(changed)).toEqual({ language: 'en', writtenAt: undefined, otherChangedAt: second });
  });

  it('are never taken from the writer, and an outdated text that is put back has none', () => {
    const parsed = textInput.parse({ ...both, writtenAt: { nl: first, en: first } });
    expect(changeText(null, parsed, at(third)).writtenAt).toEqual({ nl: third, en: third });
    const putBack = changeText(null, outdated, at(third));
    expect(putBack).toEqual({ nl: 'Let goed op.', en: 'Take care.', writtenIn: 'nl' });
    expect(changeText(outdated, outdated, at(third))).toBe(outdated);
  });

  it('go with a text that is taken away, and stay with one that is not mentioned', () => {
    expect(changeOptionalText(outdated, null, at(third))).toBeNull();
    expect(changeOptionalText(outdated, undefined, at(third))).toBe(outdated);
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
