import type { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { changeText } from '../../platform/http/local-text.contract.ts';
import type { Indicator, indicatorChangeInput, SentImpactBoard } from './impact.contract.ts';
import type { EditionView, ImpactDeps } from './impact.deps.ts';
import { mayChange, requirePermission } from './impact.policy.ts';
import {
  type IndicatorRow,
  insertIndicatorChange,
  lockIndicator,
  updateIndicator,
} from './impact.queries.ts';
import { type IndicatorPlace, showBoard } from './impact.service.ts';
import type { ImpactTables } from './impact.tables.ts';

export type IndicatorChangeInput = z.output<typeof indicatorChangeInput>;

/** Another name, target or owner. The query, the place and the start stay: for others, begin a new indicator. */
export async function changeIndicator(
  deps: ImpactDeps,
  actor: Actor,
  place: IndicatorPlace,
  input: IndicatorChangeInput,
): Promise<SentImpactBoard> {
  return changeLocked(deps, actor, place, async (tx, { indicator, edition, members }) => {
    const owner = members.find(({ id }) => id === input.owner);
    if (owner === undefined) throw new Failure('impact.owner-unknown', 404);
    const at = deps.now();
    const name = changeText(indicator.name, input.name, at);
    const isSame =
      name === indicator.name && input.target === indicator.target && owner.id === indicator.owner;
    if (isSame) throw new Failure('impact.nothing-changed', 409);
    await insertIndicatorChange(tx, {
      id: deps.newId(),
      indicator: indicator.id,
      name: JSON.stringify(indicator.name),
      target: indicator.target,
      owner_name: indicator.owner_name,
      because: input.because,
      by: actor.name,
      organisation: actor.organisation,
      at,
    });
    await updateIndicator(tx, indicator.id, {
      name: JSON.stringify(name),
      target: input.target,
      owner: owner.id,
      owner_name: owner.name,
      owner_organisation: owner.organisation,
    });
    await deps.record(tx, {
      actor,
      action: 'impact.indicator-changed',
      subject: `indicator/${indicator.id}`,
      edition: edition.slug,
      details: { reason: input.because },
    });
  });
}

export async function stopIndicator(
  deps: ImpactDeps,
  actor: Actor,
  place: IndicatorPlace,
  because: string,
): Promise<SentImpactBoard> {
  return changeLocked(deps, actor, place, async (tx, { indicator: { id }, edition }) => {
    const { name: by, organisation } = actor;
    const stopped = { because, by, organisation, at: deps.now().toISOString() };
    await updateIndicator(tx, id, { stopped: JSON.stringify(stopped) });
    await deps.record(tx, {
      actor,
      action: 'impact.indicator-stopped',
      subject: `indicator/${id}`,
      edition: edition.slug,
      details: { reason: because },
    });
  });
}

interface LockedIndicator {
  readonly indicator: IndicatorRow;
  readonly edition: EditionView;
  readonly members: readonly Indicator['owner'][];
}

async function changeLocked(
  deps: ImpactDeps,
  actor: Actor,
  place: IndicatorPlace,
  change: (tx: Tx<ImpactTables>, locked: LockedIndicator) => Promise<void>,
): Promise<SentImpactBoard> {
  const edition = await deps.findEdition(place.edition, actor);
  const members = await deps.listMembers(edition.organisationsIn);
  await deps.db.transaction().execute(async (tx) => {
    const { indicator } = await lockIndicator(tx, edition.slug, place.indicator);
    requirePermission(mayChange(actor, edition, indicator));
    await change(tx, { indicator, edition, members });
  });
  return showBoard(deps, actor, edition);
}
