import { requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { AssessmentsBoard } from './assessments.contract.ts';
import type { AssessmentsDeps } from './assessments.deps.ts';
import { mayBringFile, mayTakePart } from './assessments.policy.ts';
import { showEthics } from './ethics.service.ts';
import { showFiles } from './exchange.service.ts';
import { getPrescanState } from './prescan.service.ts';

export async function getAssessments(
  deps: AssessmentsDeps,
  actor: Actor,
  slug: string,
): Promise<AssessmentsBoard> {
  const edition = await deps.findEdition(slug, actor);
  requireAllowed(mayTakePart(actor, edition));
  return {
    prescan: await getPrescanState(deps, edition),
    ethics: await showEthics(deps, actor, edition),
    files: await showFiles(deps, edition),
    may: { bringFile: mayBringFile(actor, edition) },
  };
}
