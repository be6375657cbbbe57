import type { View } from '@datalab/server/modules/analyses/answer.contract.ts';

/** A view as it is sent when its title stays. */
export function viewWithoutTitle({ key, shape, query }: View): Omit<View, 'title'> {
  return { key, shape, query };
}
