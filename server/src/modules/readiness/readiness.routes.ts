import { bind, type RouteBinding, signedIn } from '../../platform/http/binding.ts';
import { readinessRoutes } from './readiness.contract.ts';
import { getReadiness, type ReadinessDeps, sendReadiness, startReadinessRound } from './readiness.service.ts';

/** The service judges the permission, because it depends on the edition and not only on the person. */
export function bindReadiness(deps: ReadinessDeps): RouteBinding[] {
  const routes = readinessRoutes;
  return [
    bind(routes.getReadiness, signedIn, async (actor, { params }) => ({
      body: await getReadiness(deps, actor, params.edition),
    })),
    bind(routes.sendReadiness, signedIn, async (actor, { params, body }) => ({
      body: await sendReadiness(deps, actor, params.edition, body),
    })),
    bind(routes.startReadinessRound, signedIn, async (actor, { params, body }) => ({
      body: await startReadinessRound(deps, actor, params.edition, body.after),
    })),
  ];
}
