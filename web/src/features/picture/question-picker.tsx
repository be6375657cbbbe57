import type { Question } from '@datalab/server/modules/analyses/questions.contract.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { pictureTexts } from '../../i18n/picture.ts';

interface QuestionPickerProps {
  readonly questions: readonly Question[];
  readonly chosen: readonly string[];
  onChange(chosen: string[]): void;
}

/** The questions a finding helps to answer; there may be several. */
export function QuestionPicker({ questions, chosen, onChange }: QuestionPickerProps) {
  const t = useTexts(pictureTexts);
  const words = useTexts(editionsTexts);
  const local = useLocal();
  return (
    <fieldset className="question-picker">
      <legend>{t('findingFor')}</legend>
      {questions
        .filter(({ status }) => status !== 'dropped')
        .map(({ id, number, text }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={({ target }) =>
                onChange(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />
            <span>
              {words('questionNumber', { n: number })}: {local(text)}
            </span>
          </label>
        ))}
    </fieldset>
  );
}
