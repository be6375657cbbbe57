import { bind, freshlyProven, type RouteBinding, signedIn } from '../../platform/http/binding.ts';
import { guardrailRoutes as routes } from './guardrail.contract.ts';
import type { GuardrailDeps } from './guardrail.deps.ts';
import {
  checkQuestion,
  exceptQuestion,
  getGuardrail,
  getQuestionCheck,
  withdrawException,
} from './guardrail.service.ts';

/** The service judges the permission, because it depends on the edition and not only on the person. */
export function bindGuardrail(deps: GuardrailDeps): RouteBinding[] {
  return [
    bind(routes.getGuardrail, signedIn, async () => ({ body: await getGuardrail(deps) })),
    bind(routes.getQuestionCheck, signedIn, async (actor, { params }) => ({
      body: await getQuestionCheck(deps, actor, params),
    })),
    bind(routes.checkQuestion, signedIn, async (actor, { params, body }) => ({
      body: await checkQuestion(deps, actor, params, body),
    })),
    bind(routes.exceptQuestion, freshlyProven(signedIn), async (actor, { params, body }) => ({
      body: await exceptQuestion(deps, actor, params, body),
    })),
    bind(routes.withdrawException, signedIn, async (actor, { params }) => ({
      body: await withdrawException(deps, actor, params),
    })),
  ];
}
