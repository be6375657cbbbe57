import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import { type Rung, type RungAdvice, rung } from '@datalab/server/modules/analyses/questions.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { useLocal, useTexts, useWritten } from '../../i18n/language.tsx';
import { readinessTexts } from '../../i18n/readiness.ts';
import { uiTexts } from '../../i18n/ui.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LongTextField, SelectField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { AdviceReasons } from '../readiness/question-advice.tsx';

interface AskFormProps {
  readonly edition: Edition;
  readonly advice: readonly { readonly goal: string; readonly chosen: Rung; readonly advice: RungAdvice }[];
  readonly onDone: () => void;
}

export function AskForm({ edition, advice, onDone }: AskFormProps) {
  const t = useTexts(editionsTexts);
  const written = useWritten();
  const ui = useTexts(uiTexts);
  const readiness = useTexts(readinessTexts);
  const local = useLocal();
  const text = useDraft(`question.${edition.slug}`, '');
  const [goal, setGoal] = useState(edition.goals[0]?.id ?? '');
  const [chosen, setChosen] = useState<Rung>('descriptive');
  const [tried, setTried] = useState(false);
  const reason = useDraft(`question.reason.${edition.slug}`, '');
  const advised = advice.find((one) => one.goal === goal && one.chosen === chosen)?.advice;
  const isHigher = advised !== undefined && advised.rung !== chosen;
  const missing = text.value.trim() === '';
  const unexplained = isHigher && reason.value.trim() === '';
  const ask = useApiChange(analysesRoutes.askQuestion, () => {
    text.clear();
    reason.clear();
    onDone();
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing || unexplained) return;
    const why = isHigher ? reason.value : null;
    ask.mutate({
      params: { edition: edition.slug },
      body: { goal, text: written(text.value), rung: chosen, reason: why },
    });
  };
  return (
    <form className="form" onSubmit={send}>
      <LongTextField
        label={t('questionText')}
        rows={2}
        maxLength={2000}
        value={text.value}
        error={tried && missing ? ui('fieldNeeded') : undefined}
        onChange={text.change}
      />
      <SelectField
        label={t('questionGoal')}
        value={goal}
        onChange={setGoal}
        options={edition.goals.map((option) => ({ value: option.id, label: local(option.text) }))}
      />
      <SelectField
        label={t('questionRung')}
        value={chosen}
        onChange={(value) => setChosen(rung.options.find((option) => option === value) ?? chosen)}
        options={rung.options.map((option) => ({ value: option, label: t(`rungHint.${option}`) }))}
      />
      {chosen === 'predictive' || chosen === 'prescriptive' ? <p className="small">{t('askAhead')}</p> : null}
      {advised === undefined || !isHigher ? null : (
        <>
          <AdviceReasons advice={advised} />
          <LongTextField
            label={readiness('advisedWhy')}
            rows={2}
            maxLength={1000}
            value={reason.value}
            error={tried && unexplained ? ui('fieldNeeded') : undefined}
            onChange={reason.change}
          />
        </>
      )}
      <ProblemAlert error={ask.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={ask.isPending}>
          {t('questionAsk')}
        </ActionButton>
      </div>
    </form>
  );
}
