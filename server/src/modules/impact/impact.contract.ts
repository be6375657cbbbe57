import { z } from 'zod';
import {
  id,
  instant,
  language,
  localText,
  permission,
  slug,
  textChange,
  textInput,
} from '../../platform/http/common.contract.ts';
import { elsewhereMarks } from '../../platform/http/unbound-numbers.contract.ts';
import { analysesPerPageMax } from '../analyses/analyses.contract.ts';
import { answer, type SentAnswer } from '../analyses/answer.contract.ts';
import { indicatorMeasurement } from '../analyses/computing.contract.ts';
import { evidence } from '../analyses/evidence.contract.ts';
import { withdrawal } from '../editions/editions.contract.ts';
import { inEdition } from '../editions/in-edition.contract.ts';
import { refusedWhenAsking } from '../sharing/sharing-errors.contract.ts';
import { evidenceLevel, judgement, judgementMessages, month } from './judgement.contract.ts';
import { verdictFigureNames } from './verdict-figures.contract.ts';

export const verdictKinds = ['helped', 'did-not', 'too-early', 'cannot-tell'] as const;
export const verdictKind = z.enum(verdictKinds);
export type VerdictKind = z.infer<typeof verdictKind>;

/** Where the numbers of a verdict come from; its figures are those of the measurement of that moment. */
export const verdictNumbers = z
  .object({
    /** The words with `{name}` where a figure stands. */
    text: z.string(),
    figures: z.array(z.object({ name: z.enum(verdictFigureNames), value: z.number() })),
    elsewhere: elsewhereMarks,
  })
  .meta({ id: 'VerdictNumbers' });
export type VerdictNumbers = z.infer<typeof verdictNumbers>;

/** The verdicts of people on the numbers of that moment; never changed. */
export const verdict = z
  .object({
    id,
    verdict: verdictKind,
    /** With its figures written out. */
    because: z.string(),
    /** Null for a verdict of before its numbers were bound. */
    numbers: verdictNumbers.nullable(),
    /** What the numbers could carry when it was said. */
    level: evidenceLevel,
    by: z.string(),
    organisation: slug,
    at: instant,
  })
  .meta({ id: 'ImpactVerdict' });
export type Verdict = z.infer<typeof verdict>;

/** What an indicator was until somebody changed it. */
export const indicatorChange = z
  .object({
    id,
    was: z.object({ name: localText, target: z.number().nullable(), owner: z.string() }),
    because: z.string(),
    by: z.string(),
    organisation: slug,
    at: instant,
  })
  .meta({ id: 'IndicatorChange' });
export type IndicatorChange = z.infer<typeof indicatorChange>;

const area = z.object({ code: z.string(), name: z.string() });

/** What an indicator belongs to. */
const about = z.object({ kind: z.enum(['goal', 'solution']), id });

/** One measurement as it left: which versions, what came out, and a hash over all of it. */
export const measurement = z
  .object({
    id,
    number: z.int(),
    at: instant,
    /** Null when Datalab measured by itself, because newer data landed. */
    by: z.string().nullable(),
    versions: z.array(z.object({ dataSet: slug, name: localText, version: z.string() })),
    until: month.nullable(),
    level: evidenceLevel,
    headline: judgement.shape.headline,
    hash: z.string(),
  })
  .meta({ id: 'ImpactMeasurement' });
export type Measurement = z.infer<typeof measurement>;

export const indicator = z
  .object({
    id,
    name: localText,
    about: about.extend({ title: localText }),
    analysis: id,
    measure: localText,
    areas: z.array(area),
    comparison: z.array(area),
    direction: z.enum(['down', 'up']),
    target: z.number().nullable(),
    start: month,
    owner: z.object({ id: z.string(), name: z.string(), organisation: slug }),
    by: z.string(),
    at: instant,
    judgement,
    /** The months as they left, where it was done and where it was not. */
    figure: answer,
    sources: evidence.shape.sources,
    organisations: evidence.shape.organisations,
    /** Whose data under the newest measurement left with them since. */
    withdrawn: z.array(withdrawal),
    protection: evidence.shape.protection,
    /** The newest first. */
    measurements: z.array(measurement).min(1),
    /** Newer data landed since the newest measurement. */
    outdated: z.boolean(),
    verdicts: z.array(verdict),
    /** The newest first. */
    changes: z.array(indicatorChange),
    /** Kept, and no longer measured. */
    stopped: z.object({ because: z.string(), by: z.string(), organisation: slug, at: instant }).nullable(),
    may: z.object({ measure: permission, judge: permission, change: permission }),
  })
  .meta({ id: 'Indicator' });
