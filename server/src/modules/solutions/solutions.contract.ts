import { z } from 'zod';
import {
  id,
  instant,
  localText,
  permission,
  slug,
  textChange,
  textInput,
} from '../../platform/http/common.contract.ts';
import { withdrawal } from '../editions/editions.contract.ts';
import { inEdition } from '../editions/in-edition.contract.ts';
import { editionParams, insightsErrors, member, takingPart, written } from './insights.contract.ts';
import { solutionStates } from './states.contract.ts';

/** The three questions of feasibility. */
export const feasibility = z
  .object({ mustBeDone: localText, stakeholders: localText, forum: localText.nullable(), whyNot: localText })
  .meta({ id: 'Feasibility' });
export type Feasibility = z.infer<typeof feasibility>;

/** The three questions of realisation. */
export const realisation = z
  .object({ arrange: localText, puller: slug, follow: localText })
  .meta({ id: 'Realisation' });
export type Realisation = z.infer<typeof realisation>;

/** Whether the organisation that is named to lead a solution consents; nobody is named without being asked. */
export const solutionLead = z
  .object({
    organisation: slug,
    state: z.enum(['asked', 'accepted', 'declined']),
    /** Who asked, and after that who answered. */
    by: z.string(),
    at: instant,
    reason: z.string().nullable(),
  })
  .meta({ id: 'SolutionLead' });
export type SolutionLead = z.infer<typeof solutionLead>;

export const task = z
  .object({
    id,
    organisation: slug,
    text: localText,
    owner: member,
    due: z.iso.date(),
    doneAt: instant.nullable(),
    may: z.object({ finish: permission }),
  })
  .meta({ id: 'SolutionTask' });
export type Task = z.infer<typeof task>;

export const solution = z
  .object({
    id,
    title: localText,
    text: localText,
    state: z.enum(solutionStates),
    ...written,
    insights: z.array(z.object({ id, text: localText })).min(1),
    /** Whose data or document under its insights have left since. */
    withdrawn: z.array(withdrawal),
    feasibility: feasibility.nullable(),
    realisation: realisation.nullable(),
    /** Null before anybody is asked, and for a solution that was started before consent was asked. */
    lead: solutionLead.nullable(),
    tasks: z.array(task),
    endedBecause: z.string().nullable(),
    may: z.object({
      judge: permission,
      start: permission,
      answerLead: permission,
      end: permission,
      addTask: permission,
    }),
  })
  .meta({ id: 'Solution' });
export type Solution = z.infer<typeof solution>;

export const solutionBoard = z
  .object({
    solutions: z.array(solution),
    members: z.array(member),
    may: z.object({ propose: permission }),
  })
  .meta({ id: 'SolutionBoard' });
export type SolutionBoard = z.infer<typeof solutionBoard>;

export const solutionsErrors = [
  ...insightsErrors,
  'solutions.realisation-not-open',
  'solutions.unknown',
  'solutions.already-started',
  'solutions.not-feasible-yet',
  'solutions.not-realising',
  'solutions.not-asked',
  'solutions.organisation-not-in',
  'solutions.tasks-open',
  'solutions.no-tasks',
  'solutions.task-unknown',
  'solutions.task-done',
  'solutions.task-not-done',
  'solutions.other-organisation',
] as const;
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    solutions: (typeof solutionsErrors)[number];
  }
}

/** Sentences of the work list, with the values each gets. */
export const solutionsMessages = [
  'solutions.insight-waits', // { insight, due }
  'solutions.task-waits', // { task, due }
  'solutions.lead-waits', // { solution }
] as const;

const solutionParams = editionParams.extend({ solution: id });
const taskParams = editionParams.extend({ solution: id, task: id });
const onTheBoard = { response: solutionBoard, status: 200 } as const;

const realising = ['solutions.not-in', 'solutions.role-may-not', 'solutions.realisation-not-open'] as const;

