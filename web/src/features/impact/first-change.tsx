import { useQuery } from '@tanstack/react-query';
import { useMessage } from '../../i18n/message.tsx';
import { changesQuery } from './changes.ts';

/** The first thing that was measured to have changed, in one sentence that says no more than the numbers carry. */
export function FirstChange({ edition }: { edition: string }) {
  const messageOf = useMessage();
  const [first] = useQuery(changesQuery(edition)).data ?? [];
  return first === undefined ? null : <p>{messageOf(first.headline.code, first.headline.params)}</p>;
}
