import { z } from 'zod';
import { id, instant, localText, permission, slug } from '../../platform/http/common.contract.ts';
import { defineRoute } from '../../platform/http/route.ts';
import { inEdition } from '../editions/in-edition.contract.ts';
import {
  aiClass,
  answer,
  check,
  checkInput,
  checkNumber,
  dataOption,
  ruleId,
  source,
  subject,
  telling,
  use,
} from './check.contract.ts';

/** An exception as everybody may read it: which organisation allowed what, why and when. */
export const publicException = z
  .object({
    question: localText,
    edition: localText,
    purpose: localText,
    about: subject,
    tells: telling,
    use,
    class: aiClass,
    rules: z.array(ruleId),
    reason: z.string(),
    organisation: slug,
    at: instant,
    withdrawnAt: instant.nullable(),
  })
  .meta({ id: 'PublicException' });
export type PublicException = z.infer<typeof publicException>;

export const questionCheck = z
  .object({
    question: z.object({ id, number: z.int(), text: localText, rung: z.string(), askedBy: slug }),
    newest: check.nullable(),
    /** Earlier purposes, the newest first. */
    earlier: z.array(check),
    /** What may be named as used: the data sets agreed in the edition. */
    data: z.array(dataOption),
    may: z.object({ check: permission, except: permission, withdraw: permission }),
  })
  .meta({ id: 'QuestionCheck' });
export type QuestionCheck = z.infer<typeof questionCheck>;

export const guardrailErrors = [
  'guardrail.question-unknown',
  'guardrail.data-unknown',
  'guardrail.check-changed',
  'guardrail.role-may-not',
  'guardrail.not-in',
  'guardrail.officer-only',
  'guardrail.own-question',
  'guardrail.nothing-to-except',
  'guardrail.no-exception',
  'guardrail.no-check',
  'guardrail.forbidden',
  'guardrail.not-here',
  'guardrail.incomplete',
  'guardrail.other-data',
] as const;
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    guardrail: (typeof guardrailErrors)[number];
  }
}

/** What choosing a rung, and making, changing or running an analysis may be refused for. */
export const guarding = [
  'guardrail.no-check',
  'guardrail.forbidden',
  'guardrail.not-here',
  'guardrail.incomplete',
  'guardrail.other-data',
] as const;

const params = z.object({ edition: slug, question: id });
const path = '/editions/{edition}/questions/{question}/check' as const;

export const guardrailRoutes = {
  getGuardrail: defineRoute({
    method: 'get',
    path: '/guardrail',
    operationId: 'getGuardrail',
    summary: 'What is done here and what is not, why, and every exception',
    response: z.object({
      rules: z.array(z.object({ id: ruleId, answer, source })),
      exceptions: z.array(publicException),
    }),
    status: 200,
    errors: [],
  }),
  getQuestionCheck: inEdition({
    method: 'get',
    path,
    operationId: 'getQuestionCheck',
    summary: 'What the outcome of a question is meant for, and whether that may be',
    params,
    response: questionCheck,
    status: 200,
    errors: ['guardrail.question-unknown', 'guardrail.not-in'],
  }),
  checkQuestion: inEdition({
    method: 'post',
    path,
    operationId: 'checkQuestion',
    summary: 'Record what the outcome is meant for; another purpose is another check',
    params,
    body: checkInput.extend({ after: checkNumber }),
    response: questionCheck,
    status: 201,
    errors: [
      'guardrail.question-unknown',
      'guardrail.not-in',
      'guardrail.role-may-not',
      'guardrail.data-unknown',
      'guardrail.check-changed',
    ],
  }),
  exceptQuestion: inEdition({
    method: 'post',
    path: `${path}/exception`,
    operationId: 'exceptQuestion',
    summary: 'Make an exception to a rule of this house, in public and with a reason',
    params,
    body: z.object({ number: checkNumber, reason: z.string().trim().min(1).max(1000) }),
    response: questionCheck,
    status: 201,
    errors: [
      'guardrail.question-unknown',
      'guardrail.not-in',
      'guardrail.officer-only',
      'guardrail.own-question',
      'guardrail.nothing-to-except',
      'guardrail.check-changed',
    ],
  }),
  withdrawException: inEdition({
    method: 'delete',
    path: `${path}/exception`,
    operationId: 'withdrawException',
    summary: 'End an exception; it stays readable',
    params,
    response: questionCheck,
    status: 200,
    errors: [
      'guardrail.question-unknown',
      'guardrail.not-in',
      'guardrail.officer-only',
      'guardrail.no-exception',
    ],
  }),
} as const;
