import type { PictureHit } from '@datalab/server/modules/picture/picture.contract.ts';
import { TextLink } from '../../ui/link.tsx';
import { usePlaceInDocument } from './picture.ts';

interface PlaceLinkProps {
  readonly edition: string;
  readonly document: PictureHit['document'];
  readonly page: number;
}

/** The way to the page of a document where something stands. */
export function PlaceLink({ edition, document, page }: PlaceLinkProps) {
  const placeOf = usePlaceInDocument();
  return (
    <TextLink
      to="/editions/$edition/documents/$document"
      params={{ edition, document: document.id }}
      search={{ page }}
    >
      {document.title}, {placeOf(document.kind, page)}
    </TextLink>
  );
}
