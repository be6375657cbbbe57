import type { LocalText, TextChange } from '@datalab/server/platform/http/common.contract.ts';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { loadTextsInUse } from './texts.ts';
import { fillText, type Language, readLocal, type TextParams, type Texts } from './translate.ts';

interface LanguageChoice {
  readonly language: Language;
  /** Rejects, and changes nothing, when the texts cannot be fetched. */
  choose(language: Language): Promise<void>;
}

const LanguageContext = createContext<LanguageChoice>({ language: 'nl', choose: async () => undefined });
const storageKey = 'datalab.language';

/** The texts of the first language are loaded before; those of another when somebody chooses it. */
export function LanguageProvider({ first, children }: { first: Language; children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(first);
  useEffect(() => {
    document.documentElement.lang = language;
    rememberLanguage(language);
  }, [language]);
  const choice = useMemo(() => {
    const choose = async (next: Language): Promise<void> => {
      await loadTextsInUse(next);
      setLanguage(next);
    };
    return { language, choose };
  }, [language]);
  return <LanguageContext value={choice}>{children}</LanguageContext>;
}

export function useLanguage(): LanguageChoice {
  return useContext(LanguageContext);
}

/** The words of one part of the pages in the reader's language: `t('key', { n: 3 })`. */
export function useTexts<Key extends string>(texts: Texts<Key>): (key: Key, params?: TextParams) => string {
  const { language } = useLanguage();
  return useMemo(
    () => (key: Key, params?: TextParams) => fillText(texts[language][key], language, params),
    [texts, language],
  );
}

/** Reads texts that come in both languages. */
export function useLocal(): (text: LocalText) => string {
  const { language } = useLanguage();
  return (text) => readLocal(text, language);
}

/** What somebody typed, with the language they typed it in. */
export function useWritten(): (text: string) => TextChange {
  const { language } = useLanguage();
  return (text) => ({ language, text });
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(storageKey, language);
}

export function rememberedLanguage(): Language {
  const remembered = localStorage.getItem(storageKey);
  if (remembered === 'nl' || remembered === 'en') return remembered;
  return navigator.language.startsWith('en') ? 'en' : 'nl';
}
