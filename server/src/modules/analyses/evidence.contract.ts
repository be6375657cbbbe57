import { z } from 'zod';
import { id, instant, localText, messageParams, slug } from '../../platform/http/common.contract.ts';
import { defineRoute } from '../../platform/http/route.ts';
import { withdrawal } from '../editions/editions.contract.ts';
import { goal } from '../editions/goals.contract.ts';
import { refusedWhenAsking } from '../sharing/sharing-errors.contract.ts';
import { answer, finding, type SentAnswer } from './answer.contract.ts';
import { answering } from './computing.contract.ts';
import { question } from './questions.contract.ts';

export const protectionFacts = z
  .object({
    method: z.string(),
    minimumCount: z.int(),
    suppressedCells: z.int(),
    /** Ranges too. */
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
    /**
     * The versions of the data sets that could be linked to the sources: they decided too what may be shown. Absent of
     * results from before all questions were closed, which cannot be repeated.
     */
    checkedBeside: z.array(z.object({ dataSet: slug, version: z.string() })).optional(),
    by: z.string(),
    at: instant,
    /** SHA-256 over everything above, so that a copy can be compared. */
    hash: z.string(),
    /** A later run of the same analysis exists. */
    newer: id.nullable(),
    /**
     * Whether it was made before all questions were closed. A privacy officer reads it as it was kept; for others it has
     * no answers and no finding, because its figures could be combined with those of today.
     */
    underEarlierRules: z.boolean(),
    /** Whose data under it have left since. */
    withdrawn: z.array(withdrawal),
  })
  .meta({ id: 'Evidence' });
export type Evidence = z.infer<typeof evidence>;
/** Evidence on its way out. */
export type SentEvidence = Omit<Evidence, 'answers'> & { answers: SentAnswer[] };
/** Evidence as it is kept. */
export type EvidenceContent = Omit<SentEvidence, 'newer' | 'underEarlierRules' | 'withdrawn'>;

export const evidenceRoutes = {
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
  recordEvidenceDownload: defineRoute({
    method: 'post',
    path: '/evidence/{evidence}/downloads',
    operationId: 'recordEvidenceDownload',
    summary: 'Say that the figures of a result are taken along as a file',
    params: z.object({ evidence: id }),
    response: z.object({ at: instant }),
    status: 201,
    errors: ['analyses.evidence-unknown', 'analyses.earlier-rules', 'editions.not-a-participant'],
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
      ...refusedWhenAsking,
      'analyses.evidence-unknown',
      'analyses.data-withdrawn',
      'analyses.data-not-landed',
      'analyses.earlier-rules',
      ...answering,
      'editions.not-a-participant',
    ],
  }),
} as const;
