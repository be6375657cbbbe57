import type { Answer } from '@datalab/server/modules/analyses/answer.contract.ts';
import { chartTexts } from '../../i18n/charts.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { useWords } from '../../ui/charts/use-words.ts';
import type { FigureChoice } from '../../ui/numbers/bind-number.ts';
import { protectedValueToLabel } from '../../ui/numbers/protected-text.ts';
import { useAreas } from '../figures/use-areas.ts';
import { answersToChoices } from './figure-choices.ts';

/** The figures of these answers that a sentence may take, in the reader's words. */
export function useFigureChoices(answers: readonly Answer[]): FigureChoice[] {
  const t = useTexts(chartTexts);
  const { language } = useLanguage();
  const local = useLocal();
  const words = useWords(useAreas(answers.find(({ areaYear }) => areaYear !== null)));
  return answersToChoices(answers, words, local, (value, style) =>
    protectedValueToLabel(value, t, language, style),
  );
}
