import { z } from 'zod';
import { instant, permission, slug } from '../../platform/http/common.contract.ts';

const person = z.object({ name: z.string(), organisation: slug });

/** A form as an administrator brought it: what it says itself, and by what it can be told apart. */
export const assessmentForm = z
  .object({
    kind: z.enum(['prescan', 'dpia', 'iama']),
    name: z.string(),
    urn: z.string(),
    version: z.string(),
    sha256: z.string(),
    broughtAt: instant,
    by: person,
    questions: z.int(),
    /** Mistakes in its rules. */
    defects: z.int(),
  })
  .meta({ id: 'AssessmentForm' });
export type AssessmentForm = z.infer<typeof assessmentForm>;

export const defectKind = z.enum([
  'key-is-no-option',
  'unknown-question',
  'score-is-not-read',
  'text-against-boolean',
  'quotes-in-value',
  'markup-in-option',
]);

export const defect = z
  .object({ kind: defectKind, place: z.string(), found: z.string(), repair: z.string().nullable() })
  .meta({ id: 'RuleDefect' });

export const riskLevel = z.enum(['unknown', 'low', 'raised', 'high']);
export type RiskLevel = z.infer<typeof riskLevel>;

export const prescanOutcome = z
  .object({
    id: z.string(),
    level: z.enum(['required', 'recommended']).nullable(),
    because: z.array(
      z.object({
        id: z.string(),
        /** In the words of the form. */
        explanation: z.string(),
        measured: z.object({ value: z.number(), limit: z.number() }).nullable(),
      }),
    ),
    /** The rules as they are written come to another level than the rules with their mistakes mended. */
    differs: z.boolean(),
  })
  .meta({ id: 'PrescanOutcome' });
export type PrescanOutcome = z.infer<typeof prescanOutcome>;

/** How far one organisation is. */
export const prescanParty = z
  .object({
    organisation: slug,
    asked: z.int(),
    missing: z.int(),
    /** Since when it is waited for. */
    since: instant,
  })
  .meta({ id: 'PrescanParty' });

export const prescanState = z
  .object({
    form: assessmentForm.nullable(),
    risk: riskLevel,
    outcomes: z.array(prescanOutcome),
    parties: z.array(prescanParty),
  })
  .meta({ id: 'PrescanState' });
export type PrescanState = z.infer<typeof prescanState>;

const answerText = z.string().max(2000);
export const answerValue = z.union([answerText, z.array(answerText).max(200), z.null()]);
export type AnswerValue = z.infer<typeof answerValue>;

export const prescanQuestion = z
  .object({
    id: z.string(),
    parent: z.string().nullable(),
    title: z.string(),
    description: z.string().nullable(),
    kind: z.enum(['group', 'yes-no', 'one', 'several', 'text']),
    options: z.array(z.object({ value: z.string(), label: z.string() })),
    conditions: z.array(
      z.object({ question: z.string(), operator: z.enum(['equals', 'contains']), value: z.string() }),
    ),
  })
  .meta({ id: 'PrescanQuestion' });
export type PrescanQuestion = z.infer<typeof prescanQuestion>;

export const prescanAnswer = z
  .object({ question: z.string(), organisation: slug, value: answerValue, by: person, at: instant })
  .meta({ id: 'PrescanAnswer' });
export type PrescanAnswer = z.infer<typeof prescanAnswer>;

export const prescan = prescanState
  .extend({
    form: assessmentForm,
    questions: z.array(prescanQuestion),
    answers: z.array(prescanAnswer),
    /** What the contracts of the reader's organisation already say. */
    suggestions: z.array(z.object({ question: z.string(), value: answerValue })),
    /** Both readings of what is compared with a limit. */
    sums: z.array(
      z.object({ criterion: z.string(), limit: z.number(), literal: z.number(), repaired: z.number() }),
    ),
    defects: z.array(defect),
    may: z.object({ answer: permission }),
  })
  .meta({ id: 'Prescan' });
export type Prescan = z.infer<typeof prescan>;

export const prescanAnswersInput = z.object({
  answers: z.record(z.string().max(60), answerValue).refine((all) => Object.keys(all).length <= 200),
  /** The newest of the answers that the writer saw of their own organisation to these questions. */
  seen: instant.nullable(),
});
export type PrescanAnswersInput = z.infer<typeof prescanAnswersInput>;
