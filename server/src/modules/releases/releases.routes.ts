import { bind, type RouteBinding, signedIn } from '../../platform/http/binding.ts';
import { releasesRoutes as routes } from './releases.contract.ts';
import { extendBudget, getReleases } from './releases.overview.ts';
import type { ReleasesDeps } from './releases.service.ts';

/** The service judges the permission, because it depends on the edition and not only on the person. */
export function bindReleases(deps: ReleasesDeps): RouteBinding[] {
  return [
    bind(routes.getReleases, signedIn, async (actor, { params }) => ({
      body: await getReleases(deps, actor, params.edition),
    })),
    bind(routes.extendBudget, signedIn, async (actor, { params, body }) => ({
      body: await extendBudget(deps, actor, params.edition, body),
    })),
  ];
}
