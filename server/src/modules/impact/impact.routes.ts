import { bind, type RouteBinding, signedIn } from '../../platform/http/binding.ts';
import { changesRoutes } from './changes.contract.ts';
import { impactRoutes as routes } from './impact.contract.ts';
import type { ImpactDeps } from './impact.deps.ts';
import {
  addIndicator,
  judgeIndicator,
  listChanges,
  listChoices,
  listIndicators,
  measureIndicator,
} from './impact.service.ts';
import { changeIndicator, stopIndicator } from './indicator-changes.service.ts';

/** The services judge the permission, because it depends on the edition and not only on the person. */
export function bindImpact(deps: ImpactDeps): RouteBinding[] {
  return [
    bind(routes.listIndicators, signedIn, async (actor, { params }) => ({
      body: await listIndicators(deps, actor, params.edition),
    })),
    bind(changesRoutes.listChanges, signedIn, async (actor, { params }) => ({
      body: await listChanges(deps, actor, params.edition),
    })),
    bind(routes.listMeasurable, signedIn, async (actor, { params, query }) => ({
      body: await listChoices(deps, actor, params.edition, query),
    })),
    bind(routes.addIndicator, signedIn, async (actor, { params, body, signal }) => ({
      body: await addIndicator(deps, actor, params.edition, body, signal),
    })),
    bind(routes.measureIndicator, signedIn, async (actor, { params, signal }) => ({
      body: await measureIndicator(deps, actor, params, signal),
    })),
    bind(routes.changeIndicator, signedIn, async (actor, { params, body }) => ({
      body: await changeIndicator(deps, actor, params, body),
    })),
    bind(routes.stopIndicator, signedIn, async (actor, { params, body }) => ({
      body: await stopIndicator(deps, actor, params, body.because),
    })),
    bind(routes.judgeIndicator, signedIn, async (actor, { params, body }) => ({
      body: await judgeIndicator(deps, actor, params, body),
    })),
  ];
}
