import type { Actor } from '../../platform/http/actor.ts';
import type { ReleasesDeps } from './releases.service.ts';

interface People extends Pick<ReleasesDeps, 'findEdition'> {
  /** The privacy officers of an organisation. */
  readonly listOfficers: (organisation: string) => Promise<readonly { readonly name: string }[]>;
}

/**
 * Who can give somebody more room in an edition: a privacy officer of their own organisation, else of another that is
 * in; where there is none, the organisation to ask.
 */
export function createFindExtender({ findEdition, listOfficers }: People): ReleasesDeps['findExtender'] {
  return async (slug: string, actor: Actor) => {
    const { organisationsIn } = await findEdition(slug, actor);
    const nearestFirst = organisationsIn.toSorted(
      (a, b) => Number(b === actor.organisation) - Number(a === actor.organisation),
    );
    for (const organisation of nearestFirst) {
      const [officer] = await listOfficers(organisation);
      if (officer !== undefined) return officer.name;
    }
    return nearestFirst[0] ?? actor.organisation;
  };
}
