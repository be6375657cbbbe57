import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { TextInput } from '../../platform/http/common.contract.ts';
import { changeOptionalText, changeText } from '../../platform/http/local-text.contract.ts';
import type { EditionSnapshot } from './edition-snapshot.ts';
import type { Edition, editionsRoutes, Leaving, StepKey } from './editions.contract.ts';
import type { EditionsDeps } from './editions.deps.ts';
import {
  mayAddDataSet,
  mayDecide,
  mayEditGoal,
  mayFinishStep,
  mayInvite,
  mayRemoveGoal,
  mayReopenStep,
  mayReviewGoal,
  maySee,
} from './editions.policy.ts';
import type { GoalRow } from './editions.queries.ts';
import { type ChangeWork, changeEdition, findSnapshot, requirePermission } from './editions.service.ts';
import { judgeStep, transitions } from './editions.steps.ts';
import type { GoalReview } from './goals.contract.ts';
import {
  deleteCompletion,
  deleteDataSetsOf,
  deleteGoal,
  insertCompletion,
  insertDataSet,
  insertGoal,
  putParticipation,
  setDecision,
  setFinished,
  setStep,
  updateGoal,
} from './writes.queries.ts';

type ChangingRoute =
  | 'inviteOrganisation'
  | 'decideParticipation'
  | 'addGoal'
  | 'changeGoal'
  | 'reviewGoal'
  | 'addDataSet';
type Body<Name extends ChangingRoute> = z.output<NonNullable<(typeof editionsRoutes)[Name]['body']>>;

interface GoalWords {
  readonly text: TextInput;
  readonly successCriterion: TextInput | null;
}

export async function inviteOrganisation(
  deps: EditionsDeps,
  actor: Actor,
  slug: string,
  { organisation }: Body<'inviteOrganisation'>,
): Promise<Edition> {
  const known = await deps.people.listOrganisations();
  return changeEdition(deps, actor, slug, async (tx, { state, rows }) => {
    requirePermission(mayInvite(actor, state));
    if (!known.some((one) => one.slug === organisation)) {
      throw new Failure('editions.organisation-unknown', 404, { organisation });
    }
    const earlier = rows.participations.find((one) => one.organisation === organisation);
    if (earlier && earlier.decision !== 'out') {
      throw new Failure('editions.already-invited', 409, { organisation });
    }
    const invitation = {
      decision: 'invited',
      reason: null,
      decided_by: null,
      decided_at: null,
      invited_at: deps.now(),
    } as const;
    await putParticipation(tx, { edition_id: rows.edition.id, organisation, ...invitation });
    return { action: 'editions.organisation-invited', details: { organisation } };
  });
}

/** An organisation that steps out withdraws everything it brought; what is based on it stays, with a mark. */
export async function decideParticipation(
  deps: EditionsDeps,
  actor: Actor,
  place: { edition: string; organisation: string },
  { decision, reason }: Body<'decideParticipation'>,
): Promise<Edition> {
  const { organisation } = place;
  let removeFiles = async (): Promise<void> => {};
  const work: ChangeWork = async (tx, { state, rows }) => {
    requirePermission(mayDecide(organisation, decision, actor, state));
    const { edition } = rows;
    const decided = { decision, reason, decided_by: actor.name, decided_at: deps.now() };
    await setDecision(tx, edition.id, organisation, decided);
    if (decision === 'out') {
      await deleteDataSetsOf(tx, edition.id, organisation);
      removeFiles = await deps.organisationLeft(tx, { edition, organisation, actor });
    }
    return { action: `editions.stepped-${decision}`, details: { organisation, reason } };
  };
  const changed = await changeEdition(
    deps,
    actor,
    place.edition,
    work,
    decision === 'out' ? null : undefined,
  );
  await removeFiles();
  return changed;
}

/** What stepping out would mean, before anybody decides. */
export async function getLeaving(
  deps: EditionsDeps,
  actor: Actor,
  { edition: slug, organisation }: { edition: string; organisation: string },
): Promise<Leaving> {
  const { rows, state } = await findSnapshot(deps, slug);
  requirePermission(maySee(actor, state));
  requirePermission(mayDecide(organisation, 'out', actor, state));
  return deps.previewLeaving(rows.edition, organisation);
}

export function addGoal(
  deps: EditionsDeps,
  actor: Actor,
  slug: string,
  { organisation, ...words }: Body<'addGoal'>,
): Promise<Edition> {
  return changeEdition(deps, actor, slug, async (tx, { state, rows }) => {
    requirePermission(mayEditGoal(organisation, actor, state));
    const [goal, at] = [randomUUID(), deps.now()];
    await insertGoal(tx, {
      id: goal,
      edition_id: rows.edition.id,
      organisation,
      ...wordsToColumns(null, words, at),
      by: actor.name,
      at,
    });
    return { action: 'editions.goal-added', details: { goal, organisation } };
  });
}

export function changeGoal(
  deps: EditionsDeps,
  actor: Actor,
  place: { edition: string; goal: string },
  words: Body<'changeGoal'>,
): Promise<Edition> {
  return changeEdition(deps, actor, place.edition, async (tx, snapshot) => {
    const goal = requireGoal(snapshot, place.goal);
    requirePermission(mayEditGoal(goal.organisation, actor, snapshot.state));
    if (snapshot.state.currentStep !== 'prioritise' && words.successCriterion === null) {
      throw new Failure('editions.goal-not-sharp', 409, { goal: goal.text });
    }
    const at = deps.now();
    const columns = { ...wordsToColumns(goal, words, at), review: null };
    await updateGoal(tx, goal.id, { ...columns, by: actor.name, at });
    return { action: 'editions.goal-changed', details: { goal: goal.id, organisation: goal.organisation } };
  });
}

