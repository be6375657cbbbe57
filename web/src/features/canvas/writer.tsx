import type { CanvasPerson } from '@datalab/server/modules/canvas/canvas.contract.ts';
import { useOrganisations } from '../../app/session.ts';
import { useLocal } from '../../i18n/language.tsx';
import { Avatar } from '../../ui/avatar.tsx';

/** The writer of something, and their organisation. */
export function Writer({ by }: { by: CanvasPerson }) {
  const local = useLocal();
  const { nameOf, colourOf } = useOrganisations();
  return (
    <p className="canvas-writer">
      <Avatar name={by.name} colour={colourOf(by.organisation)} />
      <span>
        <strong>{by.name}</strong>
        <span className="small soft"> {local(nameOf(by.organisation))}</span>
      </span>
    </p>
  );
}
