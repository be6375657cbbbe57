import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { ListedQuestion, RungAdvice } from '@datalab/server/modules/analyses/questions.contract.ts';
import type { Permission } from '@datalab/server/platform/http/common.contract.ts';
import { useState } from 'react';
import { DecisionForm } from '../../app/decision-form.tsx';
import { useApiChange } from '../../app/query.ts';
import { editionsTexts } from '../../i18n/editions.ts';
import { useTexts } from '../../i18n/language.tsx';
import { useMessage } from '../../i18n/message.tsx';
import { readinessTexts } from '../../i18n/readiness.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import './readiness.css';

/** Which rung is advised, and why it is lower. */
export function AdviceReasons({ advice }: { advice: RungAdvice }) {
  const t = useTexts(readinessTexts);
  const editionTexts = useTexts(editionsTexts);
  const messageOf = useMessage();
  return (
    <div className="rung-advice">
      <Chip tone="rust">{t('advised', { rung: editionTexts(`rung.${advice.rung}`) })}</Chip>
      {advice.reasons.map(({ code, params }) => (
        <p key={`${code} ${JSON.stringify(params)}`} className="small">
          {messageOf(code, params)}
        </p>
      ))}
    </div>
  );
}

interface QuestionAdviceProps {
  readonly edition: string;
  readonly question: ListedQuestion;
  readonly permission: Permission;
}

/** Next to a question that stands higher than advised: follow the advice, or say why not. */
export function QuestionAdvice({ edition, question, permission }: QuestionAdviceProps) {
  const t = useTexts(readinessTexts);
  const [keeping, setKeeping] = useState(false);
  const choose = useApiChange(analysesRoutes.chooseRung, () => setKeeping(false));
  const { advice, id, rung, rungReason } = question;
  if (advice.rung === rung || question.status === 'dropped') return null;
  const params = { edition, question: id };
  return (
    <>
      <AdviceReasons advice={advice} />
      {rungReason === null ? null : <p className="small">{t('advisedReason', { reason: rungReason })}</p>}
      {permission.allowed && rungReason === null ? (
        <div className="row no-print">
          <ActionButton
            busy={choose.isPending}
            onClick={() => choose.mutate({ params, body: { rung: advice.rung } })}
          >
            {t('advisedFollow')}
          </ActionButton>
          <ActionButton look="subtle" onClick={() => setKeeping(true)}>
            {t('advisedKeep')}
          </ActionButton>
        </div>
      ) : null}
      <ProblemAlert error={choose.error} />
      <Dialog title={t('advisedKeep')} open={keeping} onClose={() => setKeeping(false)}>
        <DecisionForm
          draftKey={`rung.${id}`}
          reasonLabel={t('advisedWhy')}
          choices={[{ value: 'keep', label: t('advisedKeep'), primary: true }]}
          permission={permission}
          busy={choose.isPending}
          onDecide={(_, reason) => choose.mutate({ params, body: { rung, reason } })}
        />
      </Dialog>
    </>
  );
}
