import type { AnyTx } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { findOverdueReview } from '../assessments/assessments.api.ts';
import { listEvaluationsAsked } from '../closing/closing.api.ts';
import { type EditionInStep, findSteppedIn, type OwnWork } from '../editions/editions.api.ts';
import { findUnanswered } from '../readiness/readiness.api.ts';
import { listLeadsAsked, listOwnWork as listWorkOfSolutions } from '../solutions/solutions.api.ts';

/** What one person still has to do by name, over the modules that ask it. */
export async function listOwnWork(
  tx: AnyTx,
  edition: EditionInStep,
  actor: Actor,
  now: Date,
): Promise<OwnWork[]> {
  const ofSolutions = await listWorkOfSolutions(tx, edition.id, actor.id);
  const leads = await listLeadsAsked(tx, edition.id, actor);
  const evaluations = await listEvaluationsAsked(tx, edition.id, actor.id);
  const asked = [
    ...(await askHowReady(tx, edition, actor)),
    ...(await askToLookAgain(tx, edition, actor, now)),
  ];
  return [...leads, ...evaluations, ...ofSolutions, ...asked];
}

/** What was weighed asks attention again when its day has passed. */
async function askToLookAgain(
  tx: AnyTx,
  edition: EditionInStep,
  actor: Actor,
  now: Date,
): Promise<OwnWork[]> {
  const leads = actor.roles.includes('facilitator') || actor.roles.includes('privacy-officer');
  if (!leads || (await findSteppedIn(tx, edition.id, actor.organisation)) === undefined) return [];
  const day = await findOverdueReview(tx, edition.id, now);
  if (day === undefined) return [];
  return [{ code: 'assessments.review-waits', params: {}, since: new Date(day), place: 'assessments' }];
}

/** In the first step everybody of an organisation that is in gives their answers once; giving them ends the asking. */
async function askHowReady(tx: AnyTx, edition: EditionInStep, actor: Actor): Promise<OwnWork[]> {
  if (edition.currentStep !== 'prioritise') return [];
  const { organisation, id: person } = actor;
  const steppedIn = await findSteppedIn(tx, edition.id, organisation);
  if (steppedIn === undefined) return [];
  const unanswered = await findUnanswered(tx, { edition: edition.id, organisation, person });
  if (unanswered === null) return [];
  const since = unanswered.since ?? steppedIn;
  return [{ code: 'readiness.answers-wait', params: {}, since, place: 'readiness/mine' }];
}
