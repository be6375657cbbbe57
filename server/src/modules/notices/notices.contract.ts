import { z } from 'zod';
import { id, instant, localText, slug } from '../../platform/http/common.contract.ts';
import { defineRoute } from '../../platform/http/route.ts';
import type { Blocker } from '../editions/editions.contract.ts';
import { inEdition } from '../editions/in-edition.contract.ts';

export const noticeLanguages = ['nl', 'en'] as const;
export const noticeLanguage = z.enum(noticeLanguages);
export type NoticeLanguage = z.infer<typeof noticeLanguage>;

/** Why people get mail. An invitation, a link and what happens to the own account are not asked for; the others somebody may do without. */
export const noticeKinds = [
  'invitation',
  'nudge',
  'reminder',
  'measured',
  'account-link',
  'account-news',
  'own-account',
  'incident',
] as const;
export const noticeKind = z.enum(noticeKinds).meta({ id: 'NoticeKind' });
export type NoticeKind = z.infer<typeof noticeKind>;

export const optionalKinds = [
  'nudge',
  'reminder',
  'measured',
  'account-news',
] as const satisfies readonly NoticeKind[];
const optionalKind = z.enum(optionalKinds);
export type OptionalKind = z.infer<typeof optionalKind>;

/**
 * `waiting`: will be sent. `sent`: the mail server took it. `failed`: it was refused, or nobody answered for
 * hours. `kept`: it is not sent, because no mail is configured or the person does without.
 */
export const noticeStates = ['waiting', 'sent', 'failed', 'kept'] as const;
export const noticeState = z.enum(noticeStates).meta({ id: 'NoticeState' });
export type NoticeState = z.infer<typeof noticeState>;

export const noticeReason = z.enum(['no-mail', 'muted', 'refused', 'unreachable']);
export type NoticeReason = z.infer<typeof noticeReason>;

export const notice = z
  .object({
    id,
    kind: noticeKind,
    /** The recipient. */
    to: z.object({ name: z.string(), email: z.string() }),
    language: noticeLanguage,
    edition: slug.nullable(),
    subject: z.string(),
    paragraphs: z.array(z.string()),
    /** Under the address of the platform; the words of the link beside it. */
    link: z.object({ path: z.string(), label: z.string() }),
    state: noticeState,
    reason: noticeReason.nullable(),
    tries: z.int(),
    at: instant,
    settledAt: instant.nullable(),
  })
  .meta({ id: 'Notice' });
export type Notice = z.infer<typeof notice>;

export const mailSettings = z
  .object({
    language: noticeLanguage,
    /** The kinds somebody does without. */
    without: z.array(optionalKind),
  })
  .meta({ id: 'MailSettings' });
export type MailSettings = z.infer<typeof mailSettings>;

const blockerKeyMax = 300;

/** A friendly message to the people who can clear one obstacle of an edition. */
export const nudge = z
  .object({
    edition: slug,
    /** What it is about: the `blockerKey` of a blocker. */
    blocker: z.string(),
    by: z.string(),
    organisation: slug,
    at: instant,
    to: z.array(z.string()),
  })
  .meta({ id: 'Nudge' });
export type Nudge = z.infer<typeof nudge>;

/** Names one obstacle of an edition for as long as it is there; numbers in its sentence may change meanwhile. */
export function blockerKey({ code, params, who }: Pick<Blocker, 'code' | 'params' | 'who'>): string {
  const about = Object.values(params).flatMap((value) => {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? [value.nl] : [];
  });
  return [code, who.organisation ?? '', ...about].join('/').slice(0, blockerKeyMax);
}

const nudges = z.object({ nudges: z.array(nudge), may: z.object({ nudge: z.boolean() }) });

export const noticesErrors = [
  'notices.leader-only',
  'notices.not-blocked',
  'notices.nobody-to-nudge',
  'notices.nudged-today',
  'notices.outbox-closed',
  'notices.administrator-only',
  'notices.founding-only',
  'notices.mail-not-in-demo',
  'notices.mail-from-environment',
  'notices.mail-sender-invalid',
  'notices.mail-password-again',
  'notices.mail-not-set',
  'notices.mail-unreachable',
  'notices.mail-not-encrypted',
  'notices.mail-password-wrong',
  'notices.mail-refused',
] as const;
export type NoticesError = (typeof noticesErrors)[number];
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    notices: (typeof noticesErrors)[number];
  }
}

export const noticesRoutes = {
  getMailSettings: defineRoute({
    method: 'get',
    path: '/me/mail',
    operationId: 'getMailSettings',
    summary: 'Which mails I get, in which language',
    response: mailSettings,
    status: 200,
    errors: [],
  }),
  putMailSettings: defineRoute({
    method: 'put',
    path: '/me/mail',
    operationId: 'putMailSettings',
    summary: 'Choose which mails I get, in which language',
    body: mailSettings,
    response: mailSettings,
    status: 200,
    errors: [],
  }),
  listMyNudges: defineRoute({
    method: 'get',
    path: '/me/nudges',
    operationId: 'listMyNudges',
    summary: 'Who asked me to go on with what, in the last two weeks',
    response: z.array(nudge),
    status: 200,
    errors: [],
  }),
  listOutbox: defineRoute({
    method: 'get',
    path: '/outbox',
    operationId: 'listOutbox',
    summary: 'The newest messages, and whether they are sent',
    query: z.object({ edition: slug.optional() }),
    response: z.object({
      /** Whether a mail server is configured. */
      mail: z.boolean(),
      editions: z.array(z.object({ slug, title: localText })),
      notices: z.array(notice),
    }),
    status: 200,
    errors: ['notices.outbox-closed'],
  }),
  listNudges: inEdition({
    method: 'get',
    path: '/editions/{edition}/nudges',
    operationId: 'listNudges',
    summary: 'The reminders that were sent',
    params: z.object({ edition: slug }),
    response: nudges,
    status: 200,
    errors: [],
  }),
  nudge: inEdition({
    method: 'post',
    path: '/editions/{edition}/nudges',
    operationId: 'nudge',
    summary: 'Send a reminder to the people who can clear an obstacle',
    params: z.object({ edition: slug }),
    body: z.object({ blocker: z.string().min(1).max(blockerKeyMax) }),
    response: nudges,
    status: 201,
    refusesFinished: false,
    errors: ['notices.leader-only', 'notices.not-blocked', 'notices.nobody-to-nudge', 'notices.nudged-today'],
  }),
} as const;
