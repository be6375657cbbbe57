import {
  type Edition,
  editionsRoutes,
  type StepKey,
} from '@datalab/server/modules/editions/editions.contract.ts';
import { useApiChange } from '../app/query.ts';
import { StepRisks } from '../features/canvas/risks.tsx';
import { stepOf } from '../features/editions/edition.ts';
import { StepBlockers } from '../features/editions/step-blockers.tsx';
import { editionsTexts } from '../i18n/editions.ts';
import { formatDate } from '../i18n/format.ts';
import { useLanguage, useTexts } from '../i18n/language.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { Alert } from '../ui/alert.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useToast } from '../ui/toast.tsx';
import { ClosingGate } from './closing-gate.tsx';
import './step-gate.css';

interface StepGateProps {
  readonly edition: Edition;
  readonly step: StepKey;
}

/** What opens the gate of a step: the next thing to do, and the people who can do it. */
export function StepGate({ edition, step: key }: StepGateProps) {
  const step = stepOf(edition, key);
  if (key === 'solve' && step.state !== 'waiting') return <ClosingGate edition={edition} />;
  if (step.state === 'done') return <DoneGate edition={edition} step={key} />;
  if (step.state === 'waiting') return <LaterGate number={step.number} />;
  return step.blockers.length > 0 ? (
    <StepBlockers edition={edition} step={key} />
  ) : (
    <OpenGate edition={edition} step={key} />
  );
}

function OpenGate({ edition, step: key }: StepGateProps) {
  const t = useTexts(editionsTexts);
  const toast = useToast();
  const { number } = stepOf(edition, key);
  const finish = useApiChange(editionsRoutes.finishStep, () => toast({ text: t('finished', { n: number }) }));
  return (
    <Alert type="ok" className="gate">
      <div className="row row-between">
        <p>
          <strong>{t('gateReady')}</strong>
        </p>
        <ActionButton
          look="primary"
          permission={edition.may.finishStep}
          busy={finish.isPending}
          onClick={() => finish.mutate({ params: { edition: edition.slug, step: key } })}
        >
          {t('gateFinish', { n: number })}
        </ActionButton>
      </div>
      <ProblemAlert error={finish.error} />
      <StepRisks edition={edition.slug} />
    </Alert>
  );
}

function DoneGate({ edition, step: key }: StepGateProps) {
  const t = useTexts(editionsTexts);
  const { language } = useLanguage();
  const toast = useToast();
  const step = stepOf(edition, key);
  const reopen = useApiChange(editionsRoutes.reopenStep, () =>
    toast({ text: t('reopened', { n: step.number }) }),
  );
  const isPrevious = stepOf(edition, edition.currentStep).number === step.number + 1;
  return (
    <div className="row gate-done">
      <p className="soft">
        {step.finishedAt === null ? null : t('gateDone', { date: formatDate(step.finishedAt, language) })}
      </p>
      {isPrevious && edition.may.reopenStep.allowed ? (
        <ActionButton
          look="subtle"
          busy={reopen.isPending}
          onClick={() => reopen.mutate({ params: { edition: edition.slug, step: key } })}
        >
          {t('gateReopen')}
        </ActionButton>
      ) : null}
      <ProblemAlert error={reopen.error} />
    </div>
  );
}

function LaterGate({ number }: { number: number }) {
  const t = useTexts(editionsTexts);
  return (
    <Alert type="info" className="gate">
      <p>{t('gateLater', { n: number - 1 })}</p>
    </Alert>
  );
}
