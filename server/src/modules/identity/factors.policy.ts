import { allowed, denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import { type Actor, requireRole } from '../../platform/http/actor.ts';
import type { SignInMethod } from './identity.contract.ts';

/** A passkey that checks its user, and an organisation's own sign-in, are more than a password. */
const methodsWithoutSecondFactor: readonly SignInMethod[] = ['password'];

export function lacksSecondFactor(
  method: SignInMethod,
  { isDemanded }: { readonly isDemanded: boolean },
): boolean {
  return isDemanded && methodsWithoutSecondFactor.includes(method);
}

/** The persons of a demo are played by everybody: what one visitor sets would shut out the next. */
export function maySetFactor(method: SignInMethod): PolicyAnswer {
  return method === 'demo' ? denied('identity.not-in-demo') : allowed;
}

/** Where the organisation demands a second factor, the last one stays until there is another. */
export function mayRemoveFactor(
  factorCount: number,
  { isDemanded }: { readonly isDemanded: boolean },
): PolicyAnswer {
  return isDemanded && factorCount <= 1 ? denied('identity.factor-demanded') : allowed;
}

export function mayChangeSignInRules(actor: Actor, organisation: string): PolicyAnswer {
  if (actor.organisation !== organisation) return denied('identity.other-organisation');
  return requireRole(actor, ['administrator'], 'identity.administrator-only');
}

/** For a colleague who lost phone and backup codes; administrators turn to another administrator. */
export function mayResetFactors(
  actor: Actor,
  person: { readonly id: string; readonly organisation: string },
): PolicyAnswer {
  const administers = mayChangeSignInRules(actor, person.organisation);
  if (!administers.allowed) return administers;
  return actor.id === person.id ? denied('identity.not-yourself') : allowed;
}
