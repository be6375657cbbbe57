import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { requirePerson } from './accounts.administration.ts';
import { requireOrganisation } from './accounts.codes.ts';
import { tellNews } from './accounts.news.ts';
import { endSessions } from './accounts.queries.ts';
import type { SignInRules } from './factors.contract.ts';
import type { FactorDeps } from './factors.deps.ts';
import { mayChangeSignInRules, mayResetFactors } from './factors.policy.ts';
import {
  countWithoutFactor,
  findSecondFactorRule,
  lockPerson,
  removePasskeys,
  removeTotp,
  setSecondFactorRule,
} from './factors.queries.ts';
import { countFactors, withoutFactors } from './factors.service.ts';

export async function getSignInRules(
  deps: FactorDeps,
  actor: Actor,
  organisation: string,
): Promise<SignInRules> {
  await requireOrganisation(deps, organisation);
  if (actor.organisation !== organisation) throw new Failure('identity.other-organisation', 403);
  const since = await findSecondFactorRule(deps.db, organisation);
  return {
    organisation,
    secondFactorSince: since?.toISOString() ?? null,
    withoutFactor: await countWithoutFactor(deps.db, organisation),
    may: { change: mayChangeSignInRules(actor, organisation) },
  };
}

export async function putSignInRules(
  deps: FactorDeps,
  actor: Actor,
  organisation: string,
  { secondFactor }: { readonly secondFactor: boolean },
): Promise<SignInRules> {
  await requireOrganisation(deps, organisation);
  requireAllowed(mayChangeSignInRules(actor, organisation));
  await deps.db.transaction().execute(async (tx) => {
    const held = await findSecondFactorRule(tx, organisation);
    if ((held !== null) === secondFactor) return;
    await setSecondFactorRule(tx, organisation, secondFactor ? deps.now() : null);
    await deps.record(tx, {
      actor,
      action: 'identity.sign-in-rules-changed',
      subject: `organisation/${organisation}`,
      details: { secondFactor: secondFactor ? 'demanded' : 'free' },
    });
  });
  return getSignInRules(deps, actor, organisation);
}

export async function resetFactors(deps: FactorDeps, actor: Actor, id: string): Promise<void> {
  const person = await requirePerson(deps, id);
  requireAllowed(mayResetFactors(actor, person));
  await deps.db.transaction().execute(async (tx) => {
    await lockPerson(tx, id);
    if ((await countFactors(tx, id)) === 0) throw new Failure('identity.no-factor', 409);
    await removeTotp(tx, id);
    await removePasskeys(tx, id);
    await withoutFactors(tx, id);
    await endSessions(tx, id);
    const { organisation } = person;
    await tellNews(deps, tx, { kind: 'factors-reset', organisation, person, by: actor });
    await deps.record(tx, {
      actor,
      action: 'identity.factors-reset',
      subject: `person/${id}`,
      details: { organisation },
    });
  });
}
