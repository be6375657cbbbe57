import { z } from 'zod';
import { messageParams } from '../../platform/http/common.contract.ts';

export const month = z
  .string()
  .max(7)
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** What the numbers can carry, from least to most. */
export const evidenceLevels = ['none', 'one-period', 'before-after', 'trend', 'trend-compared'] as const;
export const evidenceLevel = z.enum(evidenceLevels).meta({ id: 'EvidenceLevel' });
export type EvidenceLevel = z.infer<typeof evidenceLevel>;

/** Months on each side of the start from which a trend is calculated. */
export const trendMonthsMin = 8;
/** Months on each side from which means are compared. */
export const meanMonthsMin = 3;
/** The largest share of the months of a side that may be suppressed or missing. */
export const hiddenShareMax = 0.2;

/** Whether a sentence may say that one thing made the other happen. */
export function mayNameCause(level: EvidenceLevel): boolean {
  return level === 'trend-compared';
}

export const estimate = z.object({ value: z.number(), low: z.number(), high: z.number() });

export const sentence = z.object({ code: z.string(), params: messageParams });
export type Sentence = z.infer<typeof sentence>;

/** The months before the start, or from the start on. */
const side = z.object({
  usable: z.int(),
  suppressed: z.int(),
  missing: z.int(),
  mean: z.number().nullable(),
});

export const judgement = z
  .object({
    level: evidenceLevel,
    headline: sentence,
    /** Why the level is what it is, and what it would take to be higher. */
    reasons: z.array(sentence),
    /** What the number does not cover. */
    care: z.array(sentence),
    before: side,
    after: side,
    comparison: z.object({ before: side, after: side }).nullable(),
    method: z.enum(['welch', 'segments', 'segments-compared']).nullable(),
    /** Difference of the means, later less earlier. */
    difference: estimate.nullable(),
    /** Against the earlier trend carried on; with a comparison, over and above what happened there. */
    effect: z.object({ average: estimate, share: estimate, level: estimate, slope: estimate }).nullable(),
    /** What 99 % of the noise of protection in that difference or effect stays under, per month; 0 without margins. */
    noise: z.number().nullable(),
    /** Whether the interval excludes zero, and on which side of what was hoped for. */
    standsOut: z.enum(['better', 'worse', 'no']).nullable(),
    /** The mean of the newest months against the target. */
    target: z
      .object({ value: z.number(), newest: z.number(), months: z.int(), reached: z.boolean() })
      .nullable(),
    fitted: z.array(z.object({ month, value: z.number() })),
  })
  .meta({ id: 'ImpactJudgement' });
export type Judgement = z.infer<typeof judgement>;

/** Sentences a judgement is put together from, with the values each gets. */
export const judgementMessages = [
  'impact.headline-none', // { name }
  'impact.headline-before-only', // { name, before }
  'impact.headline-after-only', // { name, after }
  'impact.headline-means-lower', // { name, before, after, start, percent }
  'impact.headline-means-higher',
  'impact.headline-means-same',
  'impact.headline-trend-lower', // { name, percent, least, most, start }
  'impact.headline-trend-higher',
  'impact.headline-trend-same',
  'impact.headline-compared-lower', // { name, percent, least, most, start }
  'impact.headline-compared-higher',
  'impact.headline-compared-same',
  'impact.too-many-hidden-before', // { n, of }
  'impact.too-many-hidden-after', // { n, of }
  'impact.too-many-hidden-comparison', // { n, of }
  'impact.months-left-out', // { n }
  'impact.few-before', // { n, needed }
  'impact.few-after', // { n, needed, month }
  'impact.enough-months', // { before, after }
  'impact.no-comparison',
  'impact.compared', // { n }
  'impact.comparison-few', // { n, needed }
  'impact.care-noise', // { noise, change }
  'impact.care-noise-all',
  'impact.care-seasons',
  'impact.care-other-causes',
  'impact.care-alike',
  'impact.care-registration',
] as const;
export type JudgementMessage = (typeof judgementMessages)[number];
