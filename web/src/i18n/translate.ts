import type { LocalText } from '@datalab/server/platform/http/common.contract.ts';

export const languages = ['nl', 'en'] as const;
export type Language = (typeof languages)[number];

export type TextParams = Readonly<Record<string, string | number | null | LocalText>>;

/** The words of one part of the pages; Dutch names the keys, English follows. */
export interface Texts<Key extends string = string> {
  readonly nl: Readonly<Record<Key, string>>;
  readonly en: Readonly<Record<Key, string>>;
}

const placeholder = /\{([a-zA-Z]+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g;

/**
 * Fills `{name}` with a value and `{name|one|other}` with the form that fits the number, in which `#` is the
 * number itself: `{n|# question|# questions}`.
 */
export function fillText(text: string, language: Language, params: TextParams = {}): string {
  return text.replace(
    placeholder,
    (whole, name: string, one: string | undefined, other: string | undefined) => {
      const value = params[name];
      if (value === undefined) return whole;
      if (one === undefined || other === undefined) return paramToText(value, language);
      const form = pluralForm(value, language) === 'one' ? one : other;
      return form.replace('#', paramToText(value, language));
    },
  );
}

/** Whether a text goes by this name, for names that come from the hub. */
export function hasText<Key extends string>(texts: Texts<Key>, language: Language, key: string): key is Key {
  return key in texts[language];
}

export function readLocal(text: LocalText, language: Language): string {
  return text[language];
}

export function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(placeholder)].map((match) => match[1] ?? ''))].sort();
}

function pluralForm(value: TextParams[string], language: Language): Intl.LDMLPluralRule {
  return new Intl.PluralRules(language).select(Number(value));
}

function paramToText(value: TextParams[string], language: Language): string {
  if (value === null) return '';
  if (typeof value === 'number') return new Intl.NumberFormat(locales[language]).format(value);
  return typeof value === 'string' ? value : readLocal(value, language);
}

export const locales: Readonly<Record<Language, string>> = { nl: 'nl-NL', en: 'en-GB' };
