import { z } from 'zod';
import {
  id,
  instant,
  localText,
  permission,
  protectedValue,
  slug,
  textInput,
} from '../../platform/http/common.contract.ts';
import { elsewhereMarks } from '../../platform/http/unbound-numbers.contract.ts';
import { withdrawal } from '../editions/editions.contract.ts';
import { inEdition } from '../editions/in-edition.contract.ts';
import { insightStates } from './states.contract.ts';

/** The person who contributed to the edition, the organisation, and the moment. */
export const written = { by: z.string(), organisation: slug, at: instant };

export const editionParams = z.object({ edition: slug });

export const member = z
  .object({ id: z.string(), name: z.string(), organisation: slug })
  .meta({ id: 'EditionMember' });
export type Member = z.infer<typeof member>;

const namedDataSet = z.object({ id: slug, name: localText });

const figureName = z
  .string()
  .max(60)
  .regex(/^[a-z][a-zA-Z0-9]*$/);

/** A figure as the finding of an analysis shows it. */
const foundFigure = z.object({
  name: figureName,
  kind: z.enum(['value', 'share', 'rows']),
  value: protectedValue,
  style: z.literal('decimal').optional(),
});
export type FoundFigure = z.infer<typeof foundFigure>;

/** Which figure of the finding of a cited analysis stands at `{name}` in an insight. */
export const citedFigure = z.object({ name: figureName, analysis: id, figure: figureName });
export type CitedFigure = z.infer<typeof citedFigure>;

/** What an insight may rest on: an analysis of step four, or in step two a question known already or a finding. */
export const citable = z
  .object({
    kind: z.enum(['analysis', 'question', 'finding']),
    id,
    title: localText,
    /** The newest result of an analysis. */
    evidence: id.nullable(),
    /** Where a finding stands. */
    document: id.nullable(),
    organisations: z.array(slug),
    dataSets: z.array(namedDataSet),
    /** Whose data or document under it have left since. */
    withdrawn: z.array(withdrawal),
    /** What the newest result of an analysis found, with its figures. */
    finding: z.object({ text: localText, figures: z.array(foundFigure) }).nullable(),
  })
  .meta({ id: 'Citable' });
export type Citable = z.infer<typeof citable>;

export const checkOutcome = z.enum(['confirmed', 'partly', 'not-confirmed']);

/** A check on the spot: is it as the data say? */
export const fieldCheck = z
  .object({ id, outcome: checkOutcome, text: z.string(), ...written })
  .meta({ id: 'FieldCheck' });
export type FieldCheck = z.infer<typeof fieldCheck>;

/** Where the numbers of an insight come from; its figures are those of the result of that moment. */
export const insightNumbers = z
  .object({
    /** The words with `{name}` where a figure stands. */
    text: localText,
    figures: z.array(citedFigure.extend({ evidence: id, ...foundFigure.omit({ name: true }).shape })),
    elsewhere: elsewhereMarks,
  })
  .meta({ id: 'InsightNumbers' });
export type InsightNumbers = z.infer<typeof insightNumbers>;

export const insight = z
  .object({
    id,
    goal: id,
    /** With its figures written out. */
    text: localText,
    /** Null for an insight of before its numbers were bound. */
    numbers: insightNumbers.nullable(),
    /** Under which word it was put together with others. */
    theme: z.string().nullable(),
    state: z.enum(insightStates).exclude(['merged']),
    ...written,
    evidence: z.array(citable),
    /** Whose data fed it, over all its evidence. */
    organisations: z.array(slug),
    dataSets: z.array(namedDataSet),
    withdrawn: z.array(withdrawal),
    votes: z.int(),
    votedByMe: z.boolean(),
    /** The notes that were put together into this one, in their own words. */
    merged: z.array(z.object({ id, text: localText, by: z.string(), organisation: slug })),
    owner: member.nullable(),
    due: z.iso.date().nullable(),
    checks: z.array(fieldCheck),
    may: z.object({
      remove: permission,
      vote: permission,
      group: permission,
      merge: permission,
      agree: permission,
      check: permission,
    }),
  })
  .meta({ id: 'Insight' });
export type Insight = z.infer<typeof insight>;

export const insightWall = z
  .object({
    insights: z.array(insight),
    citable: z.array(citable),
    members: z.array(member),
    may: z.object({ note: permission }),
  })
  .meta({ id: 'InsightWall' });
export type InsightWall = z.infer<typeof insightWall>;

export const insightsErrors = [
  'solutions.not-in',
  'solutions.role-may-not',
  'solutions.leader-only',
  'solutions.insights-not-open',
  'solutions.goal-unknown',
  'solutions.evidence-unknown',
  'solutions.figure-unknown',
  'solutions.insight-unknown',
  'solutions.insight-not-a-note',
  'solutions.insight-not-common',
  'solutions.insight-still-a-note',
  'solutions.not-author',
  'solutions.already-voted',
  'solutions.not-voted',
  'solutions.merge-with-itself',
  'solutions.member-unknown',
  'solutions.due-passed',
] as const;
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    insights: (typeof insightsErrors)[number];
  }
}

