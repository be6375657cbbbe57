import { useQuery } from '@tanstack/react-query';
import { changesQuery } from './changes.ts';
import { ChangesList } from './changes-list.tsx';

/** What was measured to have changed, for the card of an edition that is finished. */
export function CameOfIt({ edition }: { edition: string }) {
  const changes = useQuery(changesQuery(edition)).data ?? [];
  return changes.length === 0 ? null : <ChangesList changes={changes} />;
}
