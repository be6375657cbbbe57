import { closableParts } from '@datalab/query-control/closed-part';
import { z } from 'zod';
import { id, instant, localText, permission, slug } from '../../platform/http/common.contract.ts';
import { withdrawal } from '../editions/editions.contract.ts';
import { inEdition } from '../editions/in-edition.contract.ts';
import { guarding } from '../guardrail/guardrail.contract.ts';
import { refusedWhenAsking } from '../sharing/sharing-errors.contract.ts';
import { analysisChange, analysisInput } from './analysis-input.contract.ts';
import { analysisQuery, answer, finding, valueNames, view, writtenFinding } from './answer.contract.ts';
import { computing } from './computing.contract.ts';
import { evidence, evidenceRoutes } from './evidence.contract.ts';
import { questionsRoutes, rung } from './questions.contract.ts';

export const analysisSummary = z
  .object({
    id,
    title: localText,
    question: id,
    questionNumber: z.int(),
    rung,
    by: z.string(),
    at: instant,
    version: z.int(),
    evidence: id.nullable(),
    finding: finding.nullable(),
    /** Whether the newest result is from before all questions were closed: its questions may not be answered any more. */
    askedUnderEarlierRules: z.boolean(),
    /** The first view, protected, to draw small; null where it is not of the newest or has too many rows for that. */
    preview: answer.nullable(),
    organisations: z.array(slug),
    /** Whose data under the newest result have left since. */
    withdrawn: z.array(withdrawal),
  })
  .meta({ id: 'AnalysisSummary' });
export type AnalysisSummary = z.infer<typeof analysisSummary>;

export const analysis = analysisSummary
  .omit({ preview: true })
  .extend({
    views: z.array(view),
    /**
     * Views that were asked under earlier rules and are not answered as they stand: why, and the nearest question that
     * is. What was found then is still in the evidence.
     */
    underEarlierRules: z.array(
      z.object({ view: slug, reason: localText, nearest: analysisQuery.nullable() }),
    ),
    findingInput: writtenFinding.nullable(),
    runs: z.array(z.object({ evidence: id, at: instant, by: z.string(), version: z.int() })),
    may: z.object({ run: permission, change: permission }),
  })
  .meta({ id: 'Analysis' });
export type Analysis = z.infer<typeof analysis>;

/** What may be asked in one unit. */
export const queryOptionUnit = z
  .object({
    /** At most so many dimensions at once, filters and links counted; 0 where nothing may be asked. */
    dimensionsMax: z.int(),
    /** Whether a filter may keep several values of a dimension that the answer is not divided by. */
    addsValues: z.boolean(),
    /** What cannot be asked of these data, and why. */
    closed: z.array(
      z.object({
        part: z.enum(closableParts),
        reason: localText,
      }),
    ),
  })
  .meta({ id: 'QueryOptionUnit' });
export type QueryOptionUnit = z.infer<typeof queryOptionUnit>;

/** What a person may choose from when putting an analysis together. */
export const queryOption = z
  .object({
    dataSet: slug,
    name: localText,
    owner: slug,
    unit: z.string(),
    countsPersons: z.boolean(),
    /** Whether a rate may be per its only amount: open data about areas, such as inhabitants. */
    dividesRates: z.boolean(),
    dimensions: z.array(
      z.object({
        key: z.string(),
        /** Those with the same axis, such as month and year, count as one dimension together. */
        axis: z.string(),
        label: localText,
        kind: answer.shape.dimensions.element.shape.kind,
        values: z.array(z.string()),
        valueNames,
        /** How many dimensions may be used together with this one; null where the unit cannot be asked by it. */
        dimensionsMax: z.object({ records: z.int().nullable(), persons: z.int().nullable() }),
      }),
    ),
    units: z.object({ records: queryOptionUnit, persons: queryOptionUnit.nullable() }),
    measures: z.array(z.object({ key: z.string(), label: localText })),
  })
  .meta({ id: 'QueryOption' });
export type QueryOption = z.infer<typeof queryOption>;

