import { anyRole, bind, type RouteBinding, signedIn } from '../../platform/http/binding.ts';
import { assessmentsRoutes as routes } from './assessments.contract.ts';
import type { AssessmentsDeps } from './assessments.deps.ts';
import { formBringingRoles } from './assessments.policy.ts';
import { getAssessments } from './assessments.service.ts';
import { attachAdvice, recordTradeOff, sendScores, setReview } from './ethics.service.ts';
import { bringFile, downloadFile, exportDpia, readFile } from './exchange.service.ts';
import { bringForm, showForms } from './forms.service.ts';
import { answerPrescan, getPrescan } from './prescan.service.ts';

/** In an edition the services judge the permission, because it depends on the edition and not only on the person. */
export function bindAssessments(deps: AssessmentsDeps): RouteBinding[] {
  return [
    bind(routes.getAssessments, signedIn, async (actor, { params }) => ({
      body: await getAssessments(deps, actor, params.edition),
    })),
    bind(routes.getPrescan, signedIn, async (actor, { params }) => ({
      body: await getPrescan(deps, actor, params.edition),
    })),
    bind(routes.answerPrescan, signedIn, async (actor, { params, body }) => ({
      body: await answerPrescan(deps, actor, params.edition, body),
    })),
    bind(routes.sendScores, signedIn, async (actor, { params, body }) => ({
      body: await sendScores(deps, actor, params.edition, body),
    })),
    bind(routes.recordTradeOff, signedIn, async (actor, { params, body }) => ({
      body: await recordTradeOff(deps, actor, params.edition, body),
    })),
    bind(routes.attachAdvice, signedIn, async (actor, { params, body }) => ({
      body: await attachAdvice(deps, actor, params.edition, body),
    })),
    bind(routes.setReview, signedIn, async (actor, { params, body }) => ({
      body: await setReview(deps, actor, params, body.reviewOn),
    })),
    bind(routes.bringFile, signedIn, async (actor, { params, upload }) => ({
      body: await bringFile(deps, actor, params.edition, upload),
    })),
    bind(routes.readFile, signedIn, async (actor, { params }) => ({
      body: await readFile(deps, actor, params),
    })),
    bind(routes.downloadFile, signedIn, async (actor, { params }) => ({
      body: null,
      file: await downloadFile(deps, actor, params),
    })),
    bind(routes.exportDpia, signedIn, async (actor, { params }) => ({
      body: null,
      file: await exportDpia(deps, actor, params.edition),
    })),
    bind(routes.listForms, signedIn, async (actor) => ({ body: await showForms(deps, actor) })),
    bind(
      routes.bringForm,
      anyRole(formBringingRoles, 'assessments.role-may-not'),
      async (actor, { upload }) => ({
        body: await bringForm(deps, actor, upload),
      }),
    ),
  ];
}
