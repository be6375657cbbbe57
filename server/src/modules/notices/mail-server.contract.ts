import { z } from 'zod';
import { defineRoute } from '../../platform/http/route.ts';

/** A name or an IPv4 address. */
const host = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i);
const sender = z.string().min(3).max(320);
const publicUrl = z.url({ protocol: /^https?$/ }).max(300);

const serverFields = {
  host,
  port: z.int().min(1).max(65_535),
  /** Null for a server that lets this machine send without a name. */
  user: z.string().min(1).max(320).nullable(),
  from: sender,
  publicUrl,
};

export const mailServer = z
  .object({
    /** The environment wins from what is set on the page; a demo sends nothing. */
    decidedBy: z.enum(['demo', 'environment', 'settings']),
    /** Null until somebody chose. */
    way: z.enum(['server', 'without']).nullable(),
    server: z.object({ ...serverFields, hasPassword: z.boolean() }).nullable(),
  })
  .meta({ id: 'MailServer' });
export type MailServer = z.infer<typeof mailServer>;

const mailServerInput = z.discriminatedUnion('way', [
  z.object({ way: z.literal('without') }),
  z.object({
    way: z.literal('server'),
    ...serverFields,
    /** Null keeps the one there is, for the same server and user only. */
    password: z.string().min(1).max(300).nullable(),
  }),
]);
export type MailServerInput = z.infer<typeof mailServerInput>;

const notYours = ['notices.administrator-only', 'notices.founding-only'] as const;

export const mailServerRoutes = {
  getMailServer: defineRoute({
    method: 'get',
    path: '/mail-server',
    operationId: 'getMailServer',
    summary: 'How mail leaves this installation; never with the password',
    response: mailServer,
    status: 200,
    errors: [...notYours],
  }),
  putMailServer: defineRoute({
    method: 'put',
    path: '/mail-server',
    operationId: 'putMailServer',
    summary: 'Choose a mail server, or to do without',
    body: mailServerInput,
    response: mailServer,
    status: 200,
    errors: [
      ...notYours,
      'notices.mail-not-in-demo',
      'notices.mail-from-environment',
      'notices.mail-sender-invalid',
      'notices.mail-password-again',
    ],
  }),
  testMailServer: defineRoute({
    method: 'post',
    path: '/mail-server/test',
    operationId: 'testMailServer',
    summary: 'Send myself a message through the mail server',
    response: z.object({ to: z.string() }),
    status: 200,
    errors: [
      ...notYours,
      'notices.mail-not-set',
      'notices.mail-unreachable',
      'notices.mail-not-encrypted',
      'notices.mail-password-wrong',
      'notices.mail-refused',
    ],
  }),
} as const;