/** Requirement 39: a second pair of eyes, of another organisation, on the words as they were read. */
export function reviewGoal(
  deps: EditionsDeps,
  actor: Actor,
  place: { edition: string; goal: string },
  { sharp, remark, seen }: Body<'reviewGoal'>,
): Promise<Edition> {
  return changeEdition(deps, actor, place.edition, async (tx, snapshot) => {
    const goal = requireGoal(snapshot, place.goal);
    requirePermission(mayReviewGoal(goal.organisation, actor, snapshot.state));
    if (goal.success_criterion === null) {
      throw new Failure('editions.goal-not-sharp', 409, { goal: goal.text });
    }
    if (goal.at.toISOString() !== seen) throw new Failure('editions.goal-reworded', 409);
    const { name: by, organisation } = actor;
    const review: GoalReview = { sharp, remark, by, organisation, at: deps.now().toISOString() };
    await updateGoal(tx, goal.id, { review: JSON.stringify(review) });
    return { action: 'editions.goal-reviewed', details: { goal: goal.id, sharp: sharp ? 'yes' : 'no' } };
  });
}

export function removeGoal(
  deps: EditionsDeps,
  actor: Actor,
  place: { edition: string; goal: string },
): Promise<Edition> {
  return changeEdition(deps, actor, place.edition, async (tx, snapshot) => {
    const goal = requireGoal(snapshot, place.goal);
    requirePermission(mayRemoveGoal(goal.organisation, actor, snapshot.state));
    const n = snapshot.questionsUnder(goal.id);
    if (n > 0) throw new Failure('editions.goal-has-questions', 409, { n });
    await deleteGoal(tx, goal.id);
    return { action: 'editions.goal-removed', details: { goal: goal.id, organisation: goal.organisation } };
  });
}

export async function addDataSet(
  deps: EditionsDeps,
  actor: Actor,
  slug: string,
  { dataSet }: Body<'addDataSet'>,
): Promise<Edition> {
  const known = await deps.catalogue.listDataSets();
  return changeEdition(deps, actor, slug, async (tx, { state, rows }) => {
    requirePermission(mayAddDataSet(actor, state));
    const found = known.find((one) => one.id === dataSet);
    if (!found) throw new Failure('editions.data-set-unknown', 404, { dataSet });
    const owner = state.participations.find((one) => one.organisation === found.owner);
    if (owner?.decision !== 'in') {
      throw new Failure('editions.data-set-owner-not-in', 409, { dataSet, organisation: found.owner });
    }
    const added = await insertDataSet(tx, {
      edition_id: rows.edition.id,
      data_set: dataSet,
      owner: found.owner,
      agreed_by: actor.name,
      agreed_at: deps.now(),
    });
    if (!added) return undefined;
    return { action: 'editions.data-set-asked', details: { dataSet, organisation: found.owner } };
  });
}

export function finishStep(
  deps: EditionsDeps,
  actor: Actor,
  place: { edition: string; step: StepKey },
): Promise<Edition> {
  return changeEdition(
    deps,
    actor,
    place.edition,
    async (tx, snapshot) => {
      const { edition } = snapshot.rows;
      const { next, finished } = transitions[edition.current_step];
      requirePermission(mayFinishStep(actor, snapshot.state));
      if (place.step !== edition.current_step) throw changedMeanwhile(edition.current_step);
      requireNoBlockers(snapshot);
      const done = { by: actor.name, at: deps.now() };
      await insertCompletion(tx, edition.id, edition.current_step, done);
      if (next === 'finished') await setFinished(tx, edition.id, done);
      else await setStep(tx, edition.id, next, done.at);
      return { action: finished, details: { step: edition.current_step, next } };
    },
    'editions.changed-meanwhile',
  );
}

export function reopenStep(
  deps: EditionsDeps,
  actor: Actor,
  place: { edition: string; step: StepKey },
): Promise<Edition> {
  return changeEdition(deps, actor, place.edition, async (tx, { state, rows }) => {
    const { edition } = rows;
    const { previous, reopened } = transitions[edition.current_step];
    requirePermission(mayReopenStep(actor, state));
    if (previous === null || place.step !== previous) throw changedMeanwhile(edition.current_step);
    await deleteCompletion(tx, edition.id, previous);
    await setStep(tx, edition.id, previous, deps.now());
    return { action: reopened, details: { step: previous } };
  });
}

function requireNoBlockers(snapshot: EditionSnapshot): void {
  const { blockers } = judgeStep(snapshot.state.currentStep, snapshot.facts);
  const [first] = blockers;
  if (!first) return;
  const problems = blockers.map(({ code }) => ({ path: 'step', message: code, code }));
  throw new Failure(first.code, 409, first.params, problems);
}

function requireGoal(snapshot: EditionSnapshot, id: string): GoalRow {
  const goal = snapshot.rows.goals.find((row) => row.id === id);
  if (!goal) throw new Failure('editions.goal-unknown', 404);
  return goal;
}

function wordsToColumns(kept: GoalRow | null, { text, successCriterion }: GoalWords, at: Date) {
  const criterion = changeOptionalText(kept?.success_criterion ?? null, successCriterion, at);
  return {
    text: JSON.stringify(changeText(kept?.text ?? null, text, at)),
    success_criterion: criterion === null ? null : JSON.stringify(criterion),
  };
}

function changedMeanwhile(step: StepKey): Failure {
  return new Failure('editions.changed-meanwhile', 409, { step });
}
