import { hkdfSync } from 'node:crypto';
import { parse, serialize } from 'hono/utils/cookie';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import { z } from 'zod';

/** What is remembered in the browser between going to the provider and coming back. */
const pending = z.object({
  organisation: z.string(),
  kind: z.enum(['sign-in', 'open', 'link', 'proof']),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** The page to end on. */
  to: z.string(),
  /** The one-time code to open an account with, hashed. */
  code: z.string().optional(),
  /** Who proves or links. */
  person: z.string().optional(),
});
export type PendingSignOn = z.infer<typeof pending>;
export type BegunSignOn = PendingSignOn & { readonly begunAt: Date };

export interface CookieDeps {
  readonly secret: string;
  readonly publicUrl?: string | undefined;
  readonly now: () => Date;
}

const minutes = 10;
const isHttps = ({ publicUrl }: CookieDeps): boolean => publicUrl?.startsWith('https:') ?? false;
const nameOf = (deps: CookieDeps): string => (isHttps(deps) ? '__Host-datalab.sign_on' : 'datalab.sign_on');

/** Sealed, so that nobody reads the verifier or makes one up, and of no use after ten minutes. */
export async function keepPending(deps: CookieDeps, content: PendingSignOn): Promise<Headers> {
  const at = Math.floor(deps.now().getTime() / 1000);
  const sealed = await new EncryptJWT(content)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setIssuedAt(at)
    .setExpirationTime(at + minutes * 60)
    .encrypt(keyOf(deps));
  return cookie(deps, sealed, minutes * 60);
}

/** What was kept, when this server kept it and it is not too old. */
export async function readPending(deps: CookieDeps, headers: Headers): Promise<BegunSignOn | undefined> {
  const name = nameOf(deps);
  const sealed = parse(headers.get('cookie') ?? '', name)[name];
  if (sealed === undefined) return undefined;
  try {
    const { payload } = await jwtDecrypt(sealed, keyOf(deps), { currentDate: deps.now() });
    return { ...pending.parse(payload), begunAt: new Date((payload.iat ?? 0) * 1000) };
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

/** It is of one use. */
export function forgetPending(deps: CookieDeps): Headers {
  return cookie(deps, '', 0);
}

function cookie(deps: CookieDeps, value: string, maxAge: number): Headers {
  const options = { path: '/', maxAge, httpOnly: true, secure: isHttps(deps), sameSite: 'Lax' } as const;
  return new Headers({ 'set-cookie': serialize(nameOf(deps), value, options) });
}

function keyOf({ secret }: CookieDeps): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'sign-on between here and the provider', 32));
}
