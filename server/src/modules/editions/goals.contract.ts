import { z } from 'zod';
import { id, instant, localText, permission, slug } from '../../platform/http/common.contract.ts';

/** What another organisation says of a success criterion: sharp or not, and why. */
export const goalReview = z
  .object({
    sharp: z.boolean(),
    /** Null, as is its writer, for a goal with which an edition started before goals were reviewed. */
    remark: z.string().nullable(),
    by: z.string().nullable(),
    organisation: slug.nullable(),
    at: instant,
  })
  .meta({ id: 'GoalReview' });
export type GoalReview = z.infer<typeof goalReview>;

export const goal = z
  .object({
    id,
    /** Null for the joint goal. */
    organisation: slug.nullable(),
    text: localText,
    successCriterion: localText.nullable(),
    /** Of these words; null again when they change. */
    review: goalReview.nullable(),
    /** Sharp: it says what is wanted and when it is reached, and another organisation agrees that it does. */
    sharp: z.boolean(),
    by: z.string(),
    at: instant,
  })
  .meta({ id: 'Goal' });
export type Goal = z.infer<typeof goal>;

/** A goal for the reader of an edition. */
export const editionGoal = goal.extend({ may: z.object({ review: permission }) }).meta({ id: 'EditionGoal' });
export type EditionGoal = z.infer<typeof editionGoal>;
