import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { TextInput } from '../../platform/http/common.contract.ts';
import { changeOptionalText, changeText } from '../../platform/http/local-text.contract.ts';
import type { EditionCase } from './editions.case.ts';
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
  maySee,
} from './editions.policy.ts';
import type { GoalRow } from './editions.queries.ts';
import { type ChangeWork, changeEdition, demandOrRefuse, findCase } from './editions.service.ts';
import { judgeStep, transitions } from './editions.steps.ts';

type Body<Name extends keyof typeof editionsRoutes> = z.output<
  NonNullable<(typeof editionsRoutes)[Name] extends { body?: infer B } ? B & z.ZodType : never>
>;

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
    demandOrRefuse(mayInvite(actor, state));
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
    await tx
      .insertInto('edition_participations')
      .values({ edition_id: rows.edition.id, organisation, ...invitation })
      .onConflict((conflict) => conflict.columns(['edition_id', 'organisation']).doUpdateSet(invitation))
      .execute();
    return { action: 'editions.organisation-invited', details: { organisation } };
  });
}

/** Who steps out takes everything it brought along; what rests on it stays, with a mark. */
export async function decideParticipation(
  deps: EditionsDeps,
  actor: Actor,
  place: { edition: string; organisation: string },
  { decision, reason }: Body<'decideParticipation'>,
): Promise<Edition> {
  const { organisation } = place;
  let removeFiles = async (): Promise<void> => {};
  const work: ChangeWork = async (tx, { state, rows }) => {
    demandOrRefuse(mayDecide(organisation, decision, actor, state));
    const { edition } = rows;
    await tx
      .updateTable('edition_participations')
      .set({ decision, reason, decided_by: actor.name, decided_at: deps.now() })
      .where('edition_id', '=', edition.id)
      .where('organisation', '=', organisation)
      .execute();
    if (decision === 'out') {
      await tx
        .deleteFrom('edition_data_sets')
        .where('edition_id', '=', edition.id)
        .where('owner', '=', organisation)
        .execute();
      removeFiles = await deps.leaving.withdraw(tx, { edition, organisation, actor });
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
  const { rows, state } = await findCase(deps, slug);
  demandOrRefuse(maySee(actor, state));
  demandOrRefuse(mayDecide(organisation, 'out', actor, state));
  return deps.leaving.preview(rows.edition, organisation);
}

export function addGoal(
  deps: EditionsDeps,
  actor: Actor,
  slug: string,
  { organisation, ...words }: Body<'addGoal'>,
): Promise<Edition> {
  return changeEdition(deps, actor, slug, async (tx, { state, rows }) => {
    demandOrRefuse(mayEditGoal(organisation, actor, state));
    const goal = randomUUID();
    await tx
      .insertInto('edition_goals')
      .values({
        id: goal,
        edition_id: rows.edition.id,
        organisation,
        ...wordsToColumns(null, words),
        by: actor.name,
        at: deps.now(),
      })
      .execute();
    return { action: 'editions.goal-added', details: { goal, organisation } };
  });
}

export function changeGoal(
  deps: EditionsDeps,
  actor: Actor,
  place: { edition: string; goal: string },
  words: Body<'changeGoal'>,
): Promise<Edition> {
  return changeEdition(deps, actor, place.edition, async (tx, one) => {
    const goal = demandGoal(one, place.goal);
    demandOrRefuse(mayEditGoal(goal.organisation, actor, one.state));
    if (one.state.currentStep !== 'prioritise' && words.successCriterion === null) {
      throw new Failure('editions.goal-not-sharp', 409, { goal: goal.text });
    }
    await tx
      .updateTable('edition_goals')
      .set({ ...wordsToColumns(goal, words), by: actor.name, at: deps.now() })
      .where('id', '=', goal.id)
      .execute();
    return { action: 'editions.goal-changed', details: { goal: goal.id, organisation: goal.organisation } };
  });
}

export function removeGoal(
  deps: EditionsDeps,
  actor: Actor,
  place: { edition: string; goal: string },
): Promise<Edition> {
  return changeEdition(deps, actor, place.edition, async (tx, one) => {
    const goal = demandGoal(one, place.goal);
    demandOrRefuse(mayRemoveGoal(goal.organisation, actor, one.state));
    const n = one.questionsUnder(goal.id);
    if (n > 0) throw new Failure('editions.goal-has-questions', 409, { n });
    await tx.deleteFrom('edition_goals').where('id', '=', goal.id).execute();
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
    demandOrRefuse(mayAddDataSet(actor, state));
    const found = known.find((one) => one.id === dataSet);
    if (!found) throw new Failure('editions.data-set-unknown', 404, { dataSet });
    const owner = state.participations.find((one) => one.organisation === found.owner);
    if (owner?.decision !== 'in') {
      throw new Failure('editions.data-set-owner-not-in', 409, { dataSet, organisation: found.owner });
    }
    const added = await tx
      .insertInto('edition_data_sets')
      .values({
        edition_id: rows.edition.id,
        data_set: dataSet,
        owner: found.owner,
        agreed_by: actor.name,
        agreed_at: deps.now(),
      })
      .onConflict((conflict) => conflict.columns(['edition_id', 'data_set']).doNothing())
      .returning('data_set')
      .executeTakeFirst();
    if (!added) return undefined;
    return { action: 'editions.data-set-agreed', details: { dataSet, organisation: found.owner } };
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
    async (tx, one) => {
      const { edition } = one.rows;
      const { next, finished } = transitions[edition.current_step];
      demandOrRefuse(mayFinishStep(actor, one.state));
      if (place.step !== edition.current_step) throw changedMeanwhile(edition.current_step);
      demandNoBlockers(one);
      await tx
        .insertInto('edition_step_completions')
        .values({
          edition_id: edition.id,
          step: edition.current_step,
          finished_by: actor.name,
          finished_at: deps.now(),
        })
        .execute();
      if (next === 'finished') await finish(deps, tx, edition.id, actor);
      else await moveTo(deps, tx, edition.id, next);
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
    demandOrRefuse(mayReopenStep(actor, state));
    if (previous === null || place.step !== previous) throw changedMeanwhile(edition.current_step);
    await tx
      .deleteFrom('edition_step_completions')
      .where('edition_id', '=', edition.id)
      .where('step', '=', previous)
      .execute();
    await moveTo(deps, tx, edition.id, previous);
    return { action: reopened, details: { step: previous } };
  });
}

async function finish(
  deps: EditionsDeps,
  tx: Parameters<Parameters<typeof changeEdition>[3]>[0],
  edition: string,
  actor: Actor,
): Promise<void> {
  await tx
    .updateTable('editions')
    .set({ finished_at: deps.now(), finished_by: actor.name })
    .where('id', '=', edition)
    .execute();
}

async function moveTo(
  deps: EditionsDeps,
  tx: Parameters<Parameters<typeof changeEdition>[3]>[0],
  edition: string,
  step: StepKey,
): Promise<void> {
  await tx
    .updateTable('editions')
    .set({ current_step: step, step_since: deps.now() })
    .where('id', '=', edition)
    .execute();
}

function demandNoBlockers(one: EditionCase): void {
  const { blockers } = judgeStep(one.state.currentStep, one.facts);
  const [first] = blockers;
  if (!first) return;
  const problems = blockers.map(({ code }) => ({ path: 'step', message: code, code }));
  throw new Failure(first.code, 409, first.params, problems);
}

function demandGoal(one: EditionCase, id: string): GoalRow {
  const goal = one.rows.goals.find((row) => row.id === id);
  if (!goal) throw new Failure('editions.goal-unknown', 404);
  return goal;
}

function wordsToColumns(kept: GoalRow | null, { text, successCriterion }: GoalWords) {
  const criterion = changeOptionalText(kept?.success_criterion ?? null, successCriterion);
  return {
    text: JSON.stringify(changeText(kept?.text ?? null, text)),
    success_criterion: criterion === null ? null : JSON.stringify(criterion),
  };
}

function changedMeanwhile(step: StepKey): Failure {
  return new Failure('editions.changed-meanwhile', 409, { step });
}
