import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { requireOrganisation } from './accounts.codes.ts';
import { mayDeclareIntention } from './accounts.policy.ts';
import { lockOrganisation } from './accounts.queries.ts';
import type { IdentityServiceDeps } from './identity.service.ts';
import { type Theme, themes } from './network.contract.ts';
import { endIntention, insertIntention } from './network.queries.ts';

export async function declareIntention(
  deps: IdentityServiceDeps,
  actor: Actor,
  organisation: string,
  wanted: readonly Theme[],
): Promise<void> {
  await requireOrganisation(deps, organisation);
  requireAllowed(mayDeclareIntention(actor, organisation));
  const chosen = themes.filter((theme) => wanted.includes(theme));
  const declared = { by: actor.name, at: deps.now() };
  await deps.db.transaction().execute(async (tx) => {
    await lockOrganisation(tx, organisation);
    await endIntention(tx, organisation, declared);
    await insertIntention(tx, { organisation, themes: chosen, ...declared });
    await deps.record(tx, {
      actor,
      action: 'identity.intention-declared',
      subject: `organisation/${organisation}`,
      details: { organisation, themes: chosen.join(', ') },
    });
  });
}

export async function withdrawIntention(
  deps: IdentityServiceDeps,
  actor: Actor,
  organisation: string,
): Promise<void> {
  await requireOrganisation(deps, organisation);
  requireAllowed(mayDeclareIntention(actor, organisation));
  await deps.db.transaction().execute(async (tx) => {
    await lockOrganisation(tx, organisation);
    const ended = await endIntention(tx, organisation, { by: actor.name, at: deps.now() });
    if (!ended) throw new Failure('identity.no-intention', 409);
    await deps.record(tx, {
      actor,
      action: 'identity.intention-withdrawn',
      subject: `organisation/${organisation}`,
      details: { organisation },
    });
  });
}
