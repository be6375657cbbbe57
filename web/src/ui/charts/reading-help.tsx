import type { Answer } from '@datalab/server/modules/analyses/answer.contract.ts';
import { notesOf, noteToText } from '@datalab/server/modules/analyses/reading-notes.contract.ts';
import { chartTexts } from '../../i18n/charts.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import type { Measure } from './points.ts';
import type { Words } from './use-words.ts';

/** Explains the numbers above it, in whichever shape these are shown, with examples from the same numbers. */
export function ReadingHelp({ answer, measure, words }: { answer: Answer; measure: Measure; words: Words }) {
  const t = useTexts(chartTexts);
  const { language } = useLanguage();
  const write = (value: number): string => formatNumber(value, language);
  return (
    <details className="reading-help">
      <summary>{t('readNumbers')}</summary>
      <ul>
        {notesOf(answer, measure, words.labelOf).map((note) => (
          <li key={note.key}>{noteToText(note, language, write)}</li>
        ))}
      </ul>
    </details>
  );
}
