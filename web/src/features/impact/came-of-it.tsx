import { useQuery } from '@tanstack/react-query';
import { ChangesList } from './changes-list.tsx';
import { impactQuery } from './impact.ts';

/** What was measured to have changed, for the card of an edition that is finished. */
export function CameOfIt({ edition }: { edition: string }) {
  const board = useQuery(impactQuery(edition));
  return board.data === undefined || board.data.indicators.length === 0 ? null : (
    <ChangesList indicators={board.data.indicators} />
  );
}
