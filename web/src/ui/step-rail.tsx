import { Link } from '@tanstack/react-router';
import { useTexts } from '../i18n/language.tsx';
import { uiTexts } from '../i18n/ui.ts';
import './step-rail.css';

export interface RailStep {
  readonly key: string;
  readonly number: number;
  readonly name: string;
  readonly state: 'done' | 'current' | 'waiting';
  /** What is done, in a few words. */
  readonly summary: string;
  readonly href: string;
}

interface StepRailProps {
  readonly steps: readonly RailStep[];
  /** The room the reader is in now. */
  readonly here?: string;
  readonly compact?: boolean;
}

const stateTexts = { done: 'stepDone', current: 'stepCurrent', waiting: 'stepWaiting' } as const;

/** The five steps with where each one stands; every step is the door to its room. */
export function StepRail({ steps, here, compact = false }: StepRailProps) {
  const t = useTexts(uiTexts);
  return (
    <nav className={`step-rail ${compact ? 'step-rail-compact' : ''}`} aria-label={t('stepsLabel')}>
      <ol className="step-rail-steps">
        {steps.map((step) => (
          <li key={step.key} className={`step-rail-step step-rail-${step.state}`}>
            <Link
              className="step-rail-link"
              to={step.href}
              aria-current={step.key === here ? 'page' : undefined}
            >
              <span className="step-rail-mark" aria-hidden="true" />
              <span className="step-rail-number">{t('step', { n: step.number })}</span>
              <span className="step-rail-name">{step.name}</span>
              <span className="visually-hidden">, {t(stateTexts[step.state])}</span>
              <span className="step-rail-summary">{step.summary}</span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
