import type { SharingView } from '@datalab/server/modules/sharing/sharing.contract.ts';
import type { ColumnOutcome, PlanColumn } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { formatList } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';

/** A first wording of the reason: the questions that a column serves. Why something is not allowed only people know. */
export function useReasonFor(
  questions: SharingView['questions'],
): (column: Pick<PlanColumn, 'questions'>, outcome: ColumnOutcome) => string {
  const t = useTexts(sharingTexts);
  const { language } = useLanguage();
  return (column, outcome) => {
    if (outcome === 'not-allowed') return '';
    const numbers = questions
      .filter(({ id }) => column.questions.includes(id))
      .map(({ number }) => String(number));
    return t(`reasonFor.${outcome}`, { n: numbers.length, questions: formatList(numbers, language) });
  };
}
