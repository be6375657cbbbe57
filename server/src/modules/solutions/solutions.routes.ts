import { bind, type RouteBinding, signedIn } from '../../platform/http/binding.ts';
import { insightsRoutes } from './insights.contract.ts';
import { checkInsight, noteInsight, removeInsight } from './insights.service.ts';
import { addTask, answerLead, endSolution, startSolution, tickTask } from './realisation.service.ts';
import { solutionsRoutes } from './solutions.contract.ts';
import type { SolutionsDeps } from './solutions.deps.ts';
import { judgeSolution, listSolutions, proposeSolution } from './solutions.service.ts';
import { agreeInsight, groupInsight, mergeInsight, voteForInsight, withdrawVote } from './sorting.service.ts';
import { listInsights } from './wall.service.ts';

/** The services judge the permission, because it depends on the edition and not only on the person. */
export function bindSolutions(deps: SolutionsDeps): RouteBinding[] {
  return [...bindInsights(deps), ...bindBoard(deps)];
}

function bindInsights(deps: SolutionsDeps): RouteBinding[] {
  const routes = insightsRoutes;
  return [
    bind(routes.listInsights, signedIn, async (actor, { params }) => ({
      body: await listInsights(deps, actor, params.edition),
    })),
    bind(routes.noteInsight, signedIn, async (actor, { params, body }) => ({
      body: await noteInsight(deps, actor, params.edition, body),
    })),
    bind(routes.removeInsight, signedIn, async (actor, { params }) => ({
      body: await removeInsight(deps, actor, params),
    })),
    bind(routes.groupInsight, signedIn, async (actor, { params, body }) => ({
      body: await groupInsight(deps, actor, params, body.theme),
    })),
    bind(routes.voteForInsight, signedIn, async (actor, { params }) => ({
      body: await voteForInsight(deps, actor, params),
    })),
    bind(routes.withdrawVote, signedIn, async (actor, { params }) => ({
      body: await withdrawVote(deps, actor, params),
    })),
    bind(routes.mergeInsight, signedIn, async (actor, { params, body }) => ({
      body: await mergeInsight(deps, actor, params, body.into),
    })),
    bind(routes.agreeInsight, signedIn, async (actor, { params, body }) => ({
      body: await agreeInsight(deps, actor, params, body),
    })),
    bind(routes.checkInsight, signedIn, async (actor, { params, body }) => ({
      body: await checkInsight(deps, actor, params, body),
    })),
  ];
}

function bindBoard(deps: SolutionsDeps): RouteBinding[] {
  const routes = solutionsRoutes;
  return [
    bind(routes.listSolutions, signedIn, async (actor, { params }) => ({
      body: await listSolutions(deps, actor, params.edition),
    })),
    bind(routes.proposeSolution, signedIn, async (actor, { params, body }) => ({
      body: await proposeSolution(deps, actor, params.edition, body),
    })),
    bind(routes.judgeSolution, signedIn, async (actor, { params, body }) => ({
      body: await judgeSolution(deps, actor, params, body),
    })),
    bind(routes.startSolution, signedIn, async (actor, { params, body }) => ({
      body: await startSolution(deps, actor, params, body),
    })),
    bind(routes.answerLead, signedIn, async (actor, { params, body }) => ({
      body: await answerLead(deps, actor, params, body),
    })),
    bind(routes.endSolution, signedIn, async (actor, { params, body }) => ({
      body: await endSolution(deps, actor, params, body),
    })),
    bind(routes.addTask, signedIn, async (actor, { params, body }) => ({
      body: await addTask(deps, actor, params, body),
    })),
    bind(routes.finishTask, signedIn, async (actor, { params }) => ({
      body: await tickTask(deps, actor, params, true),
    })),
    bind(routes.reopenTask, signedIn, async (actor, { params }) => ({
      body: await tickTask(deps, actor, params, false),
    })),
  ];
}
