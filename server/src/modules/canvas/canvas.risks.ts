import type { Rung } from '../analyses/questions.contract.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import type { BoxKey, CanvasBox, ProjectRisk } from './canvas.contract.ts';

/** What the rest of the edition knows of its goals, questions and data. */
export interface RiskFacts {
  readonly currentStep: StepKey;
  readonly goals: readonly { readonly id: string; readonly sharp: boolean }[];
  /** Without the questions that were dropped. */
  readonly questions: readonly { readonly goal: string; readonly rung: Rung }[];
  readonly dataSets: readonly { readonly landed: boolean }[];
}

/**
 * Requirement 41: the known causes of failed projects, worst first. Goals that are missing, unclear what
 * people want to know, data that do not fit; and what is still missing on the canvas.
 */
export function findRisks(facts: RiskFacts, boxes: readonly CanvasBox[]): ProjectRisk[] {
  const { goals, questions, dataSets } = facts;
  const goalsWithoutCriterion = goals.filter(({ sharp }) => !sharp).length;
  const asked = new Set(questions.map(({ goal }) => goal));
  const unasked = goals.filter(({ id }) => !asked.has(id)).length;
  const looksBack = questions.some(({ rung }) => rung === 'descriptive' || rung === 'diagnostic');
  const missing = dataSets.filter(({ landed }) => !landed).length;
  const needsData = facts.currentStep === 'analyse' || facts.currentStep === 'solve';
  const isEmpty = (key: BoxKey): boolean => boxes.find((box) => box.key === key)?.agreed == null;
  const open = boxes.filter(({ competing }) => competing.length > 0);

  const risks: (ProjectRisk | false)[] = [
    goals.length === 0 && { code: 'no-goals', n: 0, box: 'goals' },
    goalsWithoutCriterion > 0 && { code: 'goals-not-sharp', n: goalsWithoutCriterion, box: 'goals' },
    questions.length === 0 && { code: 'no-questions', n: 0, box: 'questions' },
    questions.length > 0 && unasked > 0 && { code: 'goals-without-question', n: unasked, box: 'questions' },
    questions.length > 0 && !looksBack && { code: 'only-predictions', n: 0, box: 'questions' },
    dataSets.length === 0 && isEmpty('data') && { code: 'no-data', n: 0, box: 'data' },
    needsData && missing > 0 && { code: 'data-not-landed', n: missing, box: 'data' },
    isEmpty('core') && { code: 'no-core', n: 0, box: 'core' },
    isEmpty('owner') && { code: 'no-owner', n: 0, box: 'owner' },
    isEmpty('ethics') && { code: 'no-ethics', n: 0, box: 'ethics' },
    ...open.map(
      ({ key, competing }): ProjectRisk => ({ code: 'open-choices', n: competing.length, box: key }),
    ),
  ];
  return risks.filter((risk) => risk !== false);
}
