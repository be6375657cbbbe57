import { z } from 'zod';
import { id, permission, slug } from '../../platform/http/common.contract.ts';
import { defineRoute } from '../../platform/http/route.ts';
import { inEdition } from '../editions/in-edition.contract.ts';
import { adviceInput, ethics, scores, tradeOffInput } from './ethics.contract.ts';
import { assessmentFile, assessmentFileContent, assessmentFileMaxBytes } from './exchange.contract.ts';
import { assessmentForm, defect, prescan, prescanAnswersInput, prescanState } from './prescan.contract.ts';

/** Risk and ethics of one edition. */
export const assessmentsBoard = z
  .object({
    prescan: prescanState,
    ethics,
    files: z.array(assessmentFile),
    may: z.object({ bringFile: permission }),
  })
  .meta({ id: 'AssessmentsBoard' });
export type AssessmentsBoard = z.infer<typeof assessmentsBoard>;

export const broughtForms = z
  .object({
    forms: z.array(assessmentForm.extend({ found: z.array(defect) })),
    may: z.object({ bring: permission }),
  })
  .meta({ id: 'BroughtForms' });
export type BroughtForms = z.infer<typeof broughtForms>;

export const assessmentsErrors = [
  'assessments.not-in',
  'assessments.role-may-not',
  'assessments.no-form',
  'assessments.form-invalid',
  'assessments.form-other',
  'assessments.question-unknown',
  'assessments.answer-not-offered',
  'assessments.changed-meanwhile',
  'assessments.no-file',
  'assessments.file-too-large',
  'assessments.file-not-json',
  'assessments.file-unsafe',
  'assessments.file-other-form',
  'assessments.file-unknown',
  'assessments.same-principle',
  'assessments.review-past',
  'assessments.record-unknown',
] as const;
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    assessments: (typeof assessmentsErrors)[number];
  }
}

/** What is asked of somebody. */
export const assessmentsMessages = ['assessments.review-waits'] as const;

const params = z.object({ edition: slug });
const writing = ['assessments.not-in', 'assessments.role-may-not'] as const;
const file = [
  'assessments.no-file',
  'assessments.file-too-large',
  'assessments.file-not-json',
  'assessments.file-unsafe',
  'assessments.file-other-form',
] as const;
const formMaxBytes = 1_000_000;

export const assessmentsRoutes = {
  getAssessments: inEdition({
    method: 'get',
    path: '/editions/{edition}/assessments',
    operationId: 'getAssessments',
    summary: 'How much care the data of an edition ask, and what was weighed',
    params,
    response: assessmentsBoard,
    status: 200,
    errors: ['assessments.not-in'],
  }),
  getPrescan: inEdition({
    method: 'get',
    path: '/editions/{edition}/assessments/prescan',
    operationId: 'getPrescan',
    summary: 'The questions of the pre-scan, the answers of each organisation and what follows from them',
    params,
    response: prescan,
    status: 200,
    errors: ['assessments.not-in', 'assessments.no-form'],
  }),
  answerPrescan: inEdition({
    method: 'put',
    path: '/editions/{edition}/assessments/prescan/answers',
    operationId: 'answerPrescan',
    summary: 'Answer questions of the pre-scan for my organisation; null takes an answer away',
    params,
    body: prescanAnswersInput,
    response: prescan,
    status: 200,
    errors: [
      ...writing,
      'assessments.no-form',
      'assessments.question-unknown',
      'assessments.answer-not-offered',
      'assessments.changed-meanwhile',
    ],
  }),
  sendScores: inEdition({
    method: 'put',
    path: '/editions/{edition}/assessments/scores',
    operationId: 'sendEthicsScores',
    summary: 'Score the seven principles for myself, or score them again',
    params,
    body: scores,
    response: ethics,
    status: 200,
    errors: ['assessments.not-in'],
  }),
  recordTradeOff: inEdition({
    method: 'post',
    path: '/editions/{edition}/assessments/trade-offs',
    operationId: 'recordTradeOff',
    summary: 'Record a choice between two principles, with what is given up',
    params,
    body: tradeOffInput,
    response: ethics,
    status: 201,
    errors: [...writing, 'assessments.same-principle', 'assessments.review-past'],
  }),
  attachAdvice: inEdition({
    method: 'post',
    path: '/editions/{edition}/assessments/advice',
    operationId: 'attachAdvice',
    summary: 'Attach the outcome of a DEDA, an IAMA or an advice from outside',
    params,
    body: adviceInput,
    response: ethics,
    status: 201,
    errors: [...writing, 'assessments.review-past'],
  }),
  setReview: inEdition({
    method: 'put',
    path: '/editions/{edition}/assessments/records/{record}/review',
    operationId: 'setReview',
    summary: 'Say that a trade-off or an advice was looked at again, and when the next time is',
    params: params.extend({ record: id }),
    body: z.object({ reviewOn: z.iso.date() }),
    response: ethics,
    status: 200,
    errors: [...writing, 'assessments.record-unknown', 'assessments.review-past'],
  }),
  bringFile: inEdition({
    method: 'post',
    path: '/editions/{edition}/assessments/files',
    operationId: 'bringAssessmentFile',
    summary: 'Bring a DPIA or an IAMA in the JSON of the ministry; it is kept byte for byte',
    params,
    upload: { maxBytes: assessmentFileMaxBytes },
    response: assessmentFile,
    status: 201,
    errors: [...writing, ...file],
  }),
  readFile: inEdition({
    method: 'get',
    path: '/editions/{edition}/assessments/files/{file}',
    operationId: 'readAssessmentFile',
    summary: 'What a DPIA or an IAMA says, as plain text',
    params: params.extend({ file: id }),
    response: assessmentFileContent,
    status: 200,
    errors: ['assessments.not-in', 'assessments.file-unknown'],
  }),
  downloadFile: inEdition({
    method: 'get',
    path: '/editions/{edition}/assessments/files/{file}/original',
    operationId: 'downloadAssessmentFile',
    summary: 'The file as it was brought',
    params: params.extend({ file: id }),
    download: true,
    response: z.null(),
    status: 200,
    errors: ['assessments.not-in', 'assessments.file-unknown'],
  }),
  exportDpia: inEdition({
    method: 'get',
    path: '/editions/{edition}/assessments/dpia',
    operationId: 'exportDpia',
    summary: 'A DPIA in the JSON of the ministry, with what the platform knows filled in',
    params,
    download: true,
    response: z.null(),
    status: 200,
    errors: ['assessments.not-in'],
  }),
  listForms: defineRoute({
    method: 'get',
    path: '/assessment-forms',
    operationId: 'listAssessmentForms',
    summary: 'The published forms that an administrator brought, newest first',
    response: broughtForms,
    status: 200,
    errors: [],
  }),
  bringForm: defineRoute({
    method: 'post',
    path: '/assessment-forms',
    operationId: 'bringAssessmentForm',
    summary: 'Bring a published form (YAML or JSON): the pre-scan with its rules, the DPIA or the IAMA',
    upload: { maxBytes: formMaxBytes },
    response: broughtForms,
    status: 201,
    errors: [
      'assessments.role-may-not',
      'assessments.no-file',
      'assessments.file-too-large',
      'assessments.form-invalid',
      'assessments.form-other',
    ],
  }),
} as const;
