import type { Edition, StepKey } from '@datalab/server/modules/editions/editions.contract.ts';
import type { ReactNode } from 'react';
import { EditionPage } from '../features/editions/edition-page.tsx';
import { PlanAdviceHere } from '../features/readiness/plan-advice.tsx';
import { canvasTexts } from '../i18n/canvas.ts';
import { useTexts } from '../i18n/language.tsx';
import { SecondaryLink } from '../ui/link.tsx';
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
  const canvas = useTexts(canvasTexts);
  return (
    <EditionPage
      title={title}
      lead={lead}
      edition={edition}
      step={step}
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
