import { z } from 'zod';
import {
  id,
  instant,
  integerMax,
  localText,
  permission,
  slug,
  textInput,
} from '../../platform/http/common.contract.ts';
import { defineRoute } from '../../platform/http/route.ts';
import { inEdition } from '../editions/in-edition.contract.ts';
import { organisationKinds } from '../identity/identity.contract.ts';
import {
  evaluatorStates,
  lessonCategories,
  levels,
  statementKeys,
  transferLevels,
} from './closing-words.contract.ts';

/** Fewer answers than this are not shown: they would reveal what one person said. */
export const answersShownMin = 3;

export const evaluationAnswer = z.union([z.literal(levels), z.literal('unknown')]);

export const evaluationAnswers = z.partialRecord(z.enum(statementKeys), evaluationAnswer);
export type EvaluationAnswers = z.infer<typeof evaluationAnswers>;

const openAnswer = z.string().trim().max(1000).nullable();

export const ownEvaluation = z
  .object({
    answers: evaluationAnswers,
    /** What the edition achieved. */
    brought: openAnswer,
    /** What should be different next time. */
    otherwise: openAnswer,
    /** Null while nobody but its writer sees it. */
    sentAt: instant.nullable(),
  })
  .meta({ id: 'OwnEvaluation' });
export type OwnEvaluation = z.infer<typeof ownEvaluation>;

/** How many people chose each level of a statement. */
export const spread = z
  .object({
    statement: z.enum(statementKeys),
    /** From the lowest level to the highest. */
    counts: z.array(z.int()).length(levels.length),
    unknown: z.int(),
  })
  .meta({ id: 'Spread' });
export type Spread = z.infer<typeof spread>;

export const evaluationResults = z
  .object({
    answers: z.int(),
    /** Null when there are too few answers to show. */
    spreads: z.array(spread).nullable(),
    /** Only kinds of organisation with enough answers, and never so that the others can be worked out. */
    kinds: z.array(z.object({ kind: z.enum(organisationKinds), answers: z.int(), spreads: z.array(spread) })),
    /** Without names and in no order; empty when there are too few. */
    brought: z.array(z.string()),
    otherwise: z.array(z.string()),
  })
  .meta({ id: 'EvaluationResults' });
export type EvaluationResults = z.infer<typeof evaluationResults>;

export const evaluationState = z
  .object({
    organisation: slug,
    evaluated: z.boolean(),
    absence: z.object({ reason: z.string(), by: z.string(), at: instant }).nullable(),
  })
  .meta({ id: 'EvaluationState' });
export type EvaluationState = z.infer<typeof evaluationState>;

export const lesson = z
  .object({
    id,
    category: z.enum(lessonCategories),
    text: localText,
    /** The people who can use the lesson. */
    forWhom: localText,
    by: z.string(),
    organisation: slug,
    at: instant,
    may: z.object({ remove: permission }),
  })
  .meta({ id: 'Lesson' });
export type Lesson = z.infer<typeof lesson>;

export const transfer = z
  .object({
    id,
    what: localText,
    /** The organisation that explained: the writer's own, or another one that takes part. */
    from: slug,
    to: z.array(slug).min(1),
    level: z.enum(transferLevels),
    by: z.string(),
    organisation: slug,
    at: instant,
    may: z.object({ remove: permission }),
  })
  .meta({ id: 'KnowledgeTransfer' });
export type Transfer = z.infer<typeof transfer>;

/** Requirement 112: the person who looks after the evaluation, from early on. */
export const evaluator = z
  .object({
    id: z.string(),
    name: z.string(),
    organisation: slug,
    state: z.enum(evaluatorStates),
    askedBy: z.string(),
    askedAt: instant,
    reason: z.string().nullable(),
    answeredAt: instant.nullable(),
  })
  .meta({ id: 'Evaluator' });
export type Evaluator = z.infer<typeof evaluator>;

/** Null is not told; 0 is nothing. */
const amount = z.int().min(0).max(integerMax).nullable();
export const amounts = z.object({ hours: amount, euros: amount, savedHours: amount, savedEuros: amount });
export type Amounts = z.infer<typeof amounts>;

/** Requirement 107: what an edition cost one organisation, and what it saved. */
export const balance = amounts
  .extend({ organisation: slug, note: z.string().nullable(), by: z.string(), at: instant })
  .meta({ id: 'EditionBalance' });
export type Balance = z.infer<typeof balance>;

/** Requirements 107 and 108: what came of the cooperation in one edition. */
export const editionOutcome = z
  .object({
    slug,
    title: localText,
    finished: z.boolean(),
    answers: z.int(),
    /** Null when there are too few answers to show. */
    cooperation: z.array(spread).nullable(),
    /** Over the organisations that told; null where none did. */
    balance: amounts.extend({ organisations: z.int() }),
  })
  .meta({ id: 'EditionOutcome' });
export type EditionOutcome = z.infer<typeof editionOutcome>;

export const closing = z
  .object({
    mine: ownEvaluation.nullable(),
    results: evaluationResults,
    organisations: z.array(evaluationState),
    lessons: z.array(lesson),
    transfers: z.array(transfer),
    evaluator: evaluator.nullable(),
    /** Who can be asked to be the evaluator. */
    members: z.array(z.object({ id: z.string(), name: z.string(), organisation: slug })),
    balances: z.array(balance),
    may: z.object({
      evaluate: permission,
      learn: permission,
      excuse: permission,
      export: permission,
      nameEvaluator: permission,
      answerEvaluator: permission,
      balance: permission,
    }),
  })
  .meta({ id: 'Closing' });
