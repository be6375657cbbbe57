import { bind, type RouteBinding, signedIn } from '../../platform/http/binding.ts';
import { agreeAnswer, decideStart, giveView, withdrawAnswer, withdrawView } from './check.service.ts';
import { inspirationRoutes } from './inspiration.contract.ts';
import { addExample, listInspiration, removeExample } from './inspiration.service.ts';
import { mailInvitation } from './invitations.service.ts';
import { preparationRoutes as routes } from './preparation.contract.ts';
import type { PreparationDeps } from './preparation.deps.ts';
import {
  chooseBackground,
  commit,
  getPreparation,
  nameSteering,
  planAspect,
  recordHope,
  withdrawCommitment,
} from './preparation.service.ts';

/** The services judge the permission, because it depends on the edition and not only on the person. */
export function bindPreparation(deps: PreparationDeps): RouteBinding[] {
  return [...bindCheck(deps), ...bindPromises(deps), ...bindInspiration(deps)];
}

function bindCheck(deps: PreparationDeps): RouteBinding[] {
  return [
    bind(routes.getPreparation, signedIn, async (actor, { params }) => ({
      body: await getPreparation(deps, actor, params.edition),
    })),
    bind(routes.agreeAnswer, signedIn, async (actor, { params, body }) => ({
      body: await agreeAnswer(deps, actor, params, body),
    })),
    bind(routes.withdrawAnswer, signedIn, async (actor, { params }) => ({
      body: await withdrawAnswer(deps, actor, params),
    })),
    bind(routes.giveView, signedIn, async (actor, { params, body }) => ({
      body: await giveView(deps, actor, params, body),
    })),
    bind(routes.withdrawView, signedIn, async (actor, { params }) => ({
      body: await withdrawView(deps, actor, params),
    })),
    bind(routes.decideStart, signedIn, async (actor, { params, body }) => ({
      body: await decideStart(deps, actor, params.edition, body),
    })),
    bind(routes.nameSteering, signedIn, async (actor, { params, body }) => ({
      body: await nameSteering(deps, actor, params.edition, body),
    })),
  ];
}

function bindPromises(deps: PreparationDeps): RouteBinding[] {
  return [
    bind(routes.commit, signedIn, async (actor, { params, body }) => ({
      body: await commit(deps, actor, params.edition, body),
    })),
    bind(routes.withdrawCommitment, signedIn, async (actor, { params }) => ({
      body: await withdrawCommitment(deps, actor, params),
    })),
    bind(routes.recordHope, signedIn, async (actor, { params, body }) => ({
      body: await recordHope(deps, actor, params.edition, body),
    })),
    bind(routes.chooseBackground, signedIn, async (actor, { params, body }) => ({
      body: await chooseBackground(deps, actor, params, body),
    })),
    bind(routes.mailInvitation, signedIn, async (actor, { params, body }) => ({
      body: await mailInvitation(deps, actor, params.edition, body),
    })),
    bind(routes.planAspect, signedIn, async (actor, { params, body }) => ({
      body: await planAspect(deps, actor, params.edition, body),
    })),
  ];
}

function bindInspiration(deps: PreparationDeps): RouteBinding[] {
  return [
    bind(inspirationRoutes.listInspiration, signedIn, async (actor, { query }) => ({
      body: await listInspiration(deps, actor, query.theme),
    })),
    bind(inspirationRoutes.addExample, signedIn, async (actor, { body }) => ({
      body: await addExample(deps, actor, body),
    })),
    bind(inspirationRoutes.removeExample, signedIn, async (actor, { params }) => ({
      body: await removeExample(deps, actor, params.example),
    })),
  ];
}
