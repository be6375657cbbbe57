import type { z } from 'zod';
import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { listVisibleEditions } from '../editions/editions.api.ts';
import type { AgreedDataSetView, SharingDeskItem, sharingRoutes } from './sharing.contract.ts';
import type { SharingDeps } from './sharing.deps.ts';
import { standingAdvice } from './sharing.draft.ts';
import { requireAgreed } from './sharing.in-force.ts';
import { toPermission } from './sharing.parties.ts';
import { mayAdvise, mayUseDesk } from './sharing.policy.ts';
import { findDraft, listStops, listVersions } from './sharing.queries.ts';
import { describeDraft, nextDraft } from './sharing.service.ts';
import { findInForce, requireInForce } from './sharing.standing.ts';
import { draftDifferences, judgeStop, signedLeadTime, toStop } from './sharing.view.ts';

/** For a privacy officer: every edition their organisation is in, with what waits for them there. */
export async function listSharingDesk(deps: SharingDeps, actor: Actor): Promise<SharingDeskItem[]> {
  requireAllowed(mayUseDesk(actor));
  const known = await deps.catalogue.listDataSets();
  const items: SharingDeskItem[] = [];
  for (const { slug, title } of await listVisibleEditions(deps.db, actor)) {
    const access = await deps.findEdition(slug, actor);
    if (!access.organisationsIn.includes(actor.organisation)) continue;
    const now = deps.now();
    const [newest] = await listVersions(deps.db, slug);
    const kept = await findDraft(deps.db, slug);
    const at = await describeDraft(deps.db, { access, kept: kept ?? nextDraft(newest, now), newest, known });
    const inForce = await findInForce(deps.db, slug, now);
    const stops = await listStops(deps.db, slug);
    const advised = standingAdvice(at.draft, at.parties).map(({ organisation }) => organisation);
    const isAsked = at.state === 'plan-closed' && !advised.includes(actor.organisation);
    const standing = inForce?.ended === true ? 'ended' : stops.length > 0 ? 'suspended' : 'in-force';
    const judged = { newest, stops };
    items.push({
      edition: slug,
      title,
      state: kept === undefined && inForce !== undefined ? standing : at.state,
      adviceAskedSince: isAsked ? (at.draft.history.at(-1)?.at ?? null) : null,
      differences: kept === undefined ? 0 : draftDifferences(at).length,
      until: inForce?.until ?? null,
      review: inForce?.reviewBy ?? null,
      stops: stops.map(toStop),
      may: {
        advise: toPermission(mayAdvise(actor, access, at.state)),
        stop: toPermission(judgeStop(actor, access, { ...judged, isStopping: true })),
        resume: toPermission(judgeStop(actor, access, { ...judged, isStopping: false })),
      },
    });
  }
  return items;
}

export async function listLeadTimes(
  deps: SharingDeps,
  actor: Actor,
): Promise<z.output<typeof sharingRoutes.listLeadTimes.response>> {
  const editions = await listVisibleEditions(deps.db, actor);
  const found = await Promise.all(
    editions.map(async ({ slug, title }) => {
      const leadTime = signedLeadTime((await listVersions(deps.db, slug)).toReversed(), deps.now());
      return leadTime === null ? [] : [{ edition: slug, title, leadTime }];
    }),
  );
  return found.flat();
}

/** What a partner makes a delivery by. */
export async function getAgreedDataSet(
  deps: SharingDeps,
  actor: Actor,
  { edition, dataSet: id }: { readonly edition: string; readonly dataSet: string },
): Promise<AgreedDataSetView> {
  const access = await deps.findEdition(edition, actor);
  if (!access.organisationsIn.includes(actor.organisation))
    throw new Failure('editions.not-a-participant', 403);
  const { number, hash, ...inForce } = await requireInForce(deps.db, edition, deps.now());
  const { dataSet, contractVersion, columns, terms } = requireAgreed({ number, hash, ...inForce }, id);
  return {
    dataSet,
    agreement: { number, hash },
    contractVersion,
    columns: columns.map((column) => ({ ...column })),
    terms,
  };
}
