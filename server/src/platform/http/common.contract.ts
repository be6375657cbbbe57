import type { ProtectedFigure } from '@datalab/query-control';
import { z } from 'zod';

export const language = z.enum(['nl', 'en']);
export type Language = z.infer<typeof language>;

const words = z.string().min(1).max(2000);

/** A text in both languages without its moments, for what somebody hands in. */
export const undatedText = z.object({ nl: words, en: words, writtenIn: language.optional() });

/**
 * A text in both languages of the platform. `writtenIn` is the language it was last written in when it was written in
 * one only: the other language shows the same words, or is outdated when it has words of its own. `writtenAt` says
 * since when the words of each language are there, as far as that is known.
 */
export const localText = undatedText
  .extend({
    writtenAt: z.object({ nl: z.iso.datetime().optional(), en: z.iso.datetime().optional() }).optional(),
  })
  .meta({ id: 'LocalText' });
export type LocalText = z.infer<typeof localText>;

/** With something in it that can be seen: a letter, a number, a mark or a symbol. */
const typedWords = z
  .string()
  .trim()
  .min(1)
  .max(2000)
  .regex(/[\p{L}\p{M}\p{N}\p{P}\p{S}]/u);

/** What a person writes: words in one language, and in the other only when they wrote those too. */
export const textChange = z
  .object({ language, text: typedWords, other: typedWords.optional() })
  .meta({ id: 'TextChange' });
export type TextChange = z.infer<typeof textChange>;

/** A new text, or one put back as it was; the moments are never taken from the writer. */
export const textInput = z.union([textChange, undatedText.extend({ nl: typedWords, en: typedWords })]);
export type TextInput = z.infer<typeof textInput>;

export const slug = z
  .string()
  .min(2)
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** The largest whole number that a column of the database holds. */
export const integerMax = 2_147_483_647;

export const id = z.uuid();
export const instant = z.iso.datetime();

/** Values a message needs, filled into the text of its code by the reader's language. */
export const messageParams = z.record(z.string(), z.union([z.string(), z.number(), z.null(), localText]));

/** May this person do this now; if not, the code of the reason. */
export const permission = z
  .object({ allowed: z.boolean(), reason: z.string().optional(), params: messageParams.optional() })
  .meta({ id: 'Permission' });
export type Permission = z.infer<typeof permission>;

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    params: messageParams.optional(),
    problems: z
      .array(
        z.object({
          path: z.string(),
          message: z.string(),
          code: z.string().optional(),
          /** Why, for who asked. */
          reason: localText.optional(),
          /** What can be sent instead, in the form of what was sent. */
          nearest: z.record(z.string(), z.unknown()).optional(),
          /** What the text of the code needs. */
          params: messageParams.optional(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;

/** Codes any operation may answer with. */
export const generalErrors = [
  'request.invalid',
  'request.not-found',
  'request.too-large',
  'request.too-many',
  'request.not-json',
  'request.other-host',
  'request.person-number-in-name',
  'request.numbers-unbound',
  'request.number-unbound',
  'session.required',
  'session.forbidden',
  'session.organisation-waits',
  'session.role-waits',
  'session.token-refused',
  'session.outside-scope',
  'session.prove-again',
  'session.second-factor-first',
  'server.starting',
  'server.unexpected',
] as const;
export type GeneralError = (typeof generalErrors)[number];

export const protectedValue = z
  .discriminatedUnion('status', [
    /**
     * `margin` is how far the value may be off, in its own unit: a count never more, another figure in 99 of 100 cases.
     * Figures that were kept without a margin have none.
     */
    z.object({ status: z.literal('published'), value: z.number(), margin: z.number().min(0).optional() }),
    /** Known only between two bounds, both included. */
    z.object({ status: z.literal('range'), from: z.number(), to: z.number() }),
    z.object({ status: z.literal('zero'), value: z.literal(0) }),
    /**
     * With a reason only where it tells nothing about people: the noise is too large beside the figure, or the figure is
     * under the minimum count and perhaps 0.
     */
    z.object({
      status: z.literal('suppressed'),
      reason: z.enum(['too-uncertain', 'under-minimum']).optional(),
    }),
    z.object({ status: z.literal('missing') }),
  ])
  .meta({ id: 'ProtectedValue' });
export type ProtectedValue = z.infer<typeof protectedValue>;

/**
 * A figure of an answer. It is read as plain data, and sent only as what the rules of protection made: a number by
 * itself, or an object that looks the same, does not compile in the answer of a route.
 */
export const protectedFigure = protectedValue as unknown as z.ZodType<ProtectedValue, ProtectedFigure>;
