import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { SharingDeps } from './sharing.deps.ts';
import { sharedOf } from './sharing.differences.ts';
import { mayStop } from './sharing.policy.ts';
import { findNewestVersion, insertStop, liftStop, lockSharing } from './sharing.queries.ts';
import { requireMay } from './sharing.service.ts';

/** From the end of this transaction on nothing lands and nothing is asked; what runs is refused when it wants to end. */
export async function stopSharing(deps: SharingDeps, actor: Actor, edition: string, reason: string) {
  const access = await deps.findEdition(edition, actor);
  const { organisation, name: by } = actor;
  await deps.db.transaction().execute(async (tx) => {
    await lockSharing(tx, edition);
    requireMay(mayStop(actor, access, ownersOf(await findNewestVersion(tx, edition))));
    const row = { id: deps.newId(), edition, organisation, by, reason, at: deps.now() };
    if (!(await insertStop(tx, row))) throw new Failure('sharing.stopped', 409, { organisation, reason });
    await deps.record(tx, {
      actor,
      action: 'sharing.stopped',
      subject: `edition/${edition}`,
      edition,
      details: { organisation },
    });
  });
}

/** Only the organisation that stopped it knows whether its reason is gone. */
export async function resumeSharing(deps: SharingDeps, actor: Actor, edition: string, reason: string) {
  const access = await deps.findEdition(edition, actor);
  const { organisation, name: by } = actor;
  await deps.db.transaction().execute(async (tx) => {
    await lockSharing(tx, edition);
    requireMay(mayStop(actor, access, ownersOf(await findNewestVersion(tx, edition))));
    const lifted = await liftStop(tx, { edition, organisation }, { by, reason, at: deps.now() });
    if (!lifted) throw new Failure('sharing.not-stopped', 409);
    await deps.record(tx, {
      actor,
      action: 'sharing.resumed',
      subject: `edition/${edition}`,
      edition,
      details: { organisation },
    });
  });
}

/** The organisations that something is shared of. */
export function ownersOf(version: Awaited<ReturnType<typeof findNewestVersion>>): string[] {
  if (version === undefined) return [];
  return [...new Set([...sharedOf(version.content).values()].map(({ owner }) => owner))];
}
