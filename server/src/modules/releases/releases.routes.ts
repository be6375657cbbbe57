import { bind, freshlyProven, type RouteBinding, signedIn } from '../../platform/http/binding.ts';
import {
  decideGrouping,
  endGrouping,
  getGroupableColumns,
  listGroupings,
  proposeGrouping,
} from './groupings.service.ts';
import { releasesRoutes as routes } from './releases.contract.ts';
import type { ReleasesDeps } from './releases.deps.ts';
import { getDataSetCheck, getReleases, listShown } from './releases.overview.ts';

/** The service judges the permission, because it depends on the edition and not only on the person. */
export function bindReleases(deps: ReleasesDeps): RouteBinding[] {
  return [
    bind(routes.getReleases, signedIn, async (actor, { params }) => ({
      body: await getReleases(deps, actor, params.edition),
    })),
    bind(routes.getDataSetCheck, signedIn, async (actor, { params, signal }) => ({
      body: await getDataSetCheck(deps, actor, params.edition, params.dataSet, signal),
    })),
    bind(routes.listShown, signedIn, async (actor, { params, query }) => ({
      body: await listShown(deps, actor, params.edition, query),
    })),
    bind(routes.listGroupings, signedIn, async (actor, { params, query }) => ({
      body: await listGroupings(deps, actor, params.edition, query),
    })),
    bind(routes.getGroupableColumns, signedIn, async (actor, { params, signal }) => ({
      body: await getGroupableColumns(deps, actor, params.edition, params.dataSet, signal),
    })),
    bind(routes.proposeGrouping, signedIn, async (actor, { params, body }) => ({
      body: await proposeGrouping(deps, actor, params.edition, body),
    })),
    bind(routes.decideGrouping, freshlyProven(signedIn), async (actor, { params, body }) => ({
      body: await decideGrouping(deps, actor, params, body),
    })),
    bind(routes.endGrouping, freshlyProven(signedIn), async (actor, { params, body }) => ({
      body: await endGrouping(deps, actor, params, body),
    })),
  ];
}
