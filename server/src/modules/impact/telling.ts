import type { AnyTx } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import { listVisibleEditions } from '../editions/editions.api.ts';
import { listEverybody } from '../identity/identity.api.ts';
import type { QueueNotice } from '../notices/notices.api.ts';
import type { ImpactDeps } from './impact.deps.ts';

/** A message is for whoever may still come in and still sees the edition. */
export function createTellOwner(queueNotice: QueueNotice): ImpactDeps['notifyOwner'] {
  return async (tx, { edition: slug, owner }) => {
    const person = (await listEverybody(tx)).find(({ id }) => id === owner);
    if (person === undefined) return;
    const title = await findTitle(tx, slug, person);
    if (title === undefined) return;
    await queueNotice(tx, {
      kind: 'measured',
      to: { name: person.name, email: person.email, person: person.id },
      params: { edition: title },
      link: `/editions/${slug}/impact`,
      edition: slug,
    });
  };
}

async function findTitle(tx: AnyTx, slug: string, person: Actor): Promise<LocalText | undefined> {
  const visible = await listVisibleEditions(tx, person);
  return visible.find((one) => one.slug === slug)?.title;
}
