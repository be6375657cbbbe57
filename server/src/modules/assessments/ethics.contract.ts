import { z } from 'zod';
import { id, instant, localText, permission, slug, textInput } from '../../platform/http/common.contract.ts';

/** The seven of the Data and AI Ethics Framework of the United Kingdom, December 2025. */
export const principleKeys = [
  'transparency',
  'accountability',
  'fairness',
  'privacy',
  'sustainability',
  'societal-impact',
  'safety',
] as const;
export const principle = z.enum(principleKeys);
export type Principle = z.infer<typeof principle>;

/** From 0, nobody has looked at it, to 5; what each means stands with the texts of the pages. */
export const scoreValues = [0, 1, 2, 3, 4, 5] as const;
/** Null says that somebody does not know. */
export const score = z.int().min(0).max(5).nullable();

/** One for each principle. */
export const scores = z.record(principle, score);
export type Scores = z.infer<typeof scores>;

export const principleSpread = z
  .object({ principle, counts: z.array(z.int()).length(6), unknown: z.int() })
  .meta({ id: 'PrincipleSpread' });

const recorded = {
  id,
  by: z.object({ name: z.string(), organisation: slug }),
  at: instant,
  reviewOn: z.iso.date(),
  /** The day of review has passed. */
  overdue: z.boolean(),
};

export const tradeOff = z
  .object({
    ...recorded,
    /** What the choice favours, and what it costs. */
    favours: principle,
    costs: principle,
    choice: localText,
    givenUp: localText,
  })
  .meta({ id: 'TradeOff' });
export type TradeOff = z.infer<typeof tradeOff>;

export const tradeOffInput = z.object({
  favours: principle,
  costs: principle,
  choice: textInput,
  givenUp: textInput,
  reviewOn: z.iso.date(),
});

export const adviceKind = z.enum(['deda', 'iama', 'external']);
/** A page elsewhere, or one of this platform. */
const link = z
  .string()
  .max(500)
  .regex(/^(https:\/\/[^\s/?#]+\S*|\/editions\/[\w./-]*)$/);

export const attachedAdvice = z
  .object({
    ...recorded,
    kind: adviceKind,
    title: z.string(),
    date: z.iso.date(),
    advice: localText,
    conditions: localText.nullable(),
    link: z.string().nullable(),
  })
  .meta({ id: 'AttachedAdvice' });
export type AttachedAdvice = z.infer<typeof attachedAdvice>;

export const adviceInput = z.object({
  kind: adviceKind,
  title: z.string().trim().min(1).max(200),
  date: z.iso.date(),
  advice: textInput,
  conditions: textInput.nullable(),
  link: link.nullable(),
  reviewOn: z.iso.date(),
});

export const ethics = z
  .object({
    scorers: z.int(),
    spread: z.array(principleSpread),
    mine: scores.nullable(),
    tradeOffs: z.array(tradeOff),
    advice: z.array(attachedAdvice),
    may: z.object({ score: permission, record: permission }),
  })
  .meta({ id: 'Ethics' });
export type Ethics = z.infer<typeof ethics>;
