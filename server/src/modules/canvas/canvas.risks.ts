import type { Rung } from '../analyses/questions.contract.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import type { BoxKey } from './boxes.contract.ts';
import type { CanvasBox, ProjectRisk } from './canvas.contract.ts';

/** What the rest of the edition knows of its goals, questions and data. */
export interface RiskFacts {
  readonly currentStep: StepKey;
  readonly goals: readonly { readonly id: string }[];
  /** Without the questions that were dropped. */
  readonly questions: readonly { readonly goal: string; readonly rung: Rung }[];
  readonly dataSets: readonly { readonly landed: boolean }[];
}

/** In these steps a gate asks for questions: there it is a blocker of the step, and no risk beside it. */
const asksForQuestions: readonly StepKey[] = ['prioritise', 'picture'];

/**
 * Requirement 41: the known causes of failed projects, worst first. Unclear what people want to know, data that do not
 * fit, and what is still missing on the canvas. What a gate of the step looks at is not among them: goals in every step
 * in which they can change, data before the last one.
 */
export function findRisks(facts: RiskFacts, boxes: readonly CanvasBox[]): ProjectRisk[] {
  const { goals, questions, dataSets } = facts;
  const asked = new Set(questions.map(({ goal }) => goal));
  const unasked = goals.filter(({ id }) => !asked.has(id)).length;
  const looksBack = questions.some(({ rung }) => rung === 'descriptive' || rung === 'diagnostic');
  const missing = dataSets.filter(({ landed }) => !landed).length;
  const isAsked = asksForQuestions.includes(facts.currentStep);
  const isLate = facts.currentStep === 'solve';
  const isEmpty = (key: BoxKey): boolean => boxes.find((box) => box.key === key)?.agreed == null;
  const open = boxes.filter(({ competing }) => competing.length > 0);

  const risks: (ProjectRisk | false)[] = [
    questions.length === 0 && !isAsked && { code: 'no-questions', n: 0, box: 'questions' },
    questions.length > 0 && unasked > 0 && { code: 'goals-without-question', n: unasked, box: 'questions' },
    questions.length > 0 && !looksBack && { code: 'only-predictions', n: 0, box: 'questions' },
    dataSets.length === 0 && isEmpty('data') && { code: 'no-data', n: 0, box: 'data' },
    isLate && missing > 0 && { code: 'data-not-landed', n: missing, box: 'data' },
    isEmpty('core') && { code: 'no-core', n: 0, box: 'core' },
    isEmpty('owner') && { code: 'no-owner', n: 0, box: 'owner' },
    isEmpty('ethics') && { code: 'no-ethics', n: 0, box: 'ethics' },
    ...open.map(
      ({ key, competing }): ProjectRisk => ({ code: 'open-choices', n: competing.length, box: key }),
    ),
  ];
  return risks.filter((risk) => risk !== false);
}
