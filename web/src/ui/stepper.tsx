import { Link } from '@tanstack/react-router';
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
  readonly href: string;
}

interface StepperProps {
  readonly steps: readonly StepperStep[];
  /** The step that the open page is part of. */
  readonly within?: string | undefined;
  /** The open page is that of the step itself. */
  readonly isHere?: boolean;
  readonly compact?: boolean;
}

const stateTexts = { done: 'stepDone', current: 'stepCurrent', waiting: 'stepWaiting' } as const;

/** The five steps with the state of each; every step links to its page. */
export function Stepper({ steps, within, isHere = false, compact = false }: StepperProps) {
  const t = useTexts(uiTexts);
  return (
    <nav className={`stepper ${compact ? 'stepper-compact' : ''}`} aria-label={t('stepsLabel')}>
      <ol className="stepper-steps">
        {steps.map((step) => (
          <li key={step.key} className={`stepper-step stepper-${step.state}`}>
            <Link
              className="stepper-link"
              to={step.href}
              aria-current={step.key === within ? (isHere ? 'page' : 'step') : undefined}
            >
              <span className="stepper-mark" aria-hidden="true" />
              <span className="stepper-number">{t('step', { n: step.number })}</span>
              <span className="stepper-name">{step.name}</span>
              <span className="visually-hidden">, {t(stateTexts[step.state])}</span>
              <span className="stepper-summary">{step.summary}</span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
