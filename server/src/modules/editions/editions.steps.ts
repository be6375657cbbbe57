import type { LocalText } from '../../platform/http/common.contract.ts';
import type { Role } from '../identity/identity.contract.ts';
import { type StepKey, stepKeys } from './editions.contract.ts';
import type { EditionMessage, EditionsError } from './messages.contract.ts';

/** What step five still holds open. */
export interface ClosingFacts {
  /** Solutions that are being realised: not done, stopped or handed over. */
  readonly running: readonly {
    readonly title: LocalText;
    /** The organisation that takes the lead. */
    readonly puller: string;
    readonly since: Date;
  }[];
  /** Notes on the wall without an outcome. */
  readonly looseInsights: number;
  /** Organisations from which an evaluation came, or a reason why none will. */
  readonly evaluated: readonly string[];
}

export interface QuestionFacts {
  readonly total: number;
  readonly new: number;
  readonly known: number;
  readonly toAnalyse: number;
  readonly answered: number;
  readonly dropped: number;
}

/** What was decided and promised before the edition starts. */
export interface StartFacts {
  readonly decision: 'undecided' | 'go' | 'no-go';
  readonly decidedAt: Date | null;
  /** Organisations that contribute: money, time or staff. */
  readonly contributors: readonly string[];
}

/** Requirement 39: a criterion that only its own writers find sharp is not sharp yet. */
export type GoalCriterion = 'missing' | 'unreviewed' | 'doubted' | 'sharp';

/** Everything the gates look at, gathered beforehand. */
export interface StepFacts {
  readonly initiator: string;
  readonly stepSince: Date;
  readonly participations: readonly {
    readonly organisation: string;
    readonly name: LocalText;
    readonly decision: 'invited' | 'in' | 'out';
    readonly invitedAt: Date;
    readonly decidedAt: Date | null;
  }[];
  readonly goals: readonly {
    /** Null for the joint goal. */
    readonly organisation: string | null;
    readonly text: LocalText;
    readonly criterion: GoalCriterion;
    /** Why it is not sharp, of a doubted criterion. */
    readonly remark: string | null;
    readonly at: Date;
  }[];
  readonly questions: QuestionFacts;
  readonly dataSets: readonly {
    readonly id: string;
    readonly name: LocalText;
    readonly owner: string;
    readonly ownerName: LocalText;
    readonly landed: boolean;
    readonly agreedAt: Date;
  }[];
  /** The data sets that an agreement shares now; undefined without an agreement in force. */
  readonly shared: readonly string[] | undefined;
  readonly findings: number;
  readonly start: StartFacts;
  readonly closing: ClosingFacts;
}

export interface Sentence {
  readonly code: EditionMessage;
  readonly params: Readonly<Record<string, string | number | LocalText>>;
}

/** What keeps a step from being finished, and the single party that can change it. */
export interface Obstacle extends Sentence {
  readonly code: EditionMessage & EditionsError;
  /** Null: any organisation that is in. */
  readonly organisation: string | null;
  /** Of those, not this one. */
  readonly besides?: string;
  readonly role: Role;
  readonly since: Date | null;
}

type Gate = (facts: StepFacts) => Obstacle[];

export interface Transition {
  readonly next: StepKey | 'finished';
  /** The step one may go back to; from the last step there is no way back. */
  readonly previous: StepKey | null;
  /** The role that finishes the step, at the organisation that started the edition. */
  readonly owner: Role;
  readonly finished: 'editions.step-finished' | 'editions.finished';
  readonly reopened: 'editions.step-reopened';
  readonly gates: readonly Gate[];
  readonly done: (facts: StepFacts) => Sentence[];
}

const events = { finished: 'editions.step-finished', reopened: 'editions.step-reopened' } as const;
const owner = 'facilitator' satisfies Role;

const jointGoals: Gate = (facts) => {
  const goals = facts.goals.filter((goal) => goal.organisation === null);
  if (goals.length === 0) return [forFacilitator(facts, 'editions.no-goals')];
  return goalsNotSharp(goals, { organisation: facts.initiator, role: owner });
};

const ownGoals: Gate = (facts) =>
  facts.participations
    .filter((participation) => participation.decision === 'in')
    .flatMap((participation): Obstacle[] => {
      const goals = facts.goals.filter((goal) => goal.organisation === participation.organisation);
      const responsible = { organisation: participation.organisation, role: 'participant' } as const;
      if (goals.length > 0) return goalsNotSharp(goals, responsible);
      const params = { organisation: participation.name };
      return [{ code: 'editions.no-own-goal', params, ...responsible, since: participation.decidedAt }];
    });

