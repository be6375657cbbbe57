import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { parseCookies, serializeCookie } from 'better-call';
import { z } from 'zod';
import { keyFor } from './factors.keys.ts';

/** Who gave the right password and not yet the second factor: kept by their browser, for five minutes. */
export interface SecondStepDeps {
  readonly secret: string;
  readonly publicUrl?: string | undefined;
  readonly now: () => Date;
}

const validSeconds = 300;
const pending = z.object({ person: z.string(), until: z.number() });

export async function beginSecondStep(deps: SecondStepDeps, person: string): Promise<Headers> {
  const until = deps.now().getTime() + validSeconds * 1000;
  const key = keyFor(deps.secret, 'second step');
  const value = await symmetricEncrypt({ key, data: JSON.stringify({ person, until }) });
  return new Headers({ 'set-cookie': toCookie(deps, value, validSeconds) });
}

export async function findSecondStep(deps: SecondStepDeps, headers: Headers): Promise<string | undefined> {
  const value = parseCookies(headers.get('cookie') ?? '').get(cookieName(deps));
  if (value === undefined || value === '') return undefined;
  const read = await open(deps, value);
  return read !== undefined && read.until > deps.now().getTime() ? read.person : undefined;
}

export function endSecondStep(deps: SecondStepDeps): string {
  return toCookie(deps, '', 0);
}

async function open(deps: SecondStepDeps, value: string): Promise<z.infer<typeof pending> | undefined> {
  const key = keyFor(deps.secret, 'second step');
  try {
    return pending.parse(JSON.parse(await symmetricDecrypt({ key, data: value })));
  } catch {
    // Not of this server, or changed on the way: the same as none.
    return undefined;
  }
}

function isHttps({ publicUrl }: SecondStepDeps): boolean {
  return publicUrl?.startsWith('https:') ?? false;
}

function cookieName(deps: SecondStepDeps): string {
  return `${isHttps(deps) ? '__Host-' : ''}datalab.second_step`;
}

function toCookie(deps: SecondStepDeps, value: string, maxAge: number): string {
  const secure = isHttps(deps);
  return serializeCookie(cookieName(deps), value, {
    ...{ httpOnly: true, sameSite: 'strict', path: '/', maxAge },
    secure,
  });
}
