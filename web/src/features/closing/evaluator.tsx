import { type Closing, closingRoutes } from '@datalab/server/modules/closing/closing.contract.ts';
import { type FormEvent, useState } from 'react';
import { DecisionForm } from '../../app/decision-form.tsx';
import { useApiChange } from '../../app/query.ts';
import { useOrganisations } from '../../app/session.ts';
import { closingTexts } from '../../i18n/closing.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Heading3 } from '../../ui/heading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';

interface EvaluatorProps {
  readonly edition: string;
  readonly closing: Closing;
}

/** Requirement 112: the person who looks after the evaluation, asked early. */
export function EvaluatorCard({ edition, closing }: EvaluatorProps) {
  const t = useTexts(closingTexts);
  const { language } = useLanguage();
  const { evaluator, may } = closing;
  return (
    <Card className="stack">
      <Heading3>{t('evaluator')}</Heading3>
      {evaluator === null ? (
        <p className="soft">{t('evaluatorNone')}</p>
      ) : (
        <p>
          {t(`evaluator.${evaluator.state}`, {
            name: evaluator.name,
            date: formatDate(evaluator.answeredAt ?? evaluator.askedAt, language),
            reason: evaluator.reason ?? '',
          })}
        </p>
      )}
      {may.answerEvaluator.allowed ? <Answer edition={edition} closing={closing} /> : null}
      {may.nameEvaluator.allowed ? <Ask edition={edition} closing={closing} /> : null}
    </Card>
  );
}

function Answer({ edition, closing }: EvaluatorProps) {
  const t = useTexts(closingTexts);
  const answer = useApiChange(closingRoutes.answerEvaluator);
  return (
    <>
      <p>
        <strong>{t('evaluatorQuestion')}</strong> {t('evaluatorWhat')}
      </p>
      <DecisionForm
        draftKey={`evaluator.${edition}`}
        reasonLabel={t('evaluatorReason')}
        choices={[
          { value: 'accept', label: t('evaluatorAccept'), primary: true },
          { value: 'decline', label: t('evaluatorDecline') },
        ]}
        permission={closing.may.answerEvaluator}
        busy={answer.isPending}
        onDecide={(choice, reason) =>
          answer.mutate({ params: { edition }, body: { answer: choice, reason } })
        }
      />
      <ProblemAlert error={answer.error} />
    </>
  );
}

function Ask({ edition, closing }: EvaluatorProps) {
  const t = useTexts(closingTexts);
  const local = useLocal();
  const { nameOf } = useOrganisations();
  const others = closing.members.filter(({ id }) => id !== closing.evaluator?.id);
  const [chosen, setChosen] = useState(others[0]?.id ?? '');
  const ask = useApiChange(closingRoutes.nameEvaluator);
  const send = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate({ params: { edition }, body: { person: chosen } });
  };
  return (
    <form className="form" onSubmit={send}>
      <SelectField
        label={t('evaluatorChoose')}
        value={chosen}
        onChange={setChosen}
        options={others.map(({ id, name, organisation }) => ({
          value: id,
          label: `${name}, ${local(nameOf(organisation))}`,
        }))}
      />
      <ProblemAlert error={ask.error} />
      <div>
        <ActionButton type="submit" busy={ask.isPending}>
          {t('evaluatorAsk')}
        </ActionButton>
      </div>
    </form>
  );
}
