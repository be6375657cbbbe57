import { z } from 'zod';
import { id, instant, permission, slug } from '../../platform/http/common.contract.ts';
import { role } from './identity.contract.ts';

/** Each is a link; the end of it can be typed too. */
export const codeKinds = ['founding', 'colleague', 'reset', 'email'] as const;
export const codeKind = z.enum(codeKinds);
export type CodeKind = z.infer<typeof codeKind>;

/** The code itself is in this answer and nowhere else; not even here when it goes by mail. */
export const madeCode = z
  .object({
    id,
    code: z.string().nullable(),
    mailedTo: z.email().nullable(),
    expiresAt: instant,
  })
  .meta({ id: 'MadeAccountCode' });
export type MadeCode = z.infer<typeof madeCode>;

/** A code that opens an account, and that nobody used yet. */
export const accountCode = z
  .object({
    id,
    kind: codeKind,
    organisation: slug,
    name: z.string().nullable(),
    email: z.email().nullable(),
    roles: z.array(role),
    madeBy: z.string(),
    expiresAt: instant,
    may: z.object({ change: permission }),
  })
  .meta({ id: 'AccountCode' });
export type AccountCode = z.infer<typeof accountCode>;
