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
import { defineRoute } from '../../platform/http/route.ts';
import { goal, withdrawal } from '../editions/editions.contract.ts';
import { inEdition } from '../editions/in-edition.contract.ts';
import { analysisChange, analysisInput } from './analysis-input.contract.ts';
import { answer, finding, valueNames, view, writtenFinding } from './answer.contract.ts';

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

export const listedQuestion = question.extend({ advice: rungAdvice }).meta({ id: 'ListedQuestion' });
export type ListedQuestion = z.infer<typeof listedQuestion>;

const rungReason = z.string().trim().min(1).max(1000).nullable().default(null);

export const protectionFacts = z
  .object({
    method: z.string(),
    minimumCount: z.int(),
    suppressedCells: z.int(),
    publishedCells: z.int(),
    zeroCells: z.int(),
  })
  .meta({ id: 'Protection' });

export const evidenceSource = z
  .object({
    dataSet: slug,
    name: localText,
    organisation: slug,
    version: z.string(),
    rows: z.int(),
    /** Numbers of rows are to two significant digits, also below at the delivery. */
    rounded: z.boolean(),
    landedAt: instant,
    delivery: z.object({
      id,
      at: instant,
      by: z.string(),
      fileName: z.string(),
      read: z.int(),
      accepted: z.int(),
      rejected: z.int(),
    }),
    contract: z.object({
      id: z.string(),
      version: z.string(),
      purpose: localText.nullable(),
      legalBasis: localText.nullable(),
      retention: z.string().nullable(),
      limitations: localText.nullable(),
    }),
  })
  .meta({ id: 'EvidenceSource' });

export const evidence = z
  .object({
    id,
    number: z.int(),
    edition: z.object({ slug, title: localText }),
    goal: goal.pick({ id: true, text: true, organisation: true, at: true, successCriterion: true }),
    question: question.pick({ id: true, number: true, text: true, rung: true, askedBy: true }),
    analysis: z.object({ id, title: localText, version: z.int() }),
    finding: finding.nullable(),
    answers: z.array(answer),
    sources: z.array(evidenceSource),
    organisations: z.array(slug),
    protection: protectionFacts,
    by: z.string(),
    at: instant,
    /** SHA-256 over everything above, so that a copy can be compared. */
    hash: z.string(),
    /** A later run of the same analysis exists. */
    newer: id.nullable(),
    /** Whose data under it have left since. */
    withdrawn: z.array(withdrawal),
  })
  .meta({ id: 'Evidence' });
export type Evidence = z.infer<typeof evidence>;

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
    /** The first view, protected, to draw small. */
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
    findingInput: writtenFinding.nullable(),
    runs: z.array(z.object({ evidence: id, at: instant, by: z.string(), version: z.int() })),
    may: z.object({ run: permission, change: permission }),
  })
  .meta({ id: 'Analysis' });
export type Analysis = z.infer<typeof analysis>;

/** What a person may choose from when putting an analysis together. */
export const queryOption = z
  .object({
    dataSet: slug,
    name: localText,
    owner: slug,
    unit: z.string(),
    countsPersons: z.boolean(),
    dimensions: z.array(
      z.object({
        key: z.string(),
        label: localText,
        kind: z.enum(['month', 'area', 'category']),
        values: z.array(z.string()),
        valueNames,
      }),
    ),
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
  'analyses.table-too-large',
  'analyses.data-not-landed',
  'analyses.keys-differ',
  'analyses.data-withdrawn',
  'analyses.took-too-long',
  'analyses.figure-unknown',
  'analyses.predicts-people',
  'analyses.rung-needs-reason',
] as const;
export type AnalysesError = (typeof analysesErrors)[number];
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    analyses: (typeof analysesErrors)[number];
  }
}

const answering = ['analyses.query-invalid', 'analyses.table-too-large', 'analyses.took-too-long'] as const;

/** What the platform's own measuring may end with: it is held against what was shown before, and no budget ends it. */
export const measuring = [
  ...answering,
  'analyses.data-not-landed',
  'analyses.keys-differ',
  'releases.asked-at-once',
] as const;

const computing = [
  ...measuring,
  'releases.edition-budget-used',
  'releases.person-budget-used',
  'releases.choices-used',
] as const;

const analysing = [
  ...computing,
  'analyses.role-may-not-analyse',
  'analyses.step-not-open',
  'analyses.question-unknown',
  'analyses.question-already-known',
  'analyses.question-dropped',
  'analyses.predicts-people',
  'analyses.figure-unknown',
] as const;

const editionParams = z.object({ edition: slug });
const analysisParams = z.object({ edition: slug, analysis: id });

export const analysesRoutes = {
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
  listQueryOptions: inEdition({
    method: 'get',
    path: '/editions/{edition}/query-options',
    operationId: 'listQueryOptions',
    summary: 'The data sets, columns and categories a query may name',
    params: editionParams,
    response: z.array(queryOption),
    status: 200,
    errors: [],
  }),
  listAnalyses: inEdition({
    method: 'get',
    path: '/editions/{edition}/analyses',
    operationId: 'listAnalyses',
    summary: 'What was analysed and found',
    params: editionParams,
    response: z.object({ analyses: z.array(analysisSummary), may: z.object({ analyse: permission }) }),
    status: 200,
    errors: [],
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
    errors: [...analysing],
  }),
  getAnalysis: inEdition({
    method: 'get',
    path: '/editions/{edition}/analyses/{analysis}',
    operationId: 'getAnalysis',
    summary: 'One analysis with its runs',
    params: analysisParams,
    response: analysis,
    status: 200,
    errors: ['analyses.unknown'],
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
    errors: ['analyses.unknown', ...analysing],
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
      'analyses.unknown',
      ...computing,
      'analyses.role-may-not-analyse',
      'analyses.step-not-open',
      'analyses.predicts-people',
    ],
  }),
  getEvidence: defineRoute({
    method: 'get',
    path: '/evidence/{evidence}',
    operationId: 'getEvidence',
    summary: 'A result with the way back to its source',
    params: z.object({ evidence: id }),
    response: evidence,
    status: 200,
    errors: ['analyses.evidence-unknown', 'editions.not-a-participant'],
  }),
  repeatEvidence: defineRoute({
    method: 'post',
    path: '/evidence/{evidence}/repetitions',
    operationId: 'repeatEvidence',
    summary: 'Compute it again from the same data versions and compare',
    params: z.object({ evidence: id }),
    response: z.object({ same: z.boolean(), cells: z.int(), at: instant, details: messageParams }),
    status: 200,
    errors: [
      'analyses.evidence-unknown',
      'analyses.data-withdrawn',
      ...answering,
      'editions.not-a-participant',
    ],
  }),
} as const;
