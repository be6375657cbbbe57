import { questionsRoutes, rung } from '@datalab/server/modules/analyses/questions.contract.ts';
import type { Check } from '@datalab/server/modules/guardrail/check.contract.ts';
import type { QuestionCheck } from '@datalab/server/modules/guardrail/guardrail.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useDraft } from '../../app/use-draft.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { guardrailTexts } from '../../i18n/guardrail.ts';
import { useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { LongTextField, SelectField } from '../../ui/field.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';

interface CheckRungProps {
  readonly edition: string;
  readonly check: QuestionCheck;
  readonly newest: Check;
}

/** Puts a checked question on another rung; what the check does not allow is refused there. */
export function CheckRung({ edition, check: { question, may }, newest }: CheckRungProps) {
  const t = useTexts(guardrailTexts);
  const words = useTexts(editionsTexts);
  const toast = useToast();
  const current = rung.options.find((one) => one === question.rung) ?? 'descriptive';
  const [chosen, setChosen] = useState(current);
  const reason = useDraft(`guardrail.rung.${question.id}`, '');
  const choose = useApiChange(questionsRoutes.chooseRung, () => {
    reason.clear();
    toast({ text: t('rungSaved') });
  });
  if (newest.verdict.answer === 'forbidden' || !may.check.allowed) return null;
  const send = (event: FormEvent) => {
    event.preventDefault();
    const body = { rung: chosen, reason: reason.value.trim() || null };
    choose.mutate({ params: { edition, question: question.id }, body });
  };
  return (
    <section className="stack">
      <Heading2>{t('rungTitle')}</Heading2>
      <p>{t('rungLead', { rung: words(`rung.${current}`) })}</p>
      <form className="form" onSubmit={send}>
        <SelectField
          label={t('rungChoose')}
          value={chosen}
          onChange={(value) => setChosen(rung.options.find((one) => one === value) ?? chosen)}
          options={rung.options.map((value) => ({ value, label: words(`rungHint.${value}`) }))}
        />
        <LongTextField
          label={t('rungWhy')}
          rows={2}
          maxLength={1000}
          value={reason.value}
          onChange={reason.change}
        />
        <ProblemAlert error={choose.error} />
        <div>
          <ActionButton type="submit" busy={choose.isPending}>
            {t('rungSave')}
          </ActionButton>
        </div>
      </form>
    </section>
  );
}
