import type { PolicyAnswer } from '../errors/failure.ts';
import type { Actor } from './actor.ts';

export function person(organisation: string, ...held: string[]): Actor {
  return { id: 'p', name: 'P', email: 'p@example.org', organisation, roles: held };
}

/** The same person, who proved just now that it is them. */
export function justProven<Someone extends Actor | null>(actor: Someone): Someone {
  const now = new Date();
  return actor === null ? actor : { ...actor, provenAt: now, readAt: now };
}

/** `allowed`, or the reason why not: short enough for a table of cases. */
export function verdictOf(answer: PolicyAnswer): string {
  return answer.allowed ? 'allowed' : answer.reason;
}

/** Which of these roles suffice, each held beside another one that allows nothing. */
export function rolesAllowed<Role extends string>(
  roles: readonly Role[],
  may: (actor: Actor) => PolicyAnswer,
  organisation = 'town',
): Role[] {
  return roles.filter((role) => may(person(organisation, 'visitor', role)).allowed);
}
