import { useQuery } from '@tanstack/react-query';
import { useMessage } from '../../i18n/message.tsx';
import { impactQuery } from './impact.ts';

/** The first thing that was measured to have changed, in one sentence that says no more than the numbers carry. */
export function FirstChange({ edition }: { edition: string }) {
  const messageOf = useMessage();
  const [first] = useQuery(impactQuery(edition)).data?.indicators ?? [];
  if (first === undefined) return null;
  const { code, params } = first.judgement.headline;
  return <p>{messageOf(code, params)}</p>;
}
