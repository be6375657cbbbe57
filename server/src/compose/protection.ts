import type { DisclosureParameters } from '@datalab/query-control';
import { editionSpace } from '../modules/editions/editions.api.ts';
import { findInForce } from '../modules/sharing/sharing.api.ts';
import type { Context } from './context.ts';

/** The protection of an edition: that of its space, with the minimum count that somebody who advised asked for. */
export function createProtectionOf({
  db,
  now,
  protection,
}: Pick<Context, 'db' | 'now' | 'protection'>): (edition: string) => Promise<DisclosureParameters> {
  return async (edition) => {
    const parameters = await protection.get(editionSpace(edition));
    const { minimumCount: asked = null } = (await findInForce(db, edition, now())) ?? {};
    if (asked === null || asked <= parameters.minimumCount) return parameters;
    return { ...parameters, minimumCount: asked };
  };
}
