import type { CanvasPerson } from '@datalab/server/modules/canvas/canvas.contract.ts';
import { useOrganisations } from '../../app/session.ts';
import { Avatar } from '../../ui/avatar.tsx';

const shownMax = 5;

/** People as initials in the colours of their organisations; their names are said in words nearby. */
export function People({ people }: { people: readonly CanvasPerson[] }) {
  const { colourOf } = useOrganisations();
  if (people.length === 0) return null;
  return (
    <span className="canvas-people">
      {people.slice(0, shownMax).map((person) => (
        <Avatar key={person.id} name={person.name} colour={colourOf(person.organisation)} />
      ))}
    </span>
  );
}
