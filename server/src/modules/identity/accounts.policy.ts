import { allowed, denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import { type Actor, requireRole } from '../../platform/http/actor.ts';
import type { Role } from './identity.contract.ts';

/** What the rules below look at in an account. */
export interface HeldAccount {
  readonly id: string;
  readonly organisation: string;
  readonly heldRoles: readonly Role[];
  readonly since: Date;
  /** Who made the code it was opened with. */
  readonly madeById: string | null;
  readonly isConfirmedOrganisation: boolean;
  readonly isConfirmedOfficer: boolean;
  readonly isBlocked: boolean;
}

const officer: Role = 'privacy-officer';
/** Roles that touch data or oversee it: inactive until the organisation's representative is confirmed. */
const rolesAfterConfirmation: readonly Role[] = ['steward', 'engineer', 'analyst', officer];

export function waitsForConfirmation(
  role: Role,
  account: Pick<HeldAccount, 'isConfirmedOrganisation' | 'isConfirmedOfficer'>,
): boolean {
  if (role === officer && !account.isConfirmedOfficer) return true;
  return !account.isConfirmedOrganisation && rolesAfterConfirmation.includes(role);
}

/** A person who gives access must not also oversee what is done with it. */
export function mayHoldTogether(held: readonly Role[]): PolicyAnswer {
  const both = held.includes('facilitator') && held.includes(officer);
  return both ? denied('identity.roles-apart') : allowed;
}

/** Accounts are made inside the own organisation, by its facilitator. */
export function mayAddPerson(actor: Actor, organisation: string): PolicyAnswer {
  if (!isFacilitator(actor)) return denied('identity.facilitator-only');
  return actor.organisation === organisation ? allowed : denied('identity.other-organisation');
}

/** A partner without accounts gets its first account through a code of the founding organisation. */
export function mayMakeFirstCode(
  actor: Actor,
  founding: string | undefined,
  accounts: readonly Pick<HeldAccount, 'isBlocked'>[],
): PolicyAnswer {
  if (!isFacilitator(actor)) return denied('identity.facilitator-only');
  if (actor.organisation !== founding) return denied('identity.other-organisation');
  return accounts.every(({ isBlocked }) => isBlocked) ? allowed : denied('identity.has-accounts');
}

/** The people who may make a code may also renew or withdraw it. */
export function mayChangeCode(
  actor: Actor,
  code: { readonly organisation: string; readonly isFirst: boolean },
  founding: string | undefined,
): PolicyAnswer {
  if (!isFacilitator(actor)) return denied('identity.facilitator-only');
  const maker = code.isFirst ? founding : code.organisation;
  return actor.organisation === maker ? allowed : denied('identity.other-organisation');
}

/**
 * A privacy officer of another organisation, and not the maker of the code: else one person would both hand out an
 * account and vouch for it.
 */
export function mayConfirmOrganisation(
  actor: Actor,
  organisation: string,
  first: HeldAccount | undefined,
): PolicyAnswer {
  if (first === undefined) return denied('identity.no-account-yet');
  if (first.isConfirmedOrganisation) return denied('identity.already-confirmed');
  if (actor.organisation === organisation) return denied('identity.own-organisation');
  if (actor.id === first.madeById) return denied('identity.maker-confirms-not');
  return requireRole(actor, [officer], 'identity.privacy-officer-only');
}

/**
 * The maker of a code sees it, and could open the account too. So the role of privacy officer waits for another person:
 * a colleague who was there before, or where there is none a privacy officer of another organisation.
 */
export function mayConfirmOfficer(
  actor: Actor,
  candidate: HeldAccount,
  colleagues: readonly HeldAccount[],
): PolicyAnswer {
  if (!candidate.heldRoles.includes(officer) || candidate.isBlocked) return denied('identity.no-officer');
  if (candidate.isConfirmedOfficer) return denied('identity.already-confirmed');
  if (actor.id === candidate.id) return denied('identity.not-yourself');
  if (actor.id === candidate.madeById) return denied('identity.maker-confirms-not');
  const witnesses = colleagues.filter(
    ({ id, since, isBlocked }) => !isBlocked && id !== candidate.madeById && since < candidate.since,
  );
  if (actor.organisation === candidate.organisation) {
    return witnesses.some(({ id }) => id === actor.id) ? allowed : denied('identity.newer-account');
  }
  const isOfficer = requireRole(actor, [officer], 'identity.privacy-officer-only');
  return isOfficer.allowed && witnesses.length > 0 ? denied('identity.colleague-first') : isOfficer;
}

/** The facilitator, or where there is none the privacy officer, and never for oneself. */
export function mayBlock(
  actor: Actor,
  person: Pick<HeldAccount, 'id' | 'organisation'>,
  colleagues: readonly HeldAccount[],
): PolicyAnswer {
  if (actor.organisation !== person.organisation) return denied('identity.other-organisation');
  const led = colleagues.some(({ heldRoles, isBlocked }) => !isBlocked && heldRoles.includes('facilitator'));
  const administrator = requireRole(actor, [led ? 'facilitator' : officer], 'identity.administrator-only');
  if (!administrator.allowed) return administrator;
  return actor.id === person.id ? denied('identity.not-yourself') : allowed;
}

function isFacilitator(actor: Actor): boolean {
  return actor.roles.includes('facilitator');
}
