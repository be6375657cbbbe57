import type { Check } from '@datalab/server/modules/guardrail/check.contract.ts';
import { guardrailRoutes, type QuestionCheck } from '@datalab/server/modules/guardrail/guardrail.contract.ts';
import { DecisionForm } from '../../app/decision-form.tsx';
import { useApiChange } from '../../app/query.ts';
import { guardrailTexts } from '../../i18n/guardrail.ts';
import { useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { ExceptionLines } from './exception-lines.tsx';

interface CheckExceptionProps {
  readonly edition: string;
  readonly check: QuestionCheck;
  readonly newest: Check;
}

/** Requirement 12: an exception to a rule of this house, by a privacy officer of another organisation. */
export function CheckException({ edition, check, newest }: CheckExceptionProps) {
  const t = useTexts(guardrailTexts);
  const { may, question } = check;
  const params = { edition, question: question.id };
  const except = useApiChange(guardrailRoutes.exceptQuestion);
  const withdraw = useApiChange(guardrailRoutes.withdrawException);
  const { exception, number } = newest;
  if (exception === null && !may.except.allowed) return null;
  return (
    <section className="stack">
      <Heading2>{t('exceptTitle')}</Heading2>
      {exception === null ? null : <ExceptionLines exception={exception} />}
      {exception !== null && exception.withdrawnAt === null && may.withdraw.allowed ? (
        <div>
          <ActionButton busy={withdraw.isPending} onClick={() => withdraw.mutate({ params })}>
            {t('withdraw')}
          </ActionButton>
        </div>
      ) : null}
      {may.except.allowed ? (
        <>
          <p>{t('exceptLead')}</p>
          <DecisionForm
            draftKey={`guardrail.except.${question.id}.${number}`}
            reasonLabel={t('exceptWhy')}
            choices={[{ value: 'except', label: t('except'), primary: true }]}
            permission={may.except}
            busy={except.isPending}
            onDecide={(_, reason) => except.mutate({ params, body: { number, reason } })}
          />
        </>
      ) : null}
      <ProblemAlert error={except.error ?? withdraw.error} />
    </section>
  );
}
