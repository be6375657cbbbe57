import { type Closing, closingRoutes } from '@datalab/server/modules/closing/closing.contract.ts';
import { categoryWords, lessonCategories } from '@datalab/server/modules/closing/closing-words.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { closingTexts } from '../../i18n/closing.ts';
import { useLocal, useTexts, useWritten } from '../../i18n/language.tsx';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { LongTextField, SelectField, TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { LearningList } from './learning-list.tsx';

interface LessonsProps {
  readonly edition: string;
  readonly closing: Closing;
}

/** What we would tell the people who do this after us. */
export function Lessons({ edition, closing: { lessons, may } }: LessonsProps) {
  const t = useTexts(closingTexts);
  const local = useLocal();
  const remove = useApiChange(closingRoutes.removeLesson);
  return (
    <LearningList
      id="lessons"
      title={t('lessons')}
      none={t('lessonsNone')}
      add={t('lessonAdd')}
      items={lessons.map(({ id, category, text, forWhom, by, may: own }) => ({
        id,
        text: local(text),
        above: (
          <div>
            <Chip tone="accent">{local(categoryWords[category])}</Chip>
          </div>
        ),
        below: `${t('lessonFor', { forWhom: local(forWhom) })} · ${by}`,
        may: own,
      }))}
      mayAdd={may.learn}
      removal={remove}
      onRemove={(lesson) => remove.mutate({ params: { edition, lesson } })}
      renderForm={(onDone) => <LessonForm edition={edition} onDone={onDone} />}
    />
  );
}

function LessonForm({ edition, onDone }: { edition: string; onDone(): void }) {
  const t = useTexts(closingTexts);
  const written = useWritten();
  const ui = useTexts(uiTexts);
  const local = useLocal();
  const text = useDraft(`lesson.${edition}.text`, '');
  const forWhom = useDraft(`lesson.${edition}.for`, '');
  const [category, setCategory] = useState<string>(lessonCategories[0]);
  const [tried, setTried] = useState(false);
  const add = useApiChange(closingRoutes.addLesson, () => {
    text.clear();
    forWhom.clear();
    onDone();
  });
  const missing = (value: string) => (tried && value.trim() === '' ? ui('fieldNeeded') : undefined);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const chosen = lessonCategories.find((one) => one === category);
    if (text.value.trim() === '' || forWhom.value.trim() === '' || chosen === undefined) return;
    add.mutate({
      params: { edition },
      body: { category: chosen, text: written(text.value), forWhom: written(forWhom.value) },
    });
  };
  return (
    <form className="form" onSubmit={send}>
      <LongTextField
        label={t('lessonText')}
        hint={t('lessonTextHint')}
        rows={3}
        maxLength={2000}
        value={text.value}
        error={missing(text.value)}
        onChange={text.change}
      />
      <TextField
        label={t('lessonForWhom')}
        hint={t('lessonForWhomHint')}
        maxLength={2000}
        value={forWhom.value}
        error={missing(forWhom.value)}
        onChange={forWhom.change}
      />
      <SelectField
        label={t('lessonKind')}
        value={category}
        onChange={setCategory}
        options={lessonCategories.map((one) => ({ value: one, label: local(categoryWords[one]) }))}
      />
      <ProblemAlert error={add.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={add.isPending}>
          {t('lessonSave')}
        </ActionButton>
      </div>
    </form>
  );
}
