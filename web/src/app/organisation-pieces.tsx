import { useLocal } from '../i18n/language.tsx';
import { JoinedPieces, Piece } from '../ui/piece.tsx';
import './organisation-pieces.css';
import { useOrganisations } from './session.ts';

/** One organisation: its piece and its name. */
export function OrganisationName({ slug }: { slug: string }) {
  const { nameOf, colourOf } = useOrganisations();
  const local = useLocal();
  return (
    <span className="organisation-name">
      <Piece colour={colourOf(slug)} />
      <span>{local(nameOf(slug))}</span>
    </span>
  );
}

/** Whose data something is made of, as small pieces against each other. */
export function OrganisationPieces({ slugs }: { slugs: readonly string[] }) {
  const { nameOf, colourOf } = useOrganisations();
  const local = useLocal();
  return (
    <JoinedPieces pieces={slugs.map((slug) => ({ colour: colourOf(slug), name: local(nameOf(slug)) }))} />
  );
}

/** The legend of an edition: every organisation with its piece. */
export function OrganisationLegend({ slugs }: { slugs: readonly string[] }) {
  return (
    <ul className="organisation-legend">
      {slugs.map((slug) => (
        <li key={slug}>
          <OrganisationName slug={slug} />
        </li>
      ))}
    </ul>
  );
}
