import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/language.tsx';
import { uiTexts } from '../i18n/ui.ts';
import './stepper.css';

export interface StepperStep {
  readonly key: string;
  readonly number: number;
  readonly name: string;
  readonly state: 'done' | 'current' | 'waiting';
  /** What is done, in a few words. */
  readonly summary: string;
  /** A step that cannot be opened yet has none. */
  readonly href?: string;
}

interface StepperProps {
  readonly steps: readonly StepperStep[];
  /** The step that the open page is part of. */
  readonly within?: string | undefined;
  /** The open page is that of the step itself. */
  readonly isHere?: boolean;
  readonly compact?: boolean;
  /** What the steps are of, when not of an edition. */
  readonly label?: string;
}

const stateTexts = { done: 'stepDone', current: 'stepCurrent', waiting: 'stepWaiting' } as const;

/** The steps with the state of each; a step links to its page. */
export function Stepper({ steps, within, isHere = false, compact = false, label }: StepperProps) {
  const t = useTexts(uiTexts);
  return (
    <nav className={`stepper ${compact ? 'stepper-compact' : ''}`} aria-label={label ?? t('stepsLabel')}>
      <ol className="stepper-steps">
        {steps.map((step) => (
          <li key={step.key} className={`stepper-step stepper-${step.state}`}>
            <StepLink step={step} current={step.key === within ? (isHere ? 'page' : 'step') : undefined}>
              <span className="stepper-mark" aria-hidden="true" />
              <span className="stepper-number">{t('step', { n: step.number })}</span>
              <span className="stepper-name">{step.name}</span>
              <span className="visually-hidden">, {t(stateTexts[step.state])}</span>
              <span className="stepper-summary">{step.summary}</span>
            </StepLink>
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface StepLinkProps {
  readonly step: StepperStep;
  readonly current: 'page' | 'step' | undefined;
  readonly children: ReactNode;
}

function StepLink({ step: { href }, current, children }: StepLinkProps) {
  return href === undefined ? (
    <span className="stepper-link" aria-current={current}>
      {children}
    </span>
  ) : (
    <Link className="stepper-link" to={href} aria-current={current}>
      {children}
    </Link>
  );
}