export const analysesErrors = [
  'analyses.unknown',
  'analyses.evidence-unknown',
  'analyses.question-unknown',
  'analyses.question-locked',
  'analyses.question-needs-note',
  'analyses.question-needs-evidence',
  'analyses.question-dropped',
  'analyses.question-already-known',
  'analyses.goal-unknown',
  'analyses.role-may-not-ask',
  'analyses.role-may-not-sort',
  'analyses.role-may-not-analyse',
  'analyses.step-not-open',
  'analyses.query-invalid',
  'analyses.not-askable',
  'analyses.earlier-rules',
  'analyses.data-not-landed',
  'analyses.keys-differ',
  'analyses.data-withdrawn',
  'analyses.took-too-long',
  'analyses.too-heavy',
  'analyses.figure-unknown',
  'analyses.rung-needs-reason',
] as const;
export type AnalysesError = (typeof analysesErrors)[number];
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    analyses: (typeof analysesErrors)[number];
  }
}

const analysing = [
  ...computing,
  'analyses.role-may-not-analyse',
  'analyses.step-not-open',
  'analyses.question-unknown',
  'analyses.question-already-known',
  'analyses.question-dropped',
  ...guarding,
  'analyses.figure-unknown',
] as const;

/** The most analyses that one answer lists. */
export const analysesPerPageMax = 200;

const editionParams = z.object({ edition: slug });
const analysisParams = z.object({ edition: slug, analysis: id });

export const analysesRoutes = {
  ...questionsRoutes,
  listQueryOptions: inEdition({
    method: 'get',
    path: '/editions/{edition}/query-options',
    operationId: 'listQueryOptions',
    summary: 'The data sets, columns and categories a query may name',
    params: editionParams,
    response: z.array(queryOption),
    status: 200,
    errors: [...refusedWhenAsking],
  }),
  listAnalyses: inEdition({
    method: 'get',
    path: '/editions/{edition}/analyses',
    operationId: 'listAnalyses',
    summary: 'What was analysed and found: the newest, the oldest of them first',
    params: editionParams,
    query: z.object({
      /** Those before this analysis. */
      before: id.optional(),
      limit: z.coerce.number().int().min(1).max(analysesPerPageMax).default(30),
    }),
    response: z.object({
      analyses: z.array(analysisSummary),
      /** How many there are before these. */
      earlier: z.int(),
      may: z.object({ analyse: permission }),
    }),
    status: 200,
    errors: ['analyses.unknown'],
  }),
  createAnalysis: inEdition({
    method: 'post',
    path: '/editions/{edition}/analyses',
    operationId: 'createAnalysis',
    summary: 'Put an analysis together for a question, run it, and keep the evidence',
    params: editionParams,
    body: analysisInput,
    response: analysis,
    status: 201,
    refusesFinished: false,
    errors: [...refusedWhenAsking, ...analysing],
  }),
  getAnalysis: inEdition({
    method: 'get',
    path: '/editions/{edition}/analyses/{analysis}',
    operationId: 'getAnalysis',
    summary: 'One analysis with its runs',
    params: analysisParams,
    response: analysis,
    status: 200,
    errors: [...refusedWhenAsking, 'analyses.unknown'],
  }),
  changeAnalysis: inEdition({
    method: 'put',
    path: '/editions/{edition}/analyses/{analysis}',
    operationId: 'changeAnalysis',
    summary: 'Change an analysis: a new version, run again',
    params: analysisParams,
    body: analysisChange,
    response: analysis,
    status: 200,
    refusesFinished: false,
    errors: [...refusedWhenAsking, 'analyses.unknown', ...analysing],
  }),
  runAnalysis: inEdition({
    method: 'post',
    path: '/editions/{edition}/analyses/{analysis}/runs',
    operationId: 'runAnalysis',
    summary: 'Run again on the newest data',
    params: analysisParams,
    response: evidence,
    status: 201,
    refusesFinished: false,
    errors: [
      ...refusedWhenAsking,
      'analyses.unknown',
      ...computing,
      'analyses.role-may-not-analyse',
      'analyses.step-not-open',
      ...guarding,
    ],
  }),
  ...evidenceRoutes,
} as const;
