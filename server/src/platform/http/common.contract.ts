import { z } from 'zod';

/** A text in both languages of the platform. */
export const localText = z
  .object({ nl: z.string().min(1).max(2000), en: z.string().min(1).max(2000) })
  .meta({ id: 'LocalText' });
export type LocalText = z.infer<typeof localText>;

/** People type in one language; both readers then see those same words. */
export const localTextInput = z.union([z.string().trim().min(1).max(2000), localText]);
export type LocalTextInput = z.infer<typeof localTextInput>;

export const slug = z
  .string()
  .min(2)
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

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
      .array(z.object({ path: z.string(), message: z.string(), code: z.string().optional() }))
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
  'session.required',
  'session.forbidden',
  'session.role-waits',
  'server.starting',
  'server.unexpected',
] as const;
export type GeneralError = (typeof generalErrors)[number];

export const protectedValue = z
  .discriminatedUnion('status', [
    z.object({ status: z.literal('published'), value: z.number() }),
    z.object({ status: z.literal('zero'), value: z.literal(0) }),
    /** With a reason only where it tells nothing about people: the noise is too large beside the figure. */
    z.object({ status: z.literal('suppressed'), reason: z.literal('too-uncertain').optional() }),
    z.object({ status: z.literal('missing') }),
  ])
  .meta({ id: 'ProtectedValue' });
export type ProtectedValue = z.infer<typeof protectedValue>;

export function localTextFrom(input: LocalTextInput): LocalText {
  return typeof input === 'string' ? { nl: input, en: input } : input;
}