export type Closing = z.infer<typeof closing>;

export const closingErrors = [
  'closing.not-in',
  'closing.role-may-not',
  'closing.leader-only',
  'closing.not-open',
  'closing.not-complete',
  'closing.already-evaluated',
  'closing.organisation-not-in',
  'closing.to-itself',
  'closing.lesson-unknown',
  'closing.transfer-unknown',
  'closing.not-author',
  'closing.not-asked',
  'closing.member-unknown',
] as const;
/** Sentences of the work list. */
export const closingMessages = [
  'closing.evaluator-waits', // {}
] as const;
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    closing: (typeof closingErrors)[number];
  }
}

const ofEdition = z.object({ edition: slug });
const onThePage = { response: closing, status: 200 } as const;

export const closingRoutes = {
  getClosing: inEdition({
    method: 'get',
    path: '/editions/{edition}/closing',
    operationId: 'getClosing',
    summary: 'What people think of an edition, what was learned and what was passed on',
    params: ofEdition,
    ...onThePage,
    errors: ['closing.not-in'],
  }),
  evaluate: inEdition({
    method: 'put',
    path: '/editions/{edition}/evaluation',
    operationId: 'evaluateEdition',
    summary:
      'My own evaluation: kept for me alone until I send it; may be changed until the edition is finished',
    params: ofEdition,
    body: ownEvaluation.omit({ sentAt: true }).extend({ send: z.boolean() }),
    ...onThePage,
    errors: ['closing.not-in', 'closing.role-may-not', 'closing.not-open', 'closing.not-complete'],
  }),
  excuse: inEdition({
    method: 'put',
    path: '/editions/{edition}/evaluation-absences/{organisation}',
    operationId: 'excuseFromEvaluation',
    summary: 'Say why nobody of an organisation evaluates',
    params: z.object({ edition: slug, organisation: slug }),
    body: z.object({ reason: z.string().trim().min(1).max(1000) }),
    ...onThePage,
    errors: [
      'closing.leader-only',
      'closing.not-open',
      'closing.organisation-not-in',
      'closing.already-evaluated',
    ],
  }),
  nameEvaluator: inEdition({
    method: 'put',
    path: '/editions/{edition}/evaluator',
    operationId: 'nameEvaluator',
    summary: 'Ask somebody to be the evaluator of an edition, in any step',
    params: ofEdition,
    body: z.object({ person: z.string().min(1).max(100) }),
    ...onThePage,
    errors: ['closing.leader-only', 'closing.member-unknown'],
  }),
  answerEvaluator: inEdition({
    method: 'put',
    path: '/editions/{edition}/evaluator/answer',
    operationId: 'answerEvaluator',
    summary: 'Say whether I am the evaluator that I was asked to be, and why',
    params: ofEdition,
    body: z.object({ answer: z.enum(['accept', 'decline']), reason: z.string().trim().min(1).max(1000) }),
    ...onThePage,
    errors: ['closing.not-in', 'closing.not-asked'],
  }),
  tellBalance: inEdition({
    method: 'put',
    path: '/editions/{edition}/balance',
    operationId: 'tellBalance',
    summary: 'Tell what an edition cost my organisation and what it saved; also when it is finished',
    params: ofEdition,
    body: amounts.extend({ note: openAnswer }),
    ...onThePage,
    refusesFinished: false,
    errors: ['closing.not-in', 'closing.role-may-not'],
  }),
  listOutcomes: defineRoute({
    method: 'get',
    path: '/edition-outcomes',
    operationId: 'listOutcomes',
    summary: 'Over the editions of my organisation: how people cooperated, what it cost and what it saved',
    response: z.array(editionOutcome),
    status: 200,
    errors: [],
  }),
  addLesson: inEdition({
    method: 'post',
    path: '/editions/{edition}/lessons',
    operationId: 'addLesson',
    summary: 'Write down what was learned, and for whom',
    params: ofEdition,
    body: z.object({ category: z.enum(lessonCategories), text: textInput, forWhom: textInput }),
    response: closing,
    status: 201,
    errors: ['closing.not-in', 'closing.role-may-not'],
  }),
  removeLesson: inEdition({
    method: 'delete',
    path: '/editions/{edition}/lessons/{lesson}',
    operationId: 'removeLesson',
    summary: 'Take a lesson of my own away',
    params: z.object({ edition: slug, lesson: id }),
    ...onThePage,
    errors: ['closing.lesson-unknown', 'closing.not-author'],
  }),
  addTransfer: inEdition({
    method: 'post',
    path: '/editions/{edition}/transfers',
    operationId: 'addKnowledgeTransfer',
    summary: 'Write down who explained what to whom',
    params: ofEdition,
    body: z.object({
      what: textInput,
      from: slug,
      to: z.array(slug).min(1).max(20),
      level: z.enum(transferLevels),
    }),
    response: closing,
    status: 201,
    errors: ['closing.not-in', 'closing.role-may-not', 'closing.organisation-not-in', 'closing.to-itself'],
  }),
  removeTransfer: inEdition({
    method: 'delete',
    path: '/editions/{edition}/transfers/{transfer}',
    operationId: 'removeKnowledgeTransfer',
    summary: 'Take away what I noted as passed on',
    params: z.object({ edition: slug, transfer: id }),
    ...onThePage,
    errors: ['closing.transfer-unknown', 'closing.not-author'],
  }),
} as const;
