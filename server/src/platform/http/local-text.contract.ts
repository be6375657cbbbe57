import type { Language, LocalText, TextChange, TextInput } from './common.contract.ts';

/** A text that was not there before; written in one language, both readers see the same words. */
export function newText(input: TextInput): LocalText {
  return changeText(null, input);
}

/**
 * What a text becomes when somebody writes it in one language.
 *
 * - Words of its own in the other language stay as they are; `outdatedIn` says so until they are written again.
 * - A text that was only ever written in one language stays one text: written again in that language, both readers
 *   see the new words. Written in the other, it becomes two texts.
 * - Writing an outdated language again, or both at once, makes both current.
 * - The words that are already there change nothing, so that sending a change twice is harmless.
 *
 * Where the language of the same words in both is unknown, they are taken as written in the language of the change.
 */
export function changeText(kept: LocalText | null, input: TextInput): LocalText {
  if ('nl' in input) return input;
  const { language, text, other } = input;
  if (other !== undefined) return writeBoth(input, other);
  if (kept === null) return { nl: text, en: text, writtenIn: language };
  if (kept[language] === text) return kept;
  const otherWords = kept[otherThan(language)];
  const isOneText = kept.nl === kept.en && (kept.writtenIn ?? language) === language;
  if (isOneText) return { nl: text, en: text, writtenIn: language };
  if (outdatedIn(kept) === language) return writeBoth(input, otherWords);
  return { ...writeBoth(input, otherWords), writtenIn: language };
}

/** The same for a text that may be absent: undefined keeps it, null takes it away in both languages. */
export function changeOptionalText(
  kept: LocalText | null,
  input: TextInput | null | undefined,
): LocalText | null {
  if (input === undefined) return kept;
  return input === null ? null : changeText(kept, input);
}

/** The language in which a text has words of its own that were not renewed when the other was; null for none. */
export function outdatedIn({ nl, en, writtenIn }: LocalText): Language | null {
  return writtenIn === undefined || nl === en ? null : otherThan(writtenIn);
}

export function otherThan(language: Language): Language {
  return language === 'nl' ? 'en' : 'nl';
}

function writeBoth({ language, text }: TextChange, other: string): LocalText {
  if (text === other) return { nl: text, en: text, writtenIn: language };
  return language === 'nl' ? { nl: text, en: other } : { nl: other, en: text };
}
