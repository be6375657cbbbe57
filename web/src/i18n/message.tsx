import type { LocalText } from '@datalab/server/platform/http/common.contract.ts';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { editionMessagesEn } from './edition-messages.en.ts';
import { editionMessagesNl } from './edition-messages.nl.ts';
import { errorsEn } from './errors.en.ts';
import { errorsNl } from './errors.nl.ts';
import { formatDate, formatMonth } from './format.ts';
import { impactMessagesEn } from './impact-messages.en.ts';
import { impactMessagesNl } from './impact-messages.nl.ts';
import { useLanguage } from './language.tsx';
import { preparationMessagesEn } from './preparation-messages.en.ts';
import { preparationMessagesNl } from './preparation-messages.nl.ts';
import { readinessMessagesEn } from './readiness-messages.en.ts';
import { readinessMessagesNl } from './readiness-messages.nl.ts';
import { solutionMessagesEn } from './solution-messages.en.ts';
import { solutionMessagesNl } from './solution-messages.nl.ts';
import { toldMessagesEn } from './told-messages.en.ts';
import { toldMessagesNl } from './told-messages.nl.ts';
import { fillText, type Language, type TextParams } from './translate.ts';

/** The texts of every code the hub may send, by language. */
export const messageTexts: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  nl: {
    ...errorsNl,
    ...editionMessagesNl,
    ...solutionMessagesNl,
    ...impactMessagesNl,
    ...readinessMessagesNl,
    ...preparationMessagesNl,
    ...toldMessagesNl,
  },
  en: {
    ...errorsEn,
    ...editionMessagesEn,
    ...solutionMessagesEn,
    ...impactMessagesEn,
    ...readinessMessagesEn,
    ...preparationMessagesEn,
    ...toldMessagesEn,
  },
};

type Names = ReadonlyMap<string, LocalText>;
const NamesContext = createContext<Names>(new Map());
const calendarDay = /^\d{4}-\d{2}-\d{2}(T.*)?$/;
const calendarMonth = /^\d{4}-\d{2}$/;

/** Supplies the names of organisations, so that a sentence never shows a technical name. */
export function MessageNames({ names, children }: { names: Names; children: ReactNode }) {
  return <NamesContext value={names}>{children}</NamesContext>;
}

/** Makes a sentence of a code with its values, in the reader's language. */
export function useMessage(): (code: string, params?: TextParams) => string {
  const { language } = useLanguage();
  const names = useContext(NamesContext);
  return useMemo(
    () =>
      (code: string, params: TextParams = {}) =>
        sayMessage(code, params, language, names),
    [language, names],
  );
}

export function sayMessage(code: string, params: TextParams, language: Language, names: Names): string {
  const texts = messageTexts[language];
  const text = texts[code] ?? texts['message.unknown'] ?? code;
  const readable = Object.entries(params).map(([name, value]) => [
    name,
    readableParam(value, language, names),
  ]);
  return fillText(text, language, Object.fromEntries(readable));
}

function readableParam(value: TextParams[string], language: Language, names: Names): TextParams[string] {
  if (typeof value !== 'string') return value;
  if (value === '\t') return 'tab';
  if (calendarDay.test(value)) return formatDate(value, language);
  if (calendarMonth.test(value)) return formatMonth(value, language);
  return names.get(value) ?? value;
}
