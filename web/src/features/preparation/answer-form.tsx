import {
  type Answer,
  type AskedQuestion,
  type Preparation,
  preparationRoutes,
} from '@datalab/server/modules/preparation/preparation.contract.ts';
import { type AnswerValue, answers } from '@datalab/server/modules/preparation/questions.contract.ts';
import type { TextChange } from '@datalab/server/platform/http/common.contract.ts';
import { type FormEvent, useId, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { usePerson } from '../../app/session.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useTextDraft } from '../../app/use-text-draft.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { preparationTexts } from '../../i18n/preparation.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { LocalTextField } from '../../ui/local-text-field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useReadAgain } from './preparation.ts';

interface AnswerFormProps {
  readonly edition: string;
  readonly question: AskedQuestion;
  /** The common answer, or how the reader sees it. */
  readonly as: 'agreed' | 'view';
  onDone(): void;
}

/** One question, four answers and a sentence why. */
export function AnswerForm({ edition, question, as, onDone }: AnswerFormProps) {
  const t = useTexts(preparationTexts);
  const ui = useTexts(uiTexts);
  const local = useLocal();
  const name = useId();
  const me = usePerson()?.id;
  const before = as === 'agreed' ? question.agreed : (question.views.find(({ by }) => by.id === me) ?? null);
  const [opened] = useState(before);
  const draft = `preparation.${edition}.${question.key}.${as}`;
  const why = useTextDraft(draft, before?.why ?? null);
  const chosen = useDraft(`${draft}.answer`, before?.answer ?? '');
  const [tried, setTried] = useState(false);
  const save = useSaveAnswer(edition, question, as, before, () => {
    why.clear();
    chosen.clear();
    onDone();
  });
  const value = answers.find((known) => known === chosen.value);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (value === undefined || why.change === null) return;
    save.send(value, why.change);
  };
  return (
    <form className="form" onSubmit={send}>
      <p className="soft">{t(`hint.${question.key}`)}</p>
      {before === null || before.at === opened?.at ? null : (
        <p>
          <strong>{t('nowSays')}</strong> {t(`answer.${before.answer}`)}. {local(before.why)}
        </p>
      )}
      <fieldset className="preparation-choices">
        <legend>{t(as === 'agreed' ? 'answerLegend' : 'viewLegend')}</legend>
        {tried && value === undefined ? <p className="field-problem">{t('answerNeeded')}</p> : null}
        <div className="choices">
          {answers.map((answer) => (
            <Choice
              key={answer}
              type="radio"
              name={name}
              checked={value === answer}
              onChange={() => chosen.change(answer)}
            >
              {t(`answer.${answer}`)}
            </Choice>
          ))}
        </div>
      </fieldset>
      <LocalTextField
        label={t('answerWhy')}
        hint={t('answerWhyHint')}
        rows={2}
        maxLength={1000}
        draft={why}
        error={tried && why.change === null ? ui('fieldNeeded') : undefined}
      />
      <ProblemAlert error={save.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={save.busy}>
          {ui('save')}
        </ActionButton>
      </div>
    </form>
  );
}

/** Saves an answer or a view, and can put back what was there before. */
function useSaveAnswer(
  edition: string,
  { key }: AskedQuestion,
  as: AnswerFormProps['as'],
  before: Answer | null,
  onDone: () => void,
) {
  const t = useTexts(preparationTexts);
  const toast = useToast();
  const readAgain = useReadAgain();
  const params = { edition, question: key };
  const putBack = useApiChange(preparationRoutes.agreeAnswer);
  const withdraw = useApiChange(preparationRoutes.withdrawAnswer);
  const viewBack = useApiChange(preparationRoutes.giveView);
  const withdrawView = useApiChange(preparationRoutes.withdrawView);
  const agreedAt = (result: Preparation) =>
    result.questions.find((one) => one.key === key)?.agreed?.at ?? null;
  const agree = useApiChange(preparationRoutes.agreeAnswer, (result) => {
    onDone();
    const undo = () =>
      before === null
        ? withdraw.mutate({ params })
        : putBack.mutate({
            params,
            body: { answer: before.answer, why: before.why, seen: agreedAt(result) },
          });
    toast({ text: t('saved'), undo });
  });
  const view = useApiChange(preparationRoutes.giveView, () => {
    onDone();
    const undo = () =>
      before === null
        ? withdrawView.mutate({ params })
        : viewBack.mutate({ params, body: { answer: before.answer, why: before.why } });
    toast({ text: t('saved'), undo });
  });
  return {
    error: agree.error ?? view.error,
    busy: agree.isPending || view.isPending,
    send: (answer: AnswerValue, why: TextChange) => {
      if (as === 'view') view.mutate({ params, body: { answer, why } });
      else agree.mutate({ params, body: { answer, why, seen: before?.at ?? null } }, { onError: readAgain });
    },
  };
}
