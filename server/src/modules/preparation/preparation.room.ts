import type { Role } from '../identity/identity.contract.ts';
import { type Background, backgrounds } from './questions.contract.ts';

const technical: readonly Role[] = ['engineer', 'analyst'];
const domain: readonly Role[] = ['participant', 'steward', 'privacy-officer'];

/** A first guess; that somebody works at the front line follows from no role, people must say so. */
export function backgroundOfRoles(roles: readonly Role[]): Background | null {
  if (roles.some((role) => technical.includes(role))) return 'technical';
  return roles.some((role) => domain.includes(role)) ? 'domain' : null;
}

/** Requirement 51: which of the three is not in the room. */
export function findMissing(present: readonly { readonly background: Background | null }[]): Background[] {
  return backgrounds.filter((wanted) => !present.some(({ background }) => background === wanted));
}
