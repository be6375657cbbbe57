import { allowed, denied, type PolicyAnswer } from '../errors/failure.ts';
import type { ErrorCode } from './route.ts';

/** The signed-in person as the platform knows them on one request; read afresh from the database each time. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly organisation: string;
  /** The roles that are in force. */
  readonly roles: readonly string[];
  /** Roles that were given, and wait until somebody else confirmed them: they allow nothing yet. */
  readonly waitingRoles?: readonly string[];
  /** Nobody confirmed yet who speaks for their organisation: they take part in the talks, and in nothing else. */
  readonly organisationWaits?: boolean;
  /** Their organisation demands a second factor and they have none yet: until then they set it up, and nothing else. */
  readonly lacksSecondFactor?: boolean;
  /** When they last proved who they are; a script has never. */
  readonly provenAt?: Date;
  /** When they were read. */
  readonly readAt?: Date;
  /** A script may do this and nothing else; a person has no such list. */
  readonly scopes?: readonly OperationScope[];
}

/** These operations, with these values in their address. */
export interface OperationScope {
  readonly operationIds: readonly string[];
  readonly params: Readonly<Record<string, string>>;
}

export function requireScope(
  { scopes }: Actor,
  operationId: string,
  params: Readonly<Record<string, string>>,
): PolicyAnswer {
  const isIn = scopes?.some(
    (scope) =>
      scope.operationIds.includes(operationId) &&
      Object.entries(scope.params).every(([name, value]) => params[name] === value),
  );
  return isIn === false ? denied('session.outside-scope') : allowed;
}

const proofMinutes = 15;

/**
 * What cannot be undone, or shows people by name, is for who proved a moment ago that they are still themselves: not for
 * who finds a desk with a session open.
 */
export function requireFreshProof({ provenAt, readAt }: Actor): PolicyAnswer {
  const isFresh =
    provenAt !== undefined &&
    readAt !== undefined &&
    readAt.getTime() - provenAt.getTime() <= proofMinutes * 60_000;
  return isFresh ? allowed : denied('session.prove-again');
}

/**
 * Data, documents and figures that are computed anew wait until the organisation is confirmed, whatever the role:
 * facilitators and participants are in force before that, for the talks.
 */
export function requireConfirmed(actor: Actor): PolicyAnswer {
  return actor.organisationWaits === true ? denied('session.organisation-waits') : allowed;
}

/** Holds one of these roles; when it only waits for confirmation the answer says so. */
export function requireRole(actor: Actor, roles: readonly string[], reason: ErrorCode): PolicyAnswer {
  if (actor.roles.some((held) => roles.includes(held))) return allowed;
  const waits = actor.waitingRoles?.some((held) => roles.includes(held)) ?? false;
  return denied(waits ? 'session.role-waits' : reason);
}