export type Indicator = z.infer<typeof indicator>;
/** An indicator on its way out: every figure in it was made by the rules of protection. */
export type SentIndicator = Omit<Indicator, 'figure'> & { figure: SentAnswer };

/** What an indicator may be made of. */
export const measurable = z
  .object({
    analysis: id,
    view: slug,
    measure: z.string(),
    title: localText,
    label: localText,
    /** The analysis counts persons, who cannot be counted by month: what is followed are their records. */
    insteadOfPersons: z.boolean(),
    /** It may be limited to neighbourhoods of this year; null where its data set has none. */
    areaYear: z.int().nullable(),
  })
  .meta({ id: 'Measurable' });
export type Measurable = z.infer<typeof measurable>;

/** Whether an indicator follows a goal now, did until it was stopped, or never did. */
const goalStates = ['measured', 'stopped', 'unmeasured'] as const;

/** A goal of the edition, and whether anything measures it. */
export const followedGoal = z
  .object({ id, title: localText, state: z.enum(goalStates) })
  .meta({ id: 'FollowedGoal' });
export type FollowedGoal = z.infer<typeof followedGoal>;

export const impactBoard = z
  .object({
    indicators: z.array(indicator),
    /** Requirement 83: every goal, also the ones that nothing measures. */
    goals: z.array(followedGoal),
    /** Requirement 83: of the solutions that were carried out, how many have months before and after. */
    followed: z.object({ realised: z.int(), measured: z.int() }),
    may: z.object({ add: permission }),
  })
  .meta({ id: 'ImpactBoard' });
export type ImpactBoard = z.infer<typeof impactBoard>;
export type SentImpactBoard = Omit<ImpactBoard, 'indicators'> & { indicators: SentIndicator[] };

export const impactErrors = [
  'impact.not-in',
  'impact.role-may-not',
  'impact.not-open',
  'impact.verdict-not-open',
  'impact.about-unknown',
  'impact.measurable-unknown',
  'impact.area-unknown',
  'impact.areas-overlap',
  'impact.areas-needed',
  'impact.owner-unknown',
  'impact.indicator-unknown',
  'impact.stopped',
  'impact.nothing-changed',
  'impact.nothing-newer',
  'impact.causal-words',
  'impact.figure-unknown',
] as const;
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    impact: (typeof impactErrors)[number];
  }
}

export const impactMessages = judgementMessages;

const editionParams = z.object({ edition: slug });
const indicatorParams = editionParams.extend({ indicator: id });
const areaCodes = z.array(z.string().min(1).max(20)).max(200);

const target = z.number().nonnegative().max(1e15).nullable();
const because = z.string().trim().min(1).max(1000);

export const indicatorInput = z.object({
  name: textInput,
  about,
  analysis: id,
  view: slug,
  measure: z.string().min(1).max(200),
  areas: areaCodes.default([]),
  comparison: areaCodes.default([]),
  direction: z.enum(['down', 'up']),
  target: target.default(null),
  start: month,
  owner: z.string().min(1).max(100),
});

export const indicatorChangeInput = indicatorInput
  .pick({ owner: true })
  .extend({ name: textChange, target, because });

const onTheBoard = { response: impactBoard, status: 200 } as const;

