import { Failure } from '../../platform/errors/failure.ts';
import { acceptCode } from './factors.codes.ts';
import type { PasskeyProof, PasskeyRequest } from './factors.contract.ts';
import type { FactorDeps } from './factors.deps.ts';
import { acceptPasskey, describePasskeyProof } from './factors.passkeys.ts';
import { endSecondStep, findSecondStep } from './factors.second-step.ts';
import type { SignInMethod } from './identity.contract.ts';
import { beginSession, type SignedIn } from './identity.service.ts';
import { tellRefusal } from './sign-in.ts';

export async function takeSecondStep(
  deps: FactorDeps,
  code: string,
  { headers, caller }: { readonly headers: Headers; readonly caller: string },
): Promise<SignedIn> {
  const person = await findSecondStep(deps, headers);
  if (person === undefined) throw new Failure('identity.second-step-over', 401);
  try {
    await acceptCode(deps, person, code);
  } catch (error) {
    // Whoever guesses here has the password already.
    if (error instanceof Failure) tellRefusal(deps, { id: person }, caller);
    throw error;
  }
  return finish(deps, person, 'password-and-code', headers);
}

export function startPasskeySignIn(deps: FactorDeps, headers: Headers): Promise<PasskeyRequest> {
  return describePasskeyProof(deps, 'sign-in', null, headers);
}

/** The passkey says whose it is, and checked its user: something they have and something they know or are. */
export async function signInWithPasskey(
  deps: FactorDeps,
  passkey: PasskeyProof,
  headers: Headers,
): Promise<SignedIn> {
  const person = await acceptPasskey(deps, 'sign-in', null, passkey, headers);
  return finish(deps, person, 'passkey', headers);
}

async function finish(
  deps: FactorDeps,
  person: string,
  method: SignInMethod,
  headers: Headers,
): Promise<SignedIn> {
  const { session, cookies } = await beginSession(deps, person, method, headers);
  cookies.append('set-cookie', endSecondStep(deps));
  return { session, cookies };
}
