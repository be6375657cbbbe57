import type { Edition, StepKey } from '@datalab/server/modules/editions/editions.contract.ts';
import type { ReactNode } from 'react';
import { useStepperSteps } from '../features/editions/edition.ts';
import { EditionPage } from '../features/editions/edition-page.tsx';
import { PlanAdviceHere } from '../features/readiness/plan-advice.tsx';
import { canvasTexts } from '../i18n/canvas.ts';
import { editionsTexts } from '../i18n/editions.ts';
import { useTexts } from '../i18n/language.tsx';
import { SecondaryLink } from '../ui/link.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { StepGate } from './step-gate.tsx';

interface StepPageProps {
  readonly edition: Edition;
  readonly step: StepKey;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

/** One of the five step pages of an edition: the stepper on top, then the content, then what opens its gate. */
export function StepPage({ edition, step, title, lead, children }: StepPageProps) {
  const t = useTexts(editionsTexts);
  const canvas = useTexts(canvasTexts);
  const steps = useStepperSteps(edition);
  return (
    <EditionPage
      title={title}
      lead={lead}
      edition={edition}
      here={t(`step.${step}`)}
      above={<Stepper steps={steps} here={step} compact />}
      actions={
        <SecondaryLink to="/editions/$edition/canvas" params={{ edition: edition.slug }}>
          {canvas('open')}
        </SecondaryLink>
      }
    >
      <StepGate edition={edition} step={step} />
      <PlanAdviceHere edition={edition} step={step} />
      {children}
    </EditionPage>
  );
}
