import { useQuery } from '@tanstack/react-query';
import { ChangesList } from './changes-list.tsx';
import { impactQuery } from './impact.ts';

/** What was measured to have changed, for the card of an edition that is finished; `most` of it. */
export function CameOfIt({ edition, most = Number.POSITIVE_INFINITY }: { edition: string; most?: number }) {
  const board = useQuery(impactQuery(edition));
  return board.data === undefined || board.data.indicators.length === 0 ? null : (
    <ChangesList indicators={board.data.indicators.slice(0, most)} />
  );
}
