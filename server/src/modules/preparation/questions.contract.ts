/**
 * What is asked before an edition starts. `stop`: a plain no here means that working on data does not help now;
 * `mend`: it can be put right first. `buying` is asked only when something must be bought.
 */
export const questions = [
  { key: 'importance', part: 'problem', weight: 'stop' },
  { key: 'data-can-help', part: 'problem', weight: 'stop' },
  { key: 'data-there', part: 'problem', weight: 'mend' },
  { key: 'action', part: 'problem', weight: 'stop' },
  { key: 'influence', part: 'problem', weight: 'stop' },
  { key: 'impact', part: 'problem', weight: 'mend' },
  { key: 'measurable', part: 'problem', weight: 'mend' },
  { key: 'enthusiasm', part: 'problem', weight: 'mend' },
  { key: 'backing', part: 'problem', weight: 'mend' },
  { key: 'sponsor', part: 'problem', weight: 'mend' },
  { key: 'steering', part: 'problem', weight: 'mend' },
  { key: 'surroundings', part: 'problem', weight: 'mend' },
  { key: 'must-buy', part: 'buying', weight: 'mend' },
  { key: 'buy-simple', part: 'buying', weight: 'mend' },
  { key: 'buy-low-cost', part: 'buying', weight: 'mend' },
  { key: 'buy-savings', part: 'buying', weight: 'mend' },
  { key: 'buy-no-consultancy', part: 'buying', weight: 'mend' },
  { key: 'buy-explains', part: 'buying', weight: 'mend' },
] as const;
export type Question = (typeof questions)[number];
export const questionKeys = questions.map(({ key }) => key);
export type QuestionKey = Question['key'];

export const answers = ['yes', 'partly', 'no', 'unknown'] as const;
export type AnswerValue = (typeof answers)[number];

/** Money in euros, time in hours a week, staff in people. */
export const commitmentKinds = ['money', 'time', 'staff'] as const;
export type CommitmentKind = (typeof commitmentKinds)[number];

/** The three kinds of people without whom a session misses something. */
export const backgrounds = ['technical', 'domain', 'front-line'] as const;
export type Background = (typeof backgrounds)[number];

/** Data and technology are a part of the solution; each of these gets a plan too. */
export const aspects = ['culture', 'politics', 'leadership', 'partnership'] as const;
export type Aspect = (typeof aspects)[number];

export const startStates = ['undecided', 'go', 'no-go'] as const;
export type StartState = (typeof startStates)[number];

/** Requirement 43: both ways only by a new decision with reasons; it stands beside the earlier ones. */
export const startMoves = {
  go: {
    from: ['undecided', 'no-go'],
    to: 'go',
    who: 'leader',
    event: 'preparation.decided-go',
    refusal: 'preparation.already-decided',
  },
  stop: {
    from: ['undecided', 'go'],
    to: 'no-go',
    who: 'leader',
    event: 'preparation.decided-no-go',
    refusal: 'preparation.already-decided',
  },
} as const;
