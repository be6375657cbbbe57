import { z } from 'zod';
import {
  id,
  instant,
  localText,
  messageParams,
  permission,
  slug,
  textChange,
  textInput,
} from '../../platform/http/common.contract.ts';
import { defineRoute } from '../../platform/http/route.ts';
import { role } from '../identity/identity.contract.ts';
import { editionGoal } from './goals.contract.ts';
import { inEdition } from './in-edition.contract.ts';

export const stepKeys = ['prioritise', 'picture', 'share', 'analyse', 'solve'] as const;
export const stepKey = z.enum(stepKeys).meta({ id: 'StepKey' });
export type StepKey = z.infer<typeof stepKey>;

export const stepState = z.enum(['done', 'current', 'waiting']);

/** A sentence as a code with values; the reader's language supplies the words. */
export const message = z.object({ code: z.string(), params: messageParams });

export const whoMustAct = z.object({
  organisation: slug.nullable(),
  role: role.nullable(),
  persons: z.array(z.object({ id: z.string(), name: z.string() })),
});

export const blocker = message
  .extend({ who: whoMustAct, since: instant.nullable(), link: z.string().nullable() })
  .meta({ id: 'Blocker' });
export type Blocker = z.infer<typeof blocker>;

export const step = z
  .object({
    key: stepKey,
    number: z.int().min(1).max(5),
    state: stepState,
    /** What is done in this step, as one short sentence. */
    done: z.array(message),
    /** What keeps this step from being finished. */
    blockers: z.array(blocker),
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Step' });
export type Step = z.infer<typeof step>;

export const participation = z
  .object({
    organisation: slug,
    decision: z.enum(['invited', 'in', 'out']),
    reason: z.string().nullable(),
    decidedBy: z.string().nullable(),
    decidedAt: instant.nullable(),
    may: z.object({ decide: permission }),
  })
  .meta({ id: 'Participation' });
export type Participation = z.infer<typeof participation>;

/** Data or documents that an organisation took along when it stepped out. */
export const withdrawal = z.object({ organisation: slug, at: instant }).meta({ id: 'Withdrawal' });
export type Withdrawal = z.infer<typeof withdrawal>;

/** What leaves with an organisation, and what stays but gets a mark. */
export const leaving = z
  .object({
    versions: z.int(),
    /** To two significant digits. */
    rows: z.int(),
    documents: z.int(),
    analyses: z.int(),
    findings: z.int(),
    insights: z.int(),
    solutions: z.int(),
  })
  .meta({ id: 'Leaving' });
export type Leaving = z.infer<typeof leaving>;

export const editionStatus = z.enum(['starting', 'running', 'finished']);

export const editionSummary = z
  .object({
    slug,
    title: localText,
    aim: localText,
    theme: localText,
    /** The region: a town, a few municipalities, a region. */
    region: localText.nullable(),
    initiator: slug,
    status: editionStatus,
    currentStep: stepKey,
    organisations: z.array(slug),
    createdAt: instant,
    blockers: z.int(),
    findings: z.int(),
  })
  .meta({ id: 'EditionSummary' });
export type EditionSummary = z.infer<typeof editionSummary>;

export const edition = editionSummary
  .omit({ organisations: true, blockers: true })
  .extend({
    participations: z.array(participation),
    goals: z.array(editionGoal),
    steps: z.array(step).length(5),
    dataSets: z.array(
      z.object({
        id: slug,
        name: localText,
        owner: slug,
        version: z.string().nullable(),
        rows: z.int().nullable(),
        /** Only the people who deliver see the exact number; this one has two significant digits. */
        rounded: z.boolean(),
      }),
    ),
    questionListLocked: z.boolean(),
    finishedAt: instant.nullable(),
    waitingFor: z.array(blocker),
    may: z.object({
      finishStep: permission,
      reopenStep: permission,
      editJointGoal: permission,
      editOwnGoal: permission,
      invite: permission,
      addDataSet: permission,
    }),
  })
  .meta({ id: 'Edition' });
export type Edition = z.infer<typeof edition>;

export const waitingItem = blocker
  .extend({ edition: slug, editionTitle: localText })
  .meta({ id: 'WaitingItem' });
export type WaitingItem = z.infer<typeof waitingItem>;

const editionParams = z.object({ edition: slug });

export const editionsRoutes = {
  listEditions: defineRoute({
    method: 'get',
    path: '/editions',
    operationId: 'listEditions',
    summary: 'The editions I may see',
    response: z.array(editionSummary),
    status: 200,
    errors: [],
  }),
  listFinishedEditions: defineRoute({
    method: 'get',
    path: '/finished-editions',
    operationId: 'listFinishedEditions',
    summary: 'Every finished edition of the network, by what anybody may know of it',
    response: z.array(
      editionSummary.pick({ slug: true, title: true, theme: true, initiator: true, status: true }),
    ),
    status: 200,
    errors: [],
  }),
  createEdition: defineRoute({
    method: 'post',
    path: '/editions',
    operationId: 'createEdition',
    summary: 'Start an edition',
    body: z.object({
      slug,
      title: textInput,
      aim: textInput,
      theme: textInput,
      region: textInput.optional(),
    }),
    response: edition,
    status: 201,
    errors: ['editions.slug-taken', 'editions.facilitator-only'],
  }),
  getEdition: inEdition({
    method: 'get',
    path: '/editions/{edition}',
    operationId: 'getEdition',
    summary: 'One edition: its five steps, the blockers and the people who must act',
    params: editionParams,
    response: edition,
    status: 200,
    errors: [],
  }),
  inviteOrganisation: inEdition({
    method: 'post',
    path: '/editions/{edition}/participations',
    operationId: 'inviteOrganisation',
    summary: 'Invite an organisation to the edition',
    params: editionParams,
    body: z.object({ organisation: slug }),
    response: edition,
    status: 201,
    errors: [
      'editions.facilitator-only',
      'editions.organisation-unknown',
      'editions.already-invited',
      'editions.contemplation-is-over',
    ],
  }),
  decideParticipation: inEdition({
    method: 'put',
    path: '/editions/{edition}/participations/{organisation}',
    operationId: 'decideParticipation',
    summary: 'Step in or out, with a reason',
    params: z.object({ edition: slug, organisation: slug }),
    body: z.object({ decision: z.enum(['in', 'out']), reason: z.string().trim().min(1).max(1000) }),
    response: edition,
    status: 200,
    errors: [
      'editions.role-may-not-decide',
      'editions.other-organisation',
      'editions.already-decided',
      'editions.contemplation-is-over',
    ],
  }),
  getLeaving: inEdition({
    method: 'get',
    path: '/editions/{edition}/participations/{organisation}/leaving',
    operationId: 'getLeaving',
    summary: 'What would leave with my organisation, and what would get a mark',
    params: z.object({ edition: slug, organisation: slug }),
    response: leaving,
    status: 200,
    errors: ['editions.role-may-not-decide', 'editions.other-organisation', 'editions.already-decided'],
  }),
  addGoal: inEdition({
    method: 'post',
    path: '/editions/{edition}/goals',
    operationId: 'addGoal',
    summary: 'Add a goal: joint, or of one organisation',
    params: editionParams,
    body: z.object({
      organisation: slug.nullable(),
      text: textInput,
      successCriterion: textInput.nullable(),
    }),
    response: edition,
    status: 201,
    errors: [
      'editions.facilitator-only',
      'editions.role-may-not-decide',
      'editions.other-organisation',
      'editions.goals-fixed',
    ],
  }),
  changeGoal: inEdition({
    method: 'put',
    path: '/editions/{edition}/goals/{goal}',
    operationId: 'changeGoal',
    summary: 'Reword a goal',
    params: z.object({ edition: slug, goal: id }),
    body: z.object({ text: textChange, successCriterion: textChange.nullable() }),
    response: edition,
    status: 200,
    errors: [
      'editions.goal-unknown',
      'editions.facilitator-only',
      'editions.role-may-not-decide',
      'editions.other-organisation',
      'editions.goals-fixed',
      'editions.goal-not-sharp',
    ],
  }),
  removeGoal: inEdition({
    method: 'delete',
    path: '/editions/{edition}/goals/{goal}',
    operationId: 'removeGoal',
    summary: 'Take a goal away',
    params: z.object({ edition: slug, goal: id }),
    response: edition,
    status: 200,
    errors: [
      'editions.goal-unknown',
      'editions.goal-has-questions',
      'editions.facilitator-only',
      'editions.role-may-not-decide',
      'editions.other-organisation',
      'editions.goals-fixed',
    ],
  }),
  reviewGoal: inEdition({
    method: 'put',
    path: '/editions/{edition}/goals/{goal}/review',
    operationId: 'reviewGoal',
    summary: 'Say whether the success criterion of another organisation is sharp, and why',
    params: z.object({ edition: slug, goal: id }),
    /** `seen` is when the words that were judged were written. */
    body: z.object({ sharp: z.boolean(), remark: z.string().trim().min(1).max(1000), seen: instant }),
    response: edition,
    status: 200,
    errors: [
      'editions.goal-unknown',
      'editions.goal-not-sharp',
      'editions.goal-reworded',
      'editions.own-goal',
      'editions.not-in',
      'editions.role-may-not-decide',
      'editions.goals-fixed',
    ],
  }),
  addDataSet: inEdition({
    method: 'post',
    path: '/editions/{edition}/data-sets',
    operationId: 'addDataSetToEdition',
    summary: 'Ask an organisation for a data set; its owner decides whether anything of it is shared',
    params: editionParams,
    body: z.object({ dataSet: slug }),
    response: edition,
    status: 201,
    errors: [
      'editions.facilitator-only',
      'editions.data-set-unknown',
      'editions.data-set-owner-not-in',
      'editions.contemplation-is-over',
    ],
  }),
  finishStep: inEdition({
    method: 'post',
    path: '/editions/{edition}/steps/{step}/completion',
    operationId: 'finishStep',
    summary: 'Finish the current step and open the next; after the fifth the edition is finished',
    params: z.object({ edition: slug, step: stepKey }),
    response: edition,
    status: 200,
    refusesFinished: false,
    errors: [
      'editions.facilitator-only',
      'editions.no-goals',
      'editions.no-own-goal',
      'editions.goal-not-sharp',
      'editions.goal-unreviewed',
      'editions.goal-doubted',
      'editions.undecided-organisations',
      'editions.too-few-organisations',
      'editions.no-questions',
      'editions.start-undecided',
      'editions.start-declined',
      'editions.nothing-put-in',
      'editions.questions-not-sorted',
      'editions.no-data-sets',
      'editions.no-agreement',
      'editions.deliveries-missing',
      'editions.questions-open',
      'editions.solution-running',
      'editions.insights-loose',
      'editions.not-evaluated',
      'editions.changed-meanwhile',
    ],
  }),
  reopenStep: inEdition({
    method: 'delete',
    path: '/editions/{edition}/steps/{step}/completion',
    operationId: 'reopenStep',
    summary: 'Open a finished step again: the one just before the current; not from step five',
    params: z.object({ edition: slug, step: stepKey }),
    response: edition,
    status: 200,
    errors: [
      'editions.facilitator-only',
      'editions.first-step',
      'editions.contemplation-is-over',
      'editions.changed-meanwhile',
    ],
  }),
  listWaiting: defineRoute({
    method: 'get',
    path: '/waiting',
    operationId: 'listWaiting',
    summary: 'What waits for me',
    response: z.array(waitingItem),
    status: 200,
    errors: [],
  }),
} as const;
