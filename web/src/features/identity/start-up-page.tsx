import type { StartUp } from '@datalab/server/modules/identity/identity.contract.ts';
import { identityTexts } from '../../i18n/identity.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { startUpTexts } from '../../i18n/start-up.ts';
import { hasText } from '../../i18n/translate.ts';
import { Alert } from '../../ui/alert.tsx';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { estimateSecondsLeft, ProgressBar } from '../../ui/progress-bar.tsx';
import './start-up-page.css';

const stateTexts = {
  waiting: 'stateWaiting',
  busy: 'stateBusy',
  done: 'stateDone',
  failed: 'stateFailed',
} as const;

export function StartUpPage({ startUp }: { startUp: StartUp }) {
  const t = useTexts(identityTexts);
  const steps = startUp.steps.filter(({ behind }) => !behind);
  const total = overallProgress({ steps });
  return (
    <Page title={t('startTitle')} lead={startUp.demo ? t('startLead') : undefined}>
      <Card className="start-up">
        <ProgressBar
          label={t('startProgress')}
          progress={total}
          secondsLeft={estimateSecondsLeft(startUp.startedAt, total, new Date())}
        />
        <ol className="start-up-steps" aria-live="polite">
          {steps.map((step) => (
            <li key={step.code} className={`start-up-step start-up-${step.state}`}>
              <span className="start-up-mark" aria-hidden="true" />
              <StepText code={step.code} />
              <span className="small soft">{t(stateTexts[step.state])}</span>
            </li>
          ))}
        </ol>
        {steps.some((step) => step.state === 'failed') ? (
          <Alert type="error">{t('startFailed')}</Alert>
        ) : null}
      </Card>
    </Page>
  );
}

function StepText({ code }: { code: string }) {
  const t = useTexts(startUpTexts);
  const { language } = useLanguage();
  return <span>{t(hasText(startUpTexts, language, code) ? code : 'start-up.other')}</span>;
}

/** Every step counts as much; a step that is busy counts for the part that is done. */
export function overallProgress(startUp: Pick<StartUp, 'steps'>): number {
  if (startUp.steps.length === 0) return 0;
  const done = startUp.steps.reduce((sum, step) => sum + (step.state === 'done' ? 1 : step.progress), 0);
  return done / startUp.steps.length;
}