const insightParams = editionParams.extend({ insight: id });
const onTheWall = { response: insightWall, status: 200 } as const;

/** Of everything that anybody of an organisation that is in may do. */
export const takingPart = [
  'solutions.not-in',
  'solutions.role-may-not',
  'solutions.insights-not-open',
] as const;

export const insightsRoutes = {
  listInsights: inEdition({
    method: 'get',
    path: '/editions/{edition}/insights',
    operationId: 'listInsights',
    summary: 'The insight wall: notes and common insights, and what they rest on',
    params: editionParams,
    ...onTheWall,
    errors: [],
  }),
  noteInsight: inEdition({
    method: 'post',
    path: '/editions/{edition}/insights',
    operationId: 'noteInsight',
    summary: 'Put a note on the wall: under a goal, resting on evidence',
    params: editionParams,
    body: z.object({
      goal: id,
      text: textInput,
      evidence: z
        .array(z.object({ kind: citable.shape.kind, id }))
        .min(1)
        .max(12),
      figures: z.array(citedFigure).max(6).default([]),
      elsewhere: elsewhereMarks.default([]),
    }),
    response: insightWall,
    status: 201,
    errors: [
      'solutions.goal-unknown',
      'solutions.evidence-unknown',
      'solutions.figure-unknown',
      ...takingPart,
    ],
  }),
  removeInsight: inEdition({
    method: 'delete',
    path: '/editions/{edition}/insights/{insight}',
    operationId: 'removeInsight',
    summary: 'Take my own note off the wall',
    params: insightParams,
    ...onTheWall,
    errors: [
      'solutions.insight-unknown',
      'solutions.not-author',
      'solutions.insight-not-a-note',
      ...takingPart,
    ],
  }),
  groupInsight: inEdition({
    method: 'put',
    path: '/editions/{edition}/insights/{insight}/theme',
    operationId: 'groupInsight',
    summary: 'Put a note together with others under a word, or on its own again',
    params: insightParams,
    body: z.object({ theme: z.string().trim().min(1).max(60).nullable() }),
    ...onTheWall,
    errors: ['solutions.insight-unknown', 'solutions.insight-not-a-note', ...takingPart],
  }),
  voteForInsight: inEdition({
    method: 'post',
    path: '/editions/{edition}/insights/{insight}/votes',
    operationId: 'voteForInsight',
    summary: 'Vote for a note, once',
    params: insightParams,
    ...onTheWall,
    errors: [
      'solutions.insight-unknown',
      'solutions.insight-not-a-note',
      'solutions.already-voted',
      ...takingPart,
    ],
  }),
  withdrawVote: inEdition({
    method: 'delete',
    path: '/editions/{edition}/insights/{insight}/votes',
    operationId: 'withdrawVote',
    summary: 'Take my vote back',
    params: insightParams,
    ...onTheWall,
    errors: [
      'solutions.insight-unknown',
      'solutions.insight-not-a-note',
      'solutions.not-voted',
      ...takingPart,
    ],
  }),
  mergeInsight: inEdition({
    method: 'post',
    path: '/editions/{edition}/insights/{insight}/merge',
    operationId: 'mergeInsight',
    summary: 'Put a note into another one that says the same',
    params: insightParams,
    body: z.object({ into: id }),
    ...onTheWall,
    errors: [
      'solutions.insight-unknown',
      'solutions.leader-only',
      'solutions.insight-not-a-note',
      'solutions.merge-with-itself',
      'solutions.not-in',
      'solutions.insights-not-open',
    ],
  }),
  agreeInsight: inEdition({
    method: 'post',
    path: '/editions/{edition}/insights/{insight}/agreement',
    operationId: 'agreeInsight',
    summary: 'Make a note a common insight, with an owner and a date by which something is done with it',
    params: insightParams,
    body: z.object({ owner: z.string().min(1).max(100), due: z.iso.date() }),
    ...onTheWall,
    errors: [
      'solutions.insight-unknown',
      'solutions.leader-only',
      'solutions.insight-not-a-note',
      'solutions.member-unknown',
      'solutions.due-passed',
      'solutions.not-in',
      'solutions.insights-not-open',
    ],
  }),
  checkInsight: inEdition({
    method: 'post',
    path: '/editions/{edition}/insights/{insight}/checks',
    operationId: 'checkInsight',
    summary: 'Say what was seen on the spot of what the data point to',
    params: insightParams,
    body: z.object({ outcome: checkOutcome, text: z.string().trim().min(1).max(1000) }),
    ...onTheWall,
    refusesFinished: false,
    errors: ['solutions.insight-unknown', 'solutions.insight-still-a-note', ...takingPart],
  }),
} as const;
