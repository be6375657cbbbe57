import type { Answer } from '@datalab/server/modules/analyses/answer.contract.ts';
import { chartTexts } from '../../i18n/charts.en.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import type { Measure } from './points.ts';
import { notesOf } from './reading-notes.ts';
import type { Words } from './use-words.ts';

/** Explains the numbers above it, in whichever shape these are shown, with examples from the same numbers. */
export function ReadingHelp({ answer, measure, words }: { answer: Answer; measure: Measure; words: Words }) {
  const t = useTexts(chartTexts);
  const { language } = useLanguage();
  const notes = notesOf(answer, measure, words.labelOf);
  return (
    <details className="reading-help">
      <summary>{t('readNumbers')}</summary>
      <ul>
        {notes.map((note) => (
          <li key={note.key}>
            {'sum' in note
              ? t(note.key, {
                  sum: formatNumber(note.sum, language),
                  total: formatNumber(note.total, language),
                })
              : note.key === 'readSuppressed'
                ? t(note.example === null ? 'readSuppressed' : 'readSuppressedExample', {
                    example: note.example ?? '',
                  })
                : t(note.key)}
          </li>
        ))}
      </ul>
    </details>
  );
}