export const impactRoutes = {
  listIndicators: inEdition({
    method: 'get',
    path: '/editions/{edition}/indicators',
    operationId: 'listIndicators',
    summary: 'What changed since the solutions were carried out, how sure that is, and what people say of it',
    params: editionParams,
    ...onTheBoard,
    errors: ['impact.not-in'],
  }),
  listMeasurable: inEdition({
    method: 'get',
    path: '/editions/{edition}/indicator-choices',
    operationId: 'listMeasurable',
    summary: 'The saved queries an indicator may be made of, what it may belong to and who may own it',
    params: editionParams,
    query: z.object({
      /** Those of the analyses before this one. */
      before: id.optional(),
      /** So many analyses, the newest. */
      limit: z.coerce.number().int().min(1).max(analysesPerPageMax).default(30),
    }),
    response: z.object({
      measurable: z.array(measurable),
      /** How many analyses there are before these. */
      earlier: z.int(),
      /** The neighbourhoods of each year that they name. */
      areas: z.array(z.object({ year: z.int(), areas: z.array(area) })),
      about: z.array(about.extend({ title: localText })),
      owners: z.array(z.object({ id: z.string(), name: z.string(), organisation: slug })),
    }),
    status: 200,
    errors: [...refusedWhenAsking, 'impact.not-in', 'analyses.unknown'],
  }),
  addIndicator: inEdition({
    method: 'post',
    path: '/editions/{edition}/indicators',
    operationId: 'addIndicator',
    summary: 'Say what will be measured, where and from when, and measure it at once',
    params: editionParams,
    body: indicatorInput,
    response: impactBoard,
    status: 201,
    refusesFinished: false,
    errors: [
      ...refusedWhenAsking,
      'impact.not-in',
      'impact.role-may-not',
      'impact.not-open',
      'impact.about-unknown',
      'impact.measurable-unknown',
      'impact.area-unknown',
      'impact.areas-overlap',
      'impact.areas-needed',
      'impact.owner-unknown',
      ...indicatorMeasurement,
    ],
  }),
  measureIndicator: inEdition({
    method: 'post',
    path: '/editions/{edition}/indicators/{indicator}/measurements',
    operationId: 'measureIndicator',
    summary: 'Measure again on the newest data, when that did not happen by itself',
    params: indicatorParams,
    response: impactBoard,
    status: 201,
    refusesFinished: false,
    errors: [
      ...refusedWhenAsking,
      'impact.indicator-unknown',
      'impact.role-may-not',
      'impact.stopped',
      'impact.nothing-newer',
      'impact.not-in',
      'impact.not-open',
      ...indicatorMeasurement,
    ],
  }),
  changeIndicator: inEdition({
    method: 'patch',
    path: '/editions/{edition}/indicators/{indicator}',
    operationId: 'changeIndicator',
    summary: 'Give an indicator another name, target or owner, and say why; what it was is kept',
    params: indicatorParams,
    body: indicatorChangeInput,
    ...onTheBoard,
    refusesFinished: false,
    errors: [
      'impact.indicator-unknown',
      'impact.role-may-not',
      'impact.stopped',
      'impact.owner-unknown',
      'impact.nothing-changed',
      'impact.not-in',
    ],
  }),
  stopIndicator: inEdition({
    method: 'post',
    path: '/editions/{edition}/indicators/{indicator}/stop',
    operationId: 'stopIndicator',
    summary: 'Measure an indicator no longer, and say why; everything measured is kept',
    params: indicatorParams,
    body: z.object({ because }),
    ...onTheBoard,
    refusesFinished: false,
    errors: ['impact.indicator-unknown', 'impact.role-may-not', 'impact.stopped', 'impact.not-in'],
  }),
  judgeIndicator: inEdition({
    method: 'post',
    path: '/editions/{edition}/indicators/{indicator}/verdicts',
    operationId: 'judgeIndicator',
    summary: 'Say whether it helped, with the reason; earlier verdicts are kept',
    params: indicatorParams,
    body: z.object({
      verdict: verdictKind,
      /** With `{before}`, `{after}` and the like where a figure of the judgement stands. */
      because,
      /** In which language its figures are written out. */
      language: language.default('nl'),
      elsewhere: elsewhereMarks.default([]),
    }),
    response: impactBoard,
    status: 201,
    refusesFinished: false,
    errors: [
      'impact.indicator-unknown',
      'impact.role-may-not',
      'impact.verdict-not-open',
      'impact.causal-words',
      'impact.figure-unknown',
      'impact.not-in',
    ],
  }),
} as const;
