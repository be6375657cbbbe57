import type { LocalText } from '@datalab/server/platform/http/common.contract.ts';
import { beforeAll, expect, it } from 'vitest';
import { loadTexts } from '../i18n/texts.ts';
import { languages } from '../i18n/translate.ts';
import { olderWordsToText } from './older-words.ts';

const text: LocalText = { nl: 'Heel stil', en: 'Quiet', writtenIn: 'nl' };
const [first, second] = ['2026-03-03T12:00:00.000Z', '2026-06-05T12:00:00.000Z'];

beforeAll(() => Promise.all(languages.map(loadTexts)));

it('tells only the reader of the older words, with both dates', () => {
  const dated = { ...text, writtenAt: { nl: second, en: first } };
  expect(olderWordsToText(dated, 'en')).toBe(
    'The English text is older: written on 3 March 2026. The Dutch text was changed on 5 June 2026.',
  );
  expect(olderWordsToText(dated, 'nl')).toBeUndefined();
  const english = { ...text, writtenIn: 'en' as const, writtenAt: { nl: first, en: second } };
  expect(olderWordsToText(english, 'nl')).toBe(
    'De Nederlandse tekst is ouder: geschreven op 3 maart 2026. De Engelse tekst is gewijzigd op 5 juni 2026.',
  );
});

it('tells the times where both were written on one day', () => {
  const dated = { ...text, writtenAt: { nl: '2026-03-03T12:30:00.000Z', en: first } };
  expect(olderWordsToText(dated, 'en')).toMatch(/2026 at \d\d:00\. .*2026 at \d\d:30\.$/);
  const oneMinute = { ...text, writtenAt: { nl: '2026-03-03T12:00:40.000Z', en: first } };
  expect(olderWordsToText(oneMinute, 'en')).toMatch(/^Changed in Dutch on 3 March 2026\./);
});

it('tells no date that is not known', () => {
  expect(olderWordsToText({ ...text, writtenAt: { nl: second } }, 'en')).toBe(
    'Changed in Dutch on 5 June 2026. The English text has not been updated yet.',
  );
  expect(olderWordsToText(text, 'en')).toBe('Changed in Dutch. The English text has not been updated yet.');
});
