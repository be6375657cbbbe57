import { allowed, denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import { type Actor, requireConfirmed, requireRole } from '../../platform/http/actor.ts';
import type { Role } from './identity.contract.ts';
import { mayAddOrganisation } from './identity.policy.ts';

/** What the rules below look at in an account. */
export interface HeldAccount {
  readonly id: string;
  readonly organisation: string;
  readonly heldRoles: readonly Role[];
  readonly since: Date;
  /** Who made the code it was opened with. */
  readonly madeById: string | null;
  /** Who gave the role of privacy officer later than that. */
  readonly officerGivenById: string | null;
  readonly isConfirmedOrganisation: boolean;
  readonly isConfirmedOfficer: boolean;
  readonly isBlocked: boolean;
  /** They come in through the provider of their organisation. */
  readonly hasSignOn: boolean;
}

const administrator: Role = 'administrator';
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

/** Accounts are made inside the own organisation, by its administrators. */
export function mayAddPerson(actor: Actor, organisation: string): PolicyAnswer {
  if (!actor.roles.includes(administrator)) return denied('identity.administrator-only');
  return actor.organisation === organisation ? allowed : denied('identity.other-organisation');
}

/** A partner nobody can come in for gets its first account through a code of an organisation that is confirmed. */
export function mayMakeFirstCode(
  actor: Actor,
  accounts: readonly Pick<HeldAccount, 'isBlocked'>[],
): PolicyAnswer {
  const invites = mayAddOrganisation(actor);
  if (!invites.allowed) return invites;
  return accounts.every(({ isBlocked }) => isBlocked) ? allowed : denied('identity.has-accounts');
}

/** The people who may make a code may also renew or withdraw it: of a first account, those of its maker's organisation. */
export function mayChangeCode(
  actor: Actor,
  code: { readonly madeFor: string; readonly madeBy: string; readonly isFirst: boolean },
): PolicyAnswer {
  if (!code.isFirst) return mayAddPerson(actor, code.madeFor);
  const invites = mayAddOrganisation(actor);
  if (!invites.allowed) return invites;
  return actor.organisation === code.madeBy ? allowed : denied('identity.other-organisation');
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
 * a colleague who was there before, or where there is none a privacy officer of another organisation. Administrators
 * choose the provider, and so who comes in through it: of that they are makers too.
 */
export function mayConfirmOfficer(
  actor: Actor,
  candidate: HeldAccount,
  colleagues: readonly HeldAccount[],
): PolicyAnswer {
  if (!candidate.heldRoles.includes(officer) || candidate.isBlocked) return denied('identity.no-officer');
  if (candidate.isConfirmedOfficer) return denied('identity.already-confirmed');
  if (actor.id === candidate.id) return denied('identity.not-yourself');
  const choosers = candidate.hasSignOn ? colleagues.filter(isAdministrator).map(({ id }) => id) : [];
  const makers = [candidate.madeById, candidate.officerGivenById, ...choosers];
  if (makers.includes(actor.id)) return denied('identity.maker-confirms-not');
  const witnesses = colleagues.filter(
    ({ id, since, isBlocked }) => !isBlocked && !makers.includes(id) && since < candidate.since,
  );
  if (actor.organisation === candidate.organisation) {
    return witnesses.some(({ id }) => id === actor.id) ? allowed : denied('identity.newer-account');
  }
  const isOfficer = requireRole(actor, [officer], 'identity.privacy-officer-only');
  return isOfficer.allowed && witnesses.length > 0 ? denied('identity.colleague-first') : isOfficer;
}

/** An administrator, never for oneself, and never so that nobody is left to let people in. */
export function mayBlock(
  actor: Actor,
  person: Pick<HeldAccount, 'id' | 'organisation'>,
  colleagues: readonly HeldAccount[],
): PolicyAnswer {
  const administers = mayAddPerson(actor, person.organisation);
  if (!administers.allowed) return administers;
  if (actor.id === person.id) return denied('identity.not-yourself');
  return isLastAdministrator(person.id, colleagues) ? denied('identity.last-administrator') : allowed;
}

/** A role of privacy officer is never given to oneself, and waits for another person whoever gives it. */
export function mayChangeRoles(
  actor: Actor,
  person: HeldAccount,
  next: readonly Role[],
  colleagues: readonly HeldAccount[],
): PolicyAnswer {
  const administers = mayAddPerson(actor, person.organisation);
  if (!administers.allowed) return administers;
  if (person.isBlocked) return denied('identity.already-blocked');
  const becomesOfficer = next.includes(officer) && !person.heldRoles.includes(officer);
  if (actor.id === person.id && becomesOfficer) return denied('identity.own-officer');
  const stops = !next.includes(administrator) && isLastAdministrator(person.id, colleagues);
  return stops ? denied('identity.last-administrator') : mayHoldTogether(next);
}

/** A colleague who cannot come in is helped by an administrator; nobody goes round their own password. */
export function mayReset(actor: Actor, person: HeldAccount): PolicyAnswer {
  const administers = mayAddPerson(actor, person.organisation);
  if (!administers.allowed) return administers;
  if (actor.id === person.id) return denied('identity.not-yourself');
  return person.isBlocked ? denied('identity.already-blocked') : allowed;
}

/** What changes in the accounts is for those who decide about them and those who watch over it. */
export function mayReadNews(actor: Actor): boolean {
  return actor.roles.includes(administrator) || actor.roles.includes(officer);
}

/** Somebody who speaks for an organisation tells the network what it intends. */
export function mayDeclareIntention(actor: Actor, organisation: string): PolicyAnswer {
  const speaks = requireRole(actor, [administrator, 'manager'], 'identity.speaker-only');
  if (!speaks.allowed) return speaks;
  if (actor.organisation !== organisation) return denied('identity.other-organisation');
  return requireConfirmed(actor);
}

export function isLastAdministrator(id: string, colleagues: readonly HeldAccount[]): boolean {
  const inForce = colleagues.filter(isAdministrator);
  return inForce.every((account) => account.id === id) && inForce.length > 0;
}

function isAdministrator({ heldRoles, isBlocked }: HeldAccount): boolean {
  return !isBlocked && heldRoles.includes(administrator);
}
