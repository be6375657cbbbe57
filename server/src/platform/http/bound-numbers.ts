import { Failure, type FailureProblem } from '../errors/failure.ts';
import type { Language, LocalText, ProtectedValue } from './common.contract.ts';
import type { FigureStyle } from './figure-style.contract.ts';
import { type ElsewhereMark, numbersWithoutSource } from './unbound-numbers.contract.ts';

/** Texts of one request by the path of their field, with what their author says comes from elsewhere. */
export interface NumberedTexts {
  readonly texts: Readonly<Record<string, LocalText | null | undefined>>;
  readonly elsewhere: readonly ElsewhereMark[] | undefined;
}

/** A figure as a sentence says it. */
export type WriteFigure = (value: ProtectedValue, style: FigureStyle, language: Language) => string;

/**
 * Refuses texts with a number that is bound to no figure and has no source, with a problem for each. What was kept so
 * already, and is sent with the same words, stays.
 */
export function requireBoundNumbers(now: NumberedTexts, kept?: NumberedTexts): void {
  const before = new Set(kept === undefined ? [] : judgeTexts(kept).map(({ key }) => key));
  const problems = judgeTexts(now).filter(({ key }) => !before.has(key));
  if (problems.length === 0) return;
  throw new Failure(
    'request.numbers-unbound',
    422,
    { n: problems.length },
    problems.map(({ problem }) => problem),
  );
}

interface JudgedNumber {
  /** The same for the same number in the same text. */
  readonly key: string;
  readonly problem: FailureProblem;
}

function judgeTexts({ texts, elsewhere = [] }: NumberedTexts): JudgedNumber[] {
  return Object.entries(texts).flatMap(([path, text]) =>
    [...new Set(text ? [text.nl, text.en] : [])].flatMap((words) =>
      numbersWithoutSource(words, elsewhere).map(({ text: number, at }) => ({
        key: `${path} ${at} ${words}`,
        problem: {
          path,
          message: `“${number}” is bound to no figure. Take it from a figure, or say in elsewhere where it comes from.`,
          code: 'request.number-unbound',
          params: { number },
        },
      })),
    ),
  );
}

/** The names that stand in a text as `{name}`. */
export function namesIn({ nl, en }: LocalText): string[] {
  return [
    ...new Set([nl, en].flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))),
  ];
}

/** The text with its figures written out in each language. */
export function fillFigures(text: LocalText, write: (name: string, language: Language) => string): LocalText {
  const fill = (language: Language): string =>
    text[language].replaceAll(/\{(\w+)\}/g, (_, name: string) => write(name, language));
  return { ...text, nl: fill('nl'), en: fill('en') };
}
