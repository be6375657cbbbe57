import { z } from 'zod';
import {
  id,
  instant,
  localText,
  messageParams,
  permission,
  slug,
  textInput,
} from '../../platform/http/common.contract.ts';
import { inEdition } from '../editions/in-edition.contract.ts';
import { checkState } from '../guardrail/check.contract.ts';
import { guarding } from '../guardrail/guardrail.contract.ts';

export const rung = z.enum(['descriptive', 'diagnostic', 'predictive', 'prescriptive']).meta({ id: 'Rung' });
export type Rung = z.infer<typeof rung>;

export const questionStatus = z
  .enum(['new', 'known', 'to-analyse', 'answered', 'dropped'])
  .meta({ id: 'QuestionStatus' });

export const question = z
  .object({
    id,
    number: z.int(),
    goal: id,
    text: localText,
    rung,
    askedBy: slug,
    status: questionStatus,
    /** Where the answer already stands, or why the question was dropped. */
    note: z.string().nullable(),
    /** Why it stands higher than was advised; null when it does not. */
    rungReason: z.string().nullable(),
    at: instant,
    analyses: z.array(id),
  })
  .meta({ id: 'Question' });
export type Question = z.infer<typeof question>;

/** The rung that can be reached now, and why it is lower than the one chosen. */
export const rungAdvice = z
  .object({ rung, reasons: z.array(z.object({ code: z.string(), params: messageParams })) })
  .meta({ id: 'RungAdvice' });
export type RungAdvice = z.infer<typeof rungAdvice>;

export const listedQuestion = question
  .extend({
    advice: rungAdvice,
    /** What the guardrail says of its newest check; null without one. */
    check: checkState.nullable(),
  })
  .meta({ id: 'ListedQuestion' });
export type ListedQuestion = z.infer<typeof listedQuestion>;

const rungReason = z.string().trim().min(1).max(1000).nullable().default(null);

const editionParams = z.object({ edition: slug });

export const questionsRoutes = {
  listQuestions: inEdition({
    method: 'get',
    path: '/editions/{edition}/questions',
    operationId: 'listQuestions',
    summary: 'The questions of the edition, and whether the list is still open',
    params: editionParams,
    response: z.object({
      questions: z.array(listedQuestion),
      /** What is advised for a question still to be asked, by goal and chosen rung. */
      advice: z.array(z.object({ goal: id, chosen: rung, advice: rungAdvice })),
      locked: z.boolean(),
      may: z.object({ ask: permission, sort: permission }),
    }),
    status: 200,
    errors: [],
  }),
  askQuestion: inEdition({
    method: 'post',
    path: '/editions/{edition}/questions',
    operationId: 'askQuestion',
    summary: 'Ask a question under a goal, on a rung',
    params: editionParams,
    body: z.object({ goal: id, text: textInput, rung, reason: rungReason }),
    response: question,
    status: 201,
    errors: [
      'analyses.question-locked',
      'analyses.goal-unknown',
      'analyses.role-may-not-ask',
      'analyses.rung-needs-reason',
    ],
  }),
  chooseRung: inEdition({
    method: 'put',
    path: '/editions/{edition}/questions/{question}/rung',
    operationId: 'chooseRung',
    summary: 'Put a question on another rung, or keep it higher than advised and say why',
    params: z.object({ edition: slug, question: id }),
    body: z.object({ rung, reason: rungReason }),
    response: question,
    status: 200,
    errors: [
      'analyses.question-unknown',
      'analyses.role-may-not-sort',
      'analyses.question-locked',
      'analyses.rung-needs-reason',
      ...guarding,
    ],
  }),
  sortQuestion: inEdition({
    method: 'patch',
    path: '/editions/{edition}/questions/{question}',
    operationId: 'sortQuestion',
    summary: 'Say what is known already, what must be analysed, what is answered or dropped',
    params: z.object({ edition: slug, question: id }),
    body: z.object({
      status: questionStatus.exclude(['new']),
      note: z.string().trim().max(1000).nullable().default(null),
    }),
    response: question,
    status: 200,
    errors: [
      'analyses.question-unknown',
      'analyses.question-needs-note',
      'analyses.role-may-not-sort',
      'analyses.question-locked',
      'analyses.question-needs-evidence',
    ],
  }),
} as const;
