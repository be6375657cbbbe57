import { z } from 'zod';
import { instant, integerMax, permission, slug } from '../../platform/http/common.contract.ts';
import { stepKey } from '../editions/editions.contract.ts';
import { inEdition } from '../editions/in-edition.contract.ts';

/** Requirement 49: six areas with two statements each; the words stand with the texts of the pages. */
export const areaStatements = {
  leadership: ['goals', 'backing'],
  people: ['time', 'skills'],
  data: ['registration', 'trust'],
  technology: ['extraction', 'tools'],
  agreements: ['basis', 'sharing'],
  use: ['decisions', 'follow-up'],
} as const;

export const readinessArea = z.enum(['leadership', 'people', 'data', 'technology', 'agreements', 'use']);
export type ReadinessArea = z.infer<typeof readinessArea>;

export const statementKeys = [
  ...areaStatements.leadership,
  ...areaStatements.people,
  ...areaStatements.data,
  ...areaStatements.technology,
  ...areaStatements.agreements,
  ...areaStatements.use,
] as const;
export const statementKey = z.enum(statementKeys);
export type StatementKey = z.infer<typeof statementKey>;

/** From 1, it does not happen yet, to 4, it is normal practice. */
export const levels = [1, 2, 3, 4] as const;
export const level = z.int().min(1).max(4);

/** One level per statement; null says that somebody does not know. */
export const readinessAnswers = z.record(statementKey, level.nullable());
export type ReadinessAnswers = z.infer<typeof readinessAnswers>;

/** How many chose which level; the level in the middle only where at least half of the answers know. */
export const spread = z
  .object({ level: level.nullable(), counts: z.array(z.int()).length(4), unknown: z.int() })
  .meta({ id: 'ReadinessSpread' });
export type Spread = z.infer<typeof spread>;

const areaSpreads = z.record(readinessArea, spread);
export type AreaSpreads = z.infer<typeof areaSpreads>;

/** One time that an organisation looked at itself; null where too few answered to show it to others. */
export const readinessRound = z
  .object({ round: z.int(), since: instant.nullable(), respondents: z.int(), areas: areaSpreads.nullable() })
  .meta({ id: 'ReadinessRound' });
export type ReadinessRound = z.infer<typeof readinessRound>;

/** Requirement 109: whether the people of an organisation can do the data work themselves. */
export const capacity = z
  .object({
    fits: z.enum(['own', 'together', 'outside']),
    /** The areas because of which it is not their own people alone. */
    because: z.array(readinessArea),
  })
  .meta({ id: 'ReadinessCapacity' });
export type Capacity = z.infer<typeof capacity>;

export const organisationReadiness = readinessRound
  .extend({
    organisation: slug,
    /** Null where the answers do not say enough. */
    capacity: capacity.nullable(),
    /** For the organisation itself only. */
    statements: z.record(statementKey, spread).nullable(),
    earlier: z.array(readinessRound),
  })
  .meta({ id: 'OrganisationReadiness' });
export type OrganisationReadiness = z.infer<typeof organisationReadiness>;

export const planCode = z.enum([
  'backing-first',
  'read-together',
  'key-user',
  'deliver-together',
  'privacy-early',
  'one-team',
  'talk-first',
]);

/** What the outcome changes in the plan of a step. */
export const planAdvice = z
  .object({
    step: stepKey,
    code: planCode,
    organisation: slug,
    area: readinessArea,
    /** Weeks to plan extra; 0 when it takes no time of its own. */
    extraWeeks: z.int(),
    /** Only this organisation sees it, because too few of its people answered. */
    onlyOwn: z.boolean(),
  })
  .meta({ id: 'ReadinessPlanAdvice' });
export type PlanAdvice = z.infer<typeof planAdvice>;

export const readinessBoard = z
  .object({
    /** From how many answers on others see an organisation. */
    respondentsMin: z.int(),
    /** My own answers in the current round of my organisation; null until I sent them. */
    mine: z.object({ round: z.int(), answers: readinessAnswers.nullable() }),
    organisations: z.array(organisationReadiness),
    plan: z.array(planAdvice),
    may: z.object({ answer: permission, startRound: permission }),
  })
  .meta({ id: 'ReadinessBoard' });
export type ReadinessBoard = z.infer<typeof readinessBoard>;

export const readinessErrors = [
  'readiness.not-in',
  'readiness.role-may-not',
  'readiness.nobody-answered',
  'readiness.round-changed',
] as const;
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    readiness: (typeof readinessErrors)[number];
  }
}

/** What is asked of somebody, and reasons why a lower rung is advised, with the values each gets. */
export const readinessMessages = [
  'readiness.answers-wait', // {}
  'readiness.rung.not-looked-back', // {}
  'readiness.rung.not-used', // {}
  'readiness.rung.data-level', // { organisation, level }
] as const;
export type ReadinessMessage = (typeof readinessMessages)[number];

const params = z.object({ edition: slug });

export const readinessRoutes = {
  getReadiness: inEdition({
    method: 'get',
    path: '/editions/{edition}/readiness',
    operationId: 'getReadiness',
    summary: 'How ready each organisation is, and what that changes in the plan',
    params,
    response: readinessBoard,
    status: 200,
    errors: ['readiness.not-in'],
  }),
  sendReadiness: inEdition({
    method: 'put',
    path: '/editions/{edition}/readiness/answers',
    operationId: 'sendReadiness',
    summary: 'Send my own answers, or send them again',
    params,
    body: z.object({ round: z.int().min(1).max(integerMax), answers: readinessAnswers }),
    response: readinessBoard,
    status: 200,
    errors: ['readiness.not-in', 'readiness.round-changed'],
  }),
  startReadinessRound: inEdition({
    method: 'post',
    path: '/editions/{edition}/readiness/rounds',
    operationId: 'startReadinessRound',
    summary: 'Let my organisation look at itself again; what was answered before is kept',
    params,
    body: z.object({ after: z.int().min(1).max(integerMax) }),
    response: readinessBoard,
    status: 201,
    errors: [
      'readiness.not-in',
      'readiness.role-may-not',
      'readiness.nobody-answered',
      'readiness.round-changed',
    ],
  }),
} as const;