function goalsNotSharp(
  goals: StepFacts['goals'],
  responsible: { readonly organisation: string; readonly role: Role },
): Obstacle[] {
  return goals.flatMap((goal) => {
    const obstacle = findVagueness(goal, responsible);
    return obstacle === undefined ? [] : [obstacle];
  });
}

function findVagueness(
  { text: goal, criterion, remark, at: since }: StepFacts['goals'][number],
  responsible: { readonly organisation: string; readonly role: Role },
): Obstacle | undefined {
  switch (criterion) {
    case 'sharp':
      return undefined;
    case 'missing':
      return { code: 'editions.goal-not-sharp', params: { goal }, ...responsible, since };
    case 'doubted': {
      const params = { goal, remark: remark ?? '' };
      return { code: 'editions.goal-doubted', params, ...responsible, since };
    }
    case 'unreviewed': {
      const others = { organisation: null, besides: responsible.organisation, role: 'participant' } as const;
      return { code: 'editions.goal-unreviewed', params: { goal }, ...others, since };
    }
  }
}

const everyoneDecided: Gate = (facts) =>
  facts.participations
    .filter((participation) => participation.decision === 'invited')
    .map((participation) => ({
      code: 'editions.undecided-organisations',
      params: { organisation: participation.name },
      organisation: participation.organisation,
      role: 'participant',
      since: participation.invitedAt,
    }));

const enoughOrganisations: Gate = (facts) => {
  const n = organisationsIn(facts);
  if (n >= 2) return [];
  return [forFacilitator(facts, 'editions.too-few-organisations', { n })];
};

const someQuestions: Gate = (facts) => {
  if (facts.questions.total > 0) return [];
  return [forFacilitator(facts, 'editions.no-questions')];
};

const questionsSorted: Gate = (facts) => {
  const n = facts.questions.new;
  if (n === 0) return [];
  return [forFacilitator(facts, 'editions.questions-not-sorted', { n })];
};

/** What may and what may not is said before anybody asks the data. */
const agreementSigned: Gate = (facts) => {
  if (facts.shared !== undefined || facts.dataSets.length === 0) return [];
  return [forFacilitator(facts, 'editions.no-agreement')];
};

const everythingDelivered: Gate = (facts) => {
  if (facts.dataSets.length === 0) {
    return [forFacilitator(facts, 'editions.no-data-sets')];
  }
  return facts.dataSets
    .filter(({ id, landed }) => !landed && (facts.shared?.includes(id) ?? true))
    .map((dataSet) => ({
      code: 'editions.deliveries-missing',
      params: { dataSet: dataSet.name, organisation: dataSet.ownerName },
      organisation: dataSet.owner,
      role: 'steward',
      since: new Date(Math.max(dataSet.agreedAt.getTime(), facts.stepSince.getTime())),
    }));
};

const questionsAnswered: Gate = (facts) => {
  const n = facts.questions.new + facts.questions.toAnalyse;
  if (n === 0) return [];
  return [
    {
      code: 'editions.questions-open',
      params: { n },
      organisation: null,
      role: 'analyst',
      since: facts.stepSince,
    },
  ];
};

const solutionsSettled: Gate = (facts) =>
  facts.closing.running.map(({ title, puller, since }) => ({
    code: 'editions.solution-running',
    params: { solution: title },
    organisation: puller,
    role: 'participant',
    since,
  }));

const insightsSettled: Gate = (facts) => {
  const n = facts.closing.looseInsights;
  return n === 0 ? [] : [forFacilitator(facts, 'editions.insights-loose', { n })];
};

/** Asked when the work is settled, not before: an evaluation half-way says little. */
const everybodyEvaluated: Gate = (facts) => {
  if (facts.closing.running.length > 0) return [];
  return facts.participations
    .filter(
      ({ organisation, decision }) => decision === 'in' && !facts.closing.evaluated.includes(organisation),
    )
    .map(({ organisation, name }) => ({
      code: 'editions.not-evaluated',
      params: { organisation: name },
      organisation,
      role: 'participant',
      since: facts.stepSince,
    }));
};

/** Requirement 43: nothing starts without an explicit go. */
const decidedToGo: Gate = (facts) => {
  if (facts.start.decision === 'undecided') return [forFacilitator(facts, 'editions.start-undecided')];
  return notDeclined(facts);
};

