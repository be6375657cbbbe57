import type { Language, LocalText, TextChange } from '@datalab/server/platform/http/common.contract.ts';
import { useState } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import { languages } from '../i18n/translate.ts';
import { shownIn, type Typed, typedToChange } from '../ui/typed-text.ts';

export interface TextDraft {
  readonly kept: LocalText | null;
  readonly typed: Typed;
  /** The text in the language of the reader, as the field shows it. */
  readonly shown: string;
  /** What to send; null when there is no text. */
  readonly change: TextChange | null;
  write(typed: Typed): void;
  clear(): void;
}

/**
 * What somebody is typing over a text, kept in the browser per language until `clear`, so that leaving the page or
 * choosing the other language loses nothing. Without a key it is kept only while the form is open.
 */
export function useTextDraft(key: string | null, kept: LocalText | null, beginning: Typed = {}): TextDraft {
  const { language } = useLanguage();
  const [typed, setTyped] = useState<Typed>(() => ({ ...beginning, ...readDraft(key) }));
  const write = (next: Typed) => {
    keepDraft(key, next);
    setTyped(next);
  };
  return {
    kept,
    typed,
    write,
    clear: () => write({}),
    shown: shownIn(language, kept, typed),
    change: typedToChange(language, kept, typed),
  };
}

function readDraft(key: string | null): Typed {
  if (key === null) return {};
  const drafts = languages.map((language) => [language, sessionStorage.getItem(storageKey(key, language))]);
  return Object.fromEntries(drafts.filter(([, text]) => text !== null));
}

function keepDraft(key: string | null, typed: Typed): void {
  if (key === null) return;
  for (const language of languages) {
    const text = typed[language];
    if (text === undefined) sessionStorage.removeItem(storageKey(key, language));
    else sessionStorage.setItem(storageKey(key, language), text);
  }
}

function storageKey(key: string, language: Language): string {
  return `datalab.draft.${key}.${language}`;
}
