import {
  identityRoutes,
  type Organisation,
  type Person,
  type Role,
} from '@datalab/server/modules/identity/identity.contract.ts';
import type { LocalText } from '@datalab/server/platform/http/common.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from './query.ts';

export const sessionQuery = apiQuery(identityRoutes.getSession, {});
export const organisationsQuery = apiQuery(identityRoutes.listOrganisations, {});

/** The signed-in person; only for pages behind the sign-in, where there always is one. */
export function usePerson(): Person | null {
  return useQuery(sessionQuery).data?.person ?? null;
}

export function hasRole(person: Person | null, role: Role): boolean {
  return person?.roles.includes(role) ?? false;
}

const unknownColour = 6;
const none: readonly Organisation[] = [];

export interface OrganisationBook {
  readonly all: readonly Organisation[];
  isKnown(slug: string): boolean;
  nameOf(slug: string): LocalText;
  colourOf(slug: string): number;
}

/** The organisations of the network by their technical name; nothing before somebody has signed in. */
export function useOrganisations(): OrganisationBook {
  const session = useQuery(sessionQuery).data;
  const enabled = (session?.person ?? null) !== null && session?.lacksSecondFactor === false;
  const all = useQuery({ ...organisationsQuery, enabled }).data ?? none;
  return organisationsToBook(all);
}

export function organisationsToBook(all: readonly Organisation[]): OrganisationBook {
  const find = (slug: string) => all.find((organisation) => organisation.slug === slug);
  return {
    all,
    isKnown: (slug) => find(slug) !== undefined,
    nameOf: (slug) => find(slug)?.name ?? { nl: slug, en: slug },
    colourOf: (slug) => find(slug)?.colour ?? unknownColour,
  };
}
