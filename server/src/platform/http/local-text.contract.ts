import type { Language, LocalText, TextChange, TextInput } from './common.contract.ts';

/** A text that is written once and never changed, so that it needs no moments. */
export function newText(input: TextInput): LocalText {
  return changeWords(null, input);
}

/** What a text becomes when somebody writes it at this moment: the words of `changeWords`, with their moments. */
export function changeText(kept: LocalText | null, input: TextInput, at: Date): LocalText {
  const text = changeWords(kept, input);
  if (text === kept) return kept;
  const writtenAt = momentsOf(kept, input, text, at.toISOString());
  return writtenAt === undefined ? text : { ...text, writtenAt };
}

/** The same for a text that may be absent: undefined keeps it, null takes it away in both languages. */
export function changeOptionalText(
  kept: LocalText | null,
  input: TextInput | null | undefined,
  at: Date,
): LocalText | null {
  if (input === undefined) return kept;
  return input === null ? null : changeText(kept, input, at);
}

/**
 * What the words of a text become when somebody writes them in one language.
 *
 * - Words of its own in the other language stay as they are; `outdatedIn` says so until they are written again.
 * - A text that was only ever written in one language stays one text: written again in that language, both readers
 *   see the new words. Written in the other, it becomes two texts.
 * - Writing an outdated language again, or both at once, makes both current.
 * - The words that are already there change nothing, so that sending a change twice is harmless.
 *
 * Where the language of the same words in both is unknown, they are taken as written in the language of the change.
 */
export function changeWords(kept: LocalText | null, input: TextInput): LocalText {
  if ('nl' in input) return kept !== null && isSame(kept, input) ? kept : wordsOf(input);
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

/** The language in which a text has words of its own that were not renewed when the other was; null for none. */
export function outdatedIn({ nl, en, writtenIn }: LocalText): Language | null {
  return writtenIn === undefined || nl === en ? null : otherThan(writtenIn);
}

export interface OlderWords {
  readonly language: Language;
  /** When these words were written, and when those of the other language were changed; undefined when unknown. */
  readonly writtenAt: string | undefined;
  readonly otherChangedAt: string | undefined;
}

/** What is known of the words that `outdatedIn` names; undefined for a text without such words. */
export function findOlderWords(text: LocalText): OlderWords | undefined {
  const language = outdatedIn(text);
  if (language === null) return undefined;
  return {
    language,
    writtenAt: text.writtenAt?.[language],
    otherChangedAt: text.writtenAt?.[otherThan(language)],
  };
}

/** The words for a name that somebody chose, such as `constructor`, which every object seems to have. */
export function findWords(
  words: Readonly<Record<string, LocalText>> | undefined,
  name: string,
): LocalText | undefined {
  return words !== undefined && Object.hasOwn(words, name) ? words[name] : undefined;
}

export function otherThan(language: Language): Language {
  return language === 'nl' ? 'en' : 'nl';
}

function writeBoth({ language, text }: TextChange, other: string): LocalText {
  if (text === other) return { nl: text, en: text, writtenIn: language };
  return language === 'nl' ? { nl: text, en: other } : { nl: other, en: text };
}

function isSame(kept: LocalText, { nl, en, writtenIn }: Exclude<TextInput, TextChange>): boolean {
  return kept.nl === nl && kept.en === en && kept.writtenIn === writtenIn;
}

function wordsOf({ nl, en, writtenIn }: Exclude<TextInput, TextChange>): LocalText {
  return writtenIn === undefined ? { nl, en } : { nl, en, writtenIn };
}

/** Nothing where an outdated text is put back: when its words were written is not known any more. */
function momentsOf(
  kept: LocalText | null,
  input: TextInput,
  text: LocalText,
  moment: string,
): LocalText['writtenAt'] {
  const isInBoth = 'nl' in input ? outdatedIn(text) === null : input.other !== undefined;
  if (isInBoth || text.nl === text.en) return { nl: moment, en: moment };
  return 'nl' in input ? undefined : { ...kept?.writtenAt, [input.language]: moment };
}
