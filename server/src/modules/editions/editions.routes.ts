import { bind, type RouteBinding, signedIn } from '../../platform/http/binding.ts';
import {
  addDataSet,
  addGoal,
  changeGoal,
  decideParticipation,
  finishStep,
  getLeaving,
  inviteOrganisation,
  removeGoal,
  reopenStep,
  reviewGoal,
} from './editions.changes.ts';
import { editionsRoutes as routes } from './editions.contract.ts';
import type { EditionsDeps } from './editions.deps.ts';
import {
  createEdition,
  getEdition,
  listEditions,
  listFinishedEditions,
  listWaiting,
} from './editions.service.ts';

export function bindEditions(deps: EditionsDeps): RouteBinding[] {
  return [
    bind(routes.listEditions, signedIn, async (actor) => ({ body: await listEditions(deps, actor) })),
    bind(routes.listFinishedEditions, signedIn, async () => ({
      body: await listFinishedEditions(deps),
    })),
    bind(routes.createEdition, signedIn, async (actor, { body }) => ({
      body: await createEdition(deps, actor, body),
    })),
    bind(routes.getEdition, signedIn, async (actor, { params }) => ({
      body: await getEdition(deps, actor, params.edition),
    })),
    bind(routes.inviteOrganisation, signedIn, async (actor, { params, body }) => ({
      body: await inviteOrganisation(deps, actor, params.edition, body),
    })),
    bind(routes.decideParticipation, signedIn, async (actor, { params, body }) => ({
      body: await decideParticipation(deps, actor, params, body),
    })),
    bind(routes.getLeaving, signedIn, async (actor, { params }) => ({
      body: await getLeaving(deps, actor, params),
    })),
    bind(routes.addGoal, signedIn, async (actor, { params, body }) => ({
      body: await addGoal(deps, actor, params.edition, body),
    })),
    bind(routes.changeGoal, signedIn, async (actor, { params, body }) => ({
      body: await changeGoal(deps, actor, params, body),
    })),
    bind(routes.removeGoal, signedIn, async (actor, { params }) => ({
      body: await removeGoal(deps, actor, params),
    })),
    bind(routes.reviewGoal, signedIn, async (actor, { params, body }) => ({
      body: await reviewGoal(deps, actor, params, body),
    })),
    bind(routes.addDataSet, signedIn, async (actor, { params, body }) => ({
      body: await addDataSet(deps, actor, params.edition, body),
    })),
    bind(routes.finishStep, signedIn, async (actor, { params }) => ({
      body: await finishStep(deps, actor, params),
    })),
    bind(routes.reopenStep, signedIn, async (actor, { params }) => ({
      body: await reopenStep(deps, actor, params),
    })),
    bind(routes.listWaiting, signedIn, async (actor) => ({ body: await listWaiting(deps, actor) })),
  ];
}
