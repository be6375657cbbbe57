/**
 * What the log of an edition tells to those in it: which happenings, with which values, and where to look. What is
 * not here (a vote, a word changed on the canvas) is only for the privacy officer, in the log itself.
 */
export interface TimelineEvent {
  /** Values of the event that the sentence needs. */
  readonly values?: readonly string[];
  /** The page to look at, under the address of the edition. */
  readonly place: string;
}

export const timelineEvents = {
  'editions.created': { place: 'prioritise' },
  'editions.organisation-invited': { values: ['organisation'], place: 'prioritise' },
  'editions.stepped-in': { values: ['organisation'], place: 'prioritise' },
  'editions.stepped-out': { values: ['organisation'], place: 'prioritise' },
  'editions.goal-added': { place: 'prioritise' },
  'editions.goal-changed': { place: 'prioritise' },
  'editions.goal-removed': { place: 'prioritise' },
  'editions.goal-reviewed': { place: 'prioritise' },
  'editions.data-set-agreed': { values: ['dataSet'], place: 'share' },
  'editions.data-set-asked': { values: ['dataSet'], place: 'share' },
  'editions.step-finished': { values: ['step'], place: '' },
  'editions.step-reopened': { values: ['step'], place: '' },
  'editions.finished': { place: 'closing' },
  'preparation.decided-go': { place: 'preparation' },
  'preparation.decided-no-go': { place: 'preparation' },
  'preparation.committed': { values: ['organisation'], place: 'preparation' },
  'preparation.invitation-mailed': { values: ['organisation'], place: 'preparation' },
  'readiness.round-started': { place: 'readiness' },
  'assessments.prescan-answered': { values: ['organisation'], place: 'assessments' },
  'assessments.trade-off-recorded': { place: 'assessments' },
  'assessments.advice-attached': { place: 'assessments' },
  'assessments.file-brought': { place: 'assessments' },
  'analyses.question-asked': { place: 'prioritise' },
  'analyses.question-sorted': { place: 'picture' },
  'picture.document-added': { place: 'picture' },
  'picture.finding-noted': { place: 'picture' },
  'deliveries.landed': { values: ['dataSet', 'rows'], place: 'share' },
  'deliveries.withdrawn': { values: ['dataSet'], place: 'share' },
  'analyses.created': { values: ['question'], place: 'analyse' },
  'solutions.insight-noted': { place: 'solve' },
  'solutions.insight-agreed': { place: 'solve' },
  'solutions.insight-checked': { place: 'solve' },
  'solutions.proposed': { place: 'solve' },
  'solutions.judged-feasible': { place: 'solve' },
  'solutions.judged-not-feasible': { place: 'solve' },
  'solutions.started': { place: 'solve' },
  'solutions.lead-asked': { place: 'solve' },
  'solutions.lead-accepted': { place: 'solve' },
  'solutions.lead-declined': { place: 'solve' },
  'solutions.task-added': { place: 'solve' },
  'solutions.task-finished': { place: 'solve' },
  'solutions.finished': { place: 'solve' },
  'solutions.stopped': { place: 'solve' },
  'solutions.handed-over': { place: 'solve' },
  'impact.indicator-added': { place: 'impact' },
  'impact.indicator-changed': { place: 'impact' },
  'impact.indicator-stopped': { place: 'impact' },
  'impact.measured': { place: 'impact' },
  'impact.judged': { place: 'impact' },
  'closing.started-from-template': { place: 'prioritise' },
  'closing.lesson-added': { place: 'closing' },
  'closing.evaluator-asked': { place: 'closing' },
  'closing.evaluator-accepted': { place: 'closing' },
  'closing.evaluator-declined': { place: 'closing' },
  'closing.balance-told': { values: ['organisation'], place: 'closing' },
  'closing.transfer-added': { place: 'closing' },
  'notices.nudged': { values: ['persons'], place: '' },
} as const satisfies Readonly<Record<string, TimelineEvent>>;

export type TimelineAction = keyof typeof timelineEvents;
export const timelineActions = Object.keys(timelineEvents) as TimelineAction[];
