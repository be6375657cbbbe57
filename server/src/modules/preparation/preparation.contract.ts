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
import { emailAddress, properName } from '../../platform/http/name.contract.ts';
import { stepKey } from '../editions/editions.contract.ts';
import { inEdition } from '../editions/in-edition.contract.ts';
import { answers, aspects, backgrounds, commitmentKinds, questionKeys } from './questions.contract.ts';

export const writer = z
  .object({ id: z.string(), name: z.string(), organisation: slug })
  .meta({ id: 'Writer' });
export type Writer = z.infer<typeof writer>;

const questionKey = z.enum(questionKeys);
const background = z.enum(backgrounds);
const aspect = z.enum(aspects);

export const answer = z
  .object({ answer: z.enum(answers), why: localText, by: writer, at: instant })
  .meta({ id: 'PreparationAnswer' });
export type Answer = z.infer<typeof answer>;

export const askedQuestion = z
  .object({
    key: questionKey,
    part: z.enum(['problem', 'buying']),
    /** What the partners answer together, written down by the facilitator. */
    agreed: answer.nullable(),
    /** How single people of the organisations see it. */
    views: z.array(answer),
  })
  .meta({ id: 'PreparationQuestion' });
export type AskedQuestion = z.infer<typeof askedQuestion>;

export const adviceReason = z.object({
  question: questionKey,
  because: z.enum(['no', 'partly', 'unknown', 'unanswered', 'not-named']),
});
export const advice = z
  .object({
    verdict: z.enum(['go', 'mend', 'no-go']),
    /** What the verdict rests on. */
    reasons: z.array(adviceReason),
    /** What does not stand in the way, and must be watched. */
    watch: z.array(adviceReason),
  })
  .meta({ id: 'StartAdvice' });
export type Advice = z.infer<typeof advice>;

export const startDecision = z
  .object({
    number: z.int().min(1),
    decision: z.enum(['go', 'no-go']),
    reasons: localText,
    /** The advice at that moment: people may decide otherwise, and then it shows. */
    advice: z.enum(['go', 'mend', 'no-go']),
    by: writer,
    at: instant,
  })
  .meta({ id: 'StartDecision' });
export type StartDecision = z.infer<typeof startDecision>;

export const steering = z
  .object({
    sponsor: z.object({ name: z.string(), organisation: slug }).nullable(),
    group: z.string().nullable(),
    by: writer,
    at: instant,
  })
  .meta({ id: 'Steering' });
export type Steering = z.infer<typeof steering>;

export const commitment = z
  .object({
    id,
    kind: z.enum(commitmentKinds),
    amount: z.int().min(1),
    note: localText.nullable(),
    by: writer,
    at: instant,
    may: z.object({ remove: permission }),
  })
  .meta({ id: 'Commitment' });
export type Commitment = z.infer<typeof commitment>;

export const partner = z
  .object({
    organisation: slug,
    commitments: z.array(commitment),
    /** What the organisation hopes to gain. */
    hope: z.object({ text: localText, by: writer, at: instant }).nullable(),
    may: z.object({ commit: permission }),
  })
  .meta({ id: 'PreparationPartner' });
export type Partner = z.infer<typeof partner>;

export const attendee = z
  .object({
    id: z.string(),
    name: z.string(),
    organisation: slug,
    background: background.nullable(),
    /** Chosen by somebody; else it follows from the roles and waits for a confirmation. */
    chosen: z.boolean(),
    may: z.object({ choose: permission }),
  })
  .meta({ id: 'Attendee' });
export type Attendee = z.infer<typeof attendee>;

export const planOfAspect = z
  .object({
    aspect,
    /** Newest first; nothing is overwritten. */
    lines: z.array(z.object({ text: localText, step: stepKey, by: writer, at: instant })),
    /** The newest line was written in an earlier step. */
    lookAgain: z.boolean(),
  })
  .meta({ id: 'PlanOfAspect' });
export type PlanOfAspect = z.infer<typeof planOfAspect>;

/** A mail that asked people of an organisation to take part; only the leader of the edition sees it. */
export const invitationMail = z
  .object({ organisation: slug, names: z.array(z.string()), by: writer, at: instant })
  .meta({ id: 'InvitationMail' });
export type InvitationMail = z.infer<typeof invitationMail>;

export const preparation = z
  .object({
    questions: z.array(askedQuestion),
    advice,
    /** Newest first. */
    decisions: z.array(startDecision),
    steering: steering.nullable(),
    partners: z.array(partner),
    room: z.object({ people: z.array(attendee), missing: z.array(background) }),
    plan: z.array(planOfAspect),
    /** Newest first. */
    invitations: z.array(invitationMail),
    may: z.object({
      agree: permission,
      view: permission,
      go: permission,
      stop: permission,
      steer: permission,
      plan: permission,
      invite: permission,
    }),
  })
  .meta({ id: 'Preparation' });
export type Preparation = z.infer<typeof preparation>;

export const preparationErrors = [
  'preparation.not-in',
  'preparation.leader-only',
  'preparation.role-may-not',
  'preparation.other-organisation',
  'preparation.too-late',
  'preparation.changed-meanwhile',
  'preparation.not-answered',
  'preparation.questions-unanswered',
  'preparation.already-decided',
  'preparation.organisation-not-in',
  'preparation.commitment-unknown',
  'preparation.last-commitment',
  'preparation.person-unknown',
  'preparation.not-your-background',
  'preparation.not-invited',
  'preparation.nobody-to-mail',
  'preparation.mailed-today',
  'preparation.too-many-mails',
] as const;
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    preparation: (typeof preparationErrors)[number];
  }
}

