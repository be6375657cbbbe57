import type { Role } from '../identity/identity.contract.ts';
import { type Background, backgrounds } from './questions.contract.ts';

const technical: readonly Role[] = ['engineer', 'analyst'];
const domain: readonly Role[] = ['participant', 'steward', 'privacy-officer'];

/** A first guess. No role implies that a person works at the front line, so people must say so. */
export function backgroundOfRoles(roles: readonly Role[]): Background | null {
  if (roles.some((role) => technical.includes(role))) return 'technical';
  return roles.some((role) => domain.includes(role)) ? 'domain' : null;
}

/** Requirement 51: which of the three backgrounds is missing. */
export function findMissing(present: readonly { readonly background: Background | null }[]): Background[] {
  return backgrounds.filter((wanted) => !present.some(({ background }) => background === wanted));
}
