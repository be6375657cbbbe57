import type { Language, LocalText, TextChange } from '@datalab/server/platform/http/common.contract.ts';
import { changeWords, otherThan } from '@datalab/server/platform/http/local-text.contract.ts';

/** What somebody is typing over a text, by language; a language that is not named was not touched. */
export type Typed = Readonly<Partial<Record<Language, string>>>;

/** What a reader of this language sees in the field: the text as it would be kept. */
export function shownIn(language: Language, kept: LocalText | null, typed: Typed): string {
  const mine = typed[language];
  if (mine !== undefined) return mine;
  const text = typed[otherThan(language)];
  if (text === undefined) return kept?.[language] ?? '';
  return changeWords(kept, { language: otherThan(language), text })[language];
}

/** What to send: both languages when both were written; null when the text is taken away or was never there. */
export function typedToChange(language: Language, kept: LocalText | null, typed: Typed): TextChange | null {
  const written = [language, otherThan(language)].flatMap((one) => {
    const text = typed[one]?.trim() ?? '';
    return text === '' ? [] : [{ language: one, text }];
  });
  const [first, second] = written;
  if (first !== undefined) return second === undefined ? first : { ...first, other: second.text };
  const isEmptied = typed[language] !== undefined || typed[otherThan(language)] !== undefined;
  return kept === null || isEmptied ? null : { language, text: kept[language] };
}
