import { allowed, denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import { type Actor, requireConfirmed } from '../../platform/http/actor.ts';
import type { Role } from './identity.contract.ts';

/**
 * The own organisation's administrators decide through whom its people sign in; once it is confirmed who they are, for
 * others with an address in its domains are sent to its provider.
 */
export function mayChangeSignOn(actor: Actor, organisation: string): PolicyAnswer {
  if (actor.organisation !== organisation) return denied('identity.other-organisation');
  return actor.roles.includes('administrator')
    ? requireConfirmed(actor)
    : denied('identity.administrator-only');
}

export interface GroupRoles {
  readonly group: string;
  readonly roles: readonly Role[];
}

/** A group that the organisation did not map, its own or of another organisation, gives nothing. */
export function rolesOfGroups(groups: readonly string[], map: readonly GroupRoles[]): Role[] {
  const given = map.filter(({ group }) => groups.includes(group)).flatMap(({ roles }) => roles);
  return [...new Set(given)];
}

/**
 * What somebody holds after a sign-in: what the groups give, without privacy officer beside facilitator, which are never
 * one person; and with administrator for the last one of the organisation, or nobody could let people in any more.
 */
export function renewRoles(
  given: readonly Role[],
  { isLastAdministrator }: { readonly isLastAdministrator: boolean },
): Role[] {
  const kept =
    isLastAdministrator && !given.includes('administrator') ? [...given, 'administrator' as const] : given;
  return kept.filter((role) => role !== 'privacy-officer' || !kept.includes('facilitator'));
}

/** A password opens no account with an address that goes through the provider, save that of an administrator. */
export function mayUsePassword(
  account: { readonly email: string; readonly heldRoles: readonly Role[] },
  signOn: { readonly domains: readonly string[]; readonly domainsOnly: boolean } | undefined,
): PolicyAnswer {
  if (signOn === undefined || !signOn.domainsOnly) return allowed;
  if (account.heldRoles.includes('administrator')) return allowed;
  return signOn.domains.includes(domainOf(account.email)) ? denied('identity.sign-on-required') : allowed;
}

export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}