const params = z.object({ edition: slug });
const questionParams = params.extend({ question: questionKey });
const words = textInput;
const answerBody = z.object({ answer: z.enum(answers), why: words });
/** When what the writer saw was written; null when there was nothing yet. */
const seen = instant.nullable();
const whole = { response: preparation, status: 200 } as const;
const root = '/editions/{edition}/preparation';
const whoErrors = ['preparation.not-in', 'preparation.role-may-not'] as const;

export const preparationRoutes = {
  getPreparation: inEdition({
    method: 'get',
    path: root,
    operationId: 'getPreparation',
    summary: 'What was weighed, promised and planned before the edition starts',
    params,
    ...whole,
    errors: [],
  }),
  agreeAnswer: inEdition({
    method: 'put',
    path: `${root}/answers/{question}`,
    operationId: 'agreeAnswer',
    summary: 'Write down what the partners answer to a question',
    params: questionParams,
    body: answerBody.extend({ seen }),
    ...whole,
    errors: ['preparation.leader-only', 'preparation.too-late', 'preparation.changed-meanwhile'],
  }),
  withdrawAnswer: inEdition({
    method: 'delete',
    path: `${root}/answers/{question}`,
    operationId: 'withdrawAnswer',
    summary: 'Take the common answer back',
    params: questionParams,
    ...whole,
    errors: ['preparation.leader-only', 'preparation.too-late', 'preparation.not-answered'],
  }),
  giveView: inEdition({
    method: 'put',
    path: `${root}/answers/{question}/views/mine`,
    operationId: 'giveView',
    summary: 'Say how I see it',
    params: questionParams,
    body: answerBody,
    ...whole,
    errors: [...whoErrors, 'preparation.too-late'],
  }),
  withdrawView: inEdition({
    method: 'delete',
    path: `${root}/answers/{question}/views/mine`,
    operationId: 'withdrawView',
    summary: 'Take my view back',
    params: questionParams,
    ...whole,
    errors: [...whoErrors, 'preparation.too-late', 'preparation.not-answered'],
  }),
  decideStart: inEdition({
    method: 'post',
    path: `${root}/decisions`,
    operationId: 'decideStart',
    summary: 'Decide go or no-go, with reasons',
    params,
    body: z.object({
      decision: z.enum(['go', 'no-go']),
      reasons: words,
      /** How many decisions the writer saw. */
      after: z.int().min(0).max(integerMax),
    }),
    response: preparation,
    status: 201,
    errors: [
      'preparation.leader-only',
      'preparation.too-late',
      'preparation.questions-unanswered',
      'preparation.already-decided',
      'preparation.changed-meanwhile',
    ],
  }),
  nameSteering: inEdition({
    method: 'put',
    path: `${root}/steering`,
    operationId: 'nameSteering',
    summary: 'Name the sponsor who stays and the steering group',
    params,
    body: z.object({
      sponsor: z.object({ name: properName, organisation: slug }).nullable(),
      group: z.string().trim().min(1).max(300).nullable(),
      seen,
    }),
    ...whole,
    errors: ['preparation.leader-only', 'preparation.organisation-not-in', 'preparation.changed-meanwhile'],
  }),
  commit: inEdition({
    method: 'post',
    path: `${root}/commitments`,
    operationId: 'commit',
    summary: 'Say what my organisation puts in: money, time or staff',
    params,
    body: z.object({
      kind: z.enum(commitmentKinds),
      amount: z.int().min(1).max(1_000_000_000),
      note: words.nullable(),
    }),
    response: preparation,
    status: 201,
    errors: [...whoErrors],
  }),
  withdrawCommitment: inEdition({
    method: 'delete',
    path: `${root}/commitments/{commitment}`,
    operationId: 'withdrawCommitment',
    summary: 'Take a commitment of my organisation back',
    params: params.extend({ commitment: id }),
    ...whole,
    errors: [
      ...whoErrors,
      'preparation.commitment-unknown',
      'preparation.other-organisation',
      'preparation.last-commitment',
    ],
  }),
  recordHope: inEdition({
    method: 'put',
    path: `${root}/hopes/mine`,
    operationId: 'recordHope',
    summary: 'Say what my organisation hopes to gain',
    params,
    body: z.object({ text: words.nullable() }),
    ...whole,
    errors: [...whoErrors],
  }),
  chooseBackground: inEdition({
    method: 'put',
    path: `${root}/people/{person}`,
    operationId: 'chooseBackground',
    summary: 'Say what somebody brings along: technique, the domain, or the front line',
    params: params.extend({ person: z.string().min(1).max(100) }),
    body: z.object({ background: background.nullable() }),
    ...whole,
    errors: [
      'preparation.not-in',
      'preparation.person-unknown',
      'preparation.not-your-background',
      'preparation.role-may-not',
    ],
  }),
  mailInvitation: inEdition({
    method: 'post',
    path: `${root}/invitations`,
    operationId: 'mailInvitation',
    summary: 'Ask people of an invited organisation by mail to take part',
    params,
    body: z.object({
      organisation: slug,
      /** What the inviter writes, knowing that it goes by mail. */
      intention: z.string().trim().min(1).max(1000),
      /** In addition to the people of the organisation who have an account and may decide. */
      people: z.array(z.object({ name: properName, email: emailAddress })).max(10),
    }),
    response: preparation,
    status: 201,
    errors: [
      'preparation.leader-only',
      'preparation.too-late',
      'preparation.not-invited',
      'preparation.nobody-to-mail',
      'preparation.mailed-today',
      'preparation.too-many-mails',
    ],
  }),
  planAspect: inEdition({
    method: 'post',
    path: `${root}/plan`,
    operationId: 'planAspect',
    summary: 'Write or renew the plan for culture, politics, leadership or partnership',
    params,
    body: z.object({ aspect, text: words }),
    response: preparation,
    status: 201,
    errors: [...whoErrors],
  }),
} as const;
