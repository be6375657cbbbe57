import type { LocalText } from '@datalab/server/platform/http/common.contract.ts';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { formatDate, formatMonth } from './format.ts';
import { useLanguage } from './language.tsx';
import { findTexts } from './texts.ts';
import { fillText, type Language, type TextParams } from './translate.ts';

/** The texts that codes name. What only the pages are told that are fetched when they are opened comes with them. */
export const messageParts = [
  'errors',
  'page-errors',
  'data-errors',
  'assessment-errors',
  'sharing-messages',
  'sharing-errors',
  'identity-messages',
  'edition-messages',
  'solution-messages',
  'impact-messages',
  'readiness-messages',
  'preparation-messages',
  'timeline-messages',
] as const;

/** The text of a code the hub may send; undefined when there is none. */
export function findMessage(language: Language, code: string): string | undefined {
  for (const part of messageParts) {
    const text = findTexts(language, part)?.[code];
    if (text !== undefined) return text;
  }
  return undefined;
}

/** The codes whose text in this language has these words, whatever the capitals. */
export function codesWithWords(language: Language, words: string): string[] {
  const wanted = words.toLocaleLowerCase();
  return messageParts.flatMap((part) =>
    Object.entries(findTexts(language, part) ?? {}).flatMap(([code, text]) =>
      String(text).toLocaleLowerCase().includes(wanted) ? [code] : [],
    ),
  );
}

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
  const text = findMessage(language, code) ?? findMessage(language, 'message.unknown') ?? code;
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