export const solutionsRoutes = {
  listSolutions: inEdition({
    method: 'get',
    path: '/editions/{edition}/solutions',
    operationId: 'listSolutions',
    summary: 'The solutions: from a direction without bounds to what is being done',
    params: editionParams,
    ...onTheBoard,
    errors: [],
  }),
  proposeSolution: inEdition({
    method: 'post',
    path: '/editions/{edition}/solutions',
    operationId: 'proposeSolution',
    summary: 'Propose a direction that follows from at least one common insight',
    params: editionParams,
    body: z.object({
      title: textInput,
      text: textInput,
      insights: z.array(id).min(1).max(20),
    }),
    response: solutionBoard,
    status: 201,
    errors: ['solutions.insight-unknown', 'solutions.insight-not-common', ...takingPart],
  }),
  judgeSolution: inEdition({
    method: 'put',
    path: '/editions/{edition}/solutions/{solution}/feasibility',
    operationId: 'judgeSolution',
    summary: 'Answer the three questions of feasibility and say whether it can be done',
    params: solutionParams,
    body: z.object({
      feasible: z.boolean(),
      mustBeDone: textChange,
      stakeholders: textChange,
      forum: textChange.nullable(),
      whyNot: textChange,
    }),
    ...onTheBoard,
    errors: ['solutions.unknown', 'solutions.already-started', ...takingPart],
  }),
  startSolution: inEdition({
    method: 'put',
    path: '/editions/{edition}/solutions/{solution}/realisation',
    operationId: 'startSolution',
    summary:
      'Start: what must be arranged, which organisation leads, how progress is followed; another one is asked first',
    params: solutionParams,
    body: z.object({ arrange: textInput, puller: slug, follow: textInput }),
    ...onTheBoard,
    errors: [
      'solutions.unknown',
      'solutions.not-feasible-yet',
      'solutions.organisation-not-in',
      ...realising,
    ],
  }),
  answerLead: inEdition({
    method: 'put',
    path: '/editions/{edition}/solutions/{solution}/lead',
    operationId: 'answerLead',
    summary: 'Say whether my organisation takes the lead that it was asked to take, and why',
    params: solutionParams,
    body: z.object({ answer: z.enum(['accept', 'decline']), reason: z.string().trim().min(1).max(1000) }),
    ...onTheBoard,
    errors: ['solutions.unknown', 'solutions.not-asked', 'solutions.other-organisation', ...realising],
  }),
  endSolution: inEdition({
    method: 'put',
    path: '/editions/{edition}/solutions/{solution}/ending',
    operationId: 'endSolution',
    summary: 'Say that it is done, that it stops and why, or who goes on with it',
    params: solutionParams,
    body: z.object({
      ending: z.enum(['done', 'stopped', 'handed-over']),
      because: z.string().trim().min(1).max(1000),
    }),
    ...onTheBoard,
    errors: [
      'solutions.unknown',
      'solutions.not-realising',
      'solutions.tasks-open',
      'solutions.no-tasks',
      ...realising,
    ],
  }),
  addTask: inEdition({
    method: 'post',
    path: '/editions/{edition}/solutions/{solution}/tasks',
    operationId: 'addTask',
    summary: 'Take on a task for my own organisation, with who does it and when',
    params: solutionParams,
    body: z.object({ text: textInput, owner: z.string().min(1).max(100), due: z.iso.date() }),
    response: solutionBoard,
    status: 201,
    errors: [
      'solutions.unknown',
      'solutions.not-realising',
      'solutions.member-unknown',
      'solutions.other-organisation',
      'solutions.due-passed',
      ...realising,
    ],
  }),
  finishTask: inEdition({
    method: 'put',
    path: '/editions/{edition}/solutions/{solution}/tasks/{task}/completion',
    operationId: 'finishTask',
    summary: 'Tick a task off',
    params: taskParams,
    ...onTheBoard,
    errors: [
      'solutions.task-unknown',
      'solutions.other-organisation',
      'solutions.task-done',
      ...realising,
      'solutions.unknown',
      'solutions.not-realising',
    ],
  }),
  reopenTask: inEdition({
    method: 'delete',
    path: '/editions/{edition}/solutions/{solution}/tasks/{task}/completion',
    operationId: 'reopenTask',
    summary: 'Say that a task is not done after all',
    params: taskParams,
    ...onTheBoard,
    errors: [
      'solutions.task-unknown',
      'solutions.other-organisation',
      'solutions.task-not-done',
      ...realising,
      'solutions.unknown',
      'solutions.not-realising',
    ],
  }),
} as const;