/** A no-go halts an edition in any step, until there are reasons to decide otherwise. */
const notDeclined: Gate = (facts) => {
  if (facts.start.decision !== 'no-go') return [];
  const obstacle = forFacilitator(facts, 'editions.start-declined');
  return [{ ...obstacle, since: facts.start.decidedAt }];
};

/** Requirement 47: every partner contributes something, before the start. */
const everybodyPutsIn: Gate = (facts) =>
  facts.participations
    .filter(
      ({ organisation, decision }) => decision === 'in' && !facts.start.contributors.includes(organisation),
    )
    .map(({ organisation, name, decidedAt }) => ({
      code: 'editions.nothing-put-in',
      params: { organisation: name },
      organisation,
      role: 'participant',
      since: decidedAt,
    }));

/** Goals and participation stay gates after step one, because organisations may still be asked to join. */
const started: readonly Gate[] = [jointGoals, everyoneDecided, enoughOrganisations, ownGoals];

/** The five steps: what follows, who finishes, what must be true first, what is written in the log. */
export const transitions: Readonly<Record<StepKey, Transition>> = {
  prioritise: {
    next: 'picture',
    previous: null,
    owner,
    ...events,
    gates: [...started, someQuestions, decidedToGo, everybodyPutsIn],
    done: (facts) => [
      ...goalsAgreed(facts),
      ...counted('editions.done.organisations-in', organisationsIn(facts)),
    ],
  },
  picture: {
    next: 'share',
    previous: 'prioritise',
    owner,
    ...events,
    gates: [...started, notDeclined, someQuestions, questionsSorted],
    done: ({ questions }) =>
      questions.total === 0
        ? []
        : [
            {
              code: 'editions.done.questions-known',
              params: { known: questions.known, total: questions.total },
            },
          ],
  },
  share: {
    next: 'analyse',
    previous: 'picture',
    owner,
    ...events,
    gates: [...started, notDeclined, questionsSorted, agreementSigned, everythingDelivered],
    done: ({ dataSets }) => {
      const landed = dataSets.filter((dataSet) => dataSet.landed).length;
      return dataSets.length === 0
        ? []
        : [{ code: 'editions.done.deliveries', params: { landed, total: dataSets.length } }];
    },
  },
  analyse: {
    next: 'solve',
    previous: 'share',
    owner,
    ...events,
    gates: [...started, notDeclined, everythingDelivered, questionsAnswered],
    done: ({ findings, questions }) => [
      ...counted('editions.done.findings', findings),
      ...counted('editions.done.questions-open', questions.toAnalyse),
    ],
  },
  solve: {
    next: 'finished',
    previous: null,
    owner,
    ...events,
    finished: 'editions.finished',
    gates: [solutionsSettled, insightsSettled, everybodyEvaluated],
    done: ({ questions }) => counted('editions.done.questions-locked', questions.total),
  },
};

/** What is done in a step and what keeps it from being finished. */
export function judgeStep(step: StepKey, facts: StepFacts): { done: Sentence[]; blockers: Obstacle[] } {
  const { gates, done } = transitions[step];
  return { done: done(facts), blockers: gates.flatMap((gate) => gate(facts)) };
}

/** From step five on: no new questions, goals, data sets or organisations. */
export function isQuestionListLocked(step: StepKey): boolean {
  return step === 'solve';
}

export function stepNumber(step: StepKey): number {
  return stepKeys.indexOf(step) + 1;
}

function forFacilitator(facts: StepFacts, code: Obstacle['code'], params: Obstacle['params'] = {}): Obstacle {
  return { code, params, organisation: facts.initiator, role: owner, since: facts.stepSince };
}

function organisationsIn(facts: StepFacts): number {
  return facts.participations.filter((participation) => participation.decision === 'in').length;
}

function goalsAgreed(facts: StepFacts): Sentence[] {
  const sharp = facts.goals.filter(({ criterion }) => criterion === 'sharp');
  const last = sharp.reduce<Date | null>((latest, { at }) => (latest && latest > at ? latest : at), null);
  if (last === null) return [];
  return [{ code: 'editions.done.goals-agreed', params: { n: sharp.length, date: last.toISOString() } }];
}

function counted(code: EditionMessage, n: number): Sentence[] {
  return n === 0 ? [] : [{ code, params: { n } }];
}
