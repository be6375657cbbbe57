import { bind, type RouteBinding, signedIn } from '../../platform/http/binding.ts';
import { listOutcomes, tellBalance } from './balance.service.ts';
import { closingRoutes as routes } from './closing.contract.ts';
import type { ClosingDeps } from './closing.deps.ts';
import { evaluate, excuse, getClosing } from './closing.service.ts';
import { answerEvaluator, nameEvaluator } from './evaluator.service.ts';
import { addLesson, addTransfer, removeEntry } from './lessons.service.ts';

/** The services judge the permission, because it depends on the edition and not only on the person. */
export function bindClosing(deps: ClosingDeps): RouteBinding[] {
  return [
    bind(routes.getClosing, signedIn, async (actor, { params }) => ({
      body: await getClosing(deps, actor, params.edition),
    })),
    bind(routes.evaluate, signedIn, async (actor, { params, body }) => ({
      body: await evaluate(deps, actor, params.edition, body),
    })),
    bind(routes.excuse, signedIn, async (actor, { params, body }) => ({
      body: await excuse(deps, actor, params, body.reason),
    })),
    bind(routes.nameEvaluator, signedIn, async (actor, { params, body }) => ({
      body: await nameEvaluator(deps, actor, params.edition, body.person),
    })),
    bind(routes.answerEvaluator, signedIn, async (actor, { params, body }) => ({
      body: await answerEvaluator(deps, actor, params.edition, body),
    })),
    bind(routes.tellBalance, signedIn, async (actor, { params, body }) => ({
      body: await tellBalance(deps, actor, params.edition, body),
    })),
    bind(routes.listOutcomes, signedIn, async (actor) => ({ body: await listOutcomes(deps, actor) })),
    bind(routes.addLesson, signedIn, async (actor, { params, body }) => ({
      body: await addLesson(deps, actor, params.edition, body),
    })),
    bind(routes.removeLesson, signedIn, async (actor, { params }) => ({
      body: await removeEntry(deps, actor, params.edition, 'lesson', params.lesson),
    })),
    bind(routes.addTransfer, signedIn, async (actor, { params, body }) => ({
      body: await addTransfer(deps, actor, params.edition, body),
    })),
    bind(routes.removeTransfer, signedIn, async (actor, { params }) => ({
      body: await removeEntry(deps, actor, params.edition, 'transfer', params.transfer),
    })),
  ];
}
