import { type Closing, closingRoutes } from '@datalab/server/modules/closing/closing.contract.ts';
import { categoryWords, lessonCategories } from '@datalab/server/modules/closing/closing-words.contract.ts';
import { Heading2 } from '@utrecht/component-library-react';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { closingTexts } from '../../i18n/closing.en.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { uiTexts } from '../../i18n/ui.en.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LongTextField, SelectField, TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';

interface LessonsProps {
  readonly edition: string;
  readonly closing: Closing;
}

/** What we would tell who does this after us. */
export function Lessons({ edition, closing }: LessonsProps) {
  const t = useTexts(closingTexts);
  const local = useLocal();
  const [adding, setAdding] = useState(false);
  const remove = useApiChange(closingRoutes.removeLesson);
  const { lessons, may } = closing;
  return (
    <section className="stack" aria-labelledby="lessons">
      <Heading2 id="lessons">{t('lessons')}</Heading2>
      {lessons.length === 0 ? <EmptyState title={t('lessonsNone')} /> : null}
      <ul className="stack plain-list">
        {lessons.map((lesson) => (
          <Card as="li" key={lesson.id} className="stack stack-tight">
            <div>
              <Chip tone="accent">{local(categoryWords[lesson.category])}</Chip>
            </div>
            <p>{local(lesson.text)}</p>
            <p className="small soft">
              {t('lessonFor', { forWhom: local(lesson.forWhom) })} · {lesson.by}
            </p>
            {lesson.may.remove.allowed ? (
              <div>
                <ActionButton
                  look="subtle"
                  about={local(lesson.text)}
                  busy={remove.isPending}
                  onClick={() => remove.mutate({ params: { edition, lesson: lesson.id } })}
                >
                  {t('takeAway')}
                </ActionButton>
              </div>
            ) : null}
          </Card>
        ))}
      </ul>
      <ProblemAlert error={remove.error} />
      {may.learn.reason === 'editions.finished' ? null : (
        <div>
          <ActionButton permission={may.learn} onClick={() => setAdding(true)}>
            {t('lessonAdd')}
          </ActionButton>
        </div>
      )}
      <Dialog title={t('lessonAdd')} open={adding} onClose={() => setAdding(false)}>
        <LessonForm edition={edition} onDone={() => setAdding(false)} />
      </Dialog>
    </section>
  );
}

function LessonForm({ edition, onDone }: { edition: string; onDone(): void }) {
  const t = useTexts(closingTexts);
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
      body: { category: chosen, text: text.value, forWhom: forWhom.value },
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
