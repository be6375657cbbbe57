import { describe, expect, it } from 'vitest';
import { shownIn, typedToChange } from './typed-text.ts';

const both = { nl: 'Let op.', en: 'Take care.' };
const dutchOnly = { nl: 'Let op.', en: 'Let op.', writtenIn: 'nl' } as const;

describe('what is typed over a text', () => {
  it('is sent in the language it was typed in, whatever language the page is in by then', () => {
    expect(typedToChange('nl', both, { nl: 'Let goed op.' })).toEqual({
      language: 'nl',
      text: 'Let goed op.',
    });
    expect(typedToChange('en', both, { nl: 'Let goed op.' })).toEqual({
      language: 'nl',
      text: 'Let goed op.',
    });
    expect(shownIn('nl', both, { nl: 'Let goed op.' })).toBe('Let goed op.');
    expect(shownIn('en', both, { nl: 'Let goed op.' })).toBe('Take care.');
  });

  it('is sent in both languages when both were written', () => {
    expect(typedToChange('nl', both, { nl: 'Ja.', en: 'Yes.' })).toEqual({
      language: 'nl',
      text: 'Ja.',
      other: 'Yes.',
    });
  });

  it('is shown in the other language too while the text has no words of its own there', () => {
    expect(shownIn('en', null, { nl: 'Nieuw' })).toBe('Nieuw');
    expect(shownIn('en', dutchOnly, { nl: 'Let goed op.' })).toBe('Let goed op.');
    expect(shownIn('nl', dutchOnly, { en: 'Take care.' })).toBe('Let op.');
  });

  it('takes the text away when it is emptied, and changes nothing when it was not touched', () => {
    expect(typedToChange('nl', both, { nl: ' ' })).toBeNull();
    expect(typedToChange('nl', null, {})).toBeNull();
    expect(typedToChange('en', both, {})).toEqual({ language: 'en', text: 'Take care.' });
  });

  it('leaves out a second field that was opened and emptied', () => {
    expect(typedToChange('nl', null, { nl: 'Nieuw', en: '' })).toEqual({ language: 'nl', text: 'Nieuw' });
  });
});
