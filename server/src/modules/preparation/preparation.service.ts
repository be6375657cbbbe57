import type { z } from 'zod';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { changeText, newText } from '../../platform/http/local-text.contract.ts';
import type { Preparation, preparationRoutes } from './preparation.contract.ts';
import { changeEdition, type EditionView, type PreparationDeps } from './preparation.deps.ts';
import {
  mayChooseBackground,
  mayCommitFor,
  mayPlan,
  maySteer,
  mayWithdrawCommitment,
  requirePermission,
} from './preparation.policy.ts';
import { readPreparation } from './preparation.queries.ts';
import { rowsToPreparation } from './preparation.view.ts';
import {
  deleteCommitment,
  deleteHope,
  findHope,
  findLastPlan,
  insertCommitment,
  insertPlanLine,
  lockCommitments,
  putBackground,
  putHope,
  putSteering,
} from './writes.queries.ts';

type Body<Name extends 'nameSteering' | 'commit' | 'recordHope' | 'chooseBackground' | 'planAspect'> =
  z.output<NonNullable<(typeof preparationRoutes)[Name]['body']>>;

export async function getPreparation(
  deps: PreparationDeps,
  actor: Actor,
  slug: string,
): Promise<Preparation> {
  return showPreparation(deps, actor, await deps.findEdition(slug, actor));
}

export async function showPreparation(
  { db, listMembers }: PreparationDeps,
  actor: Actor,
  edition: EditionView,
): Promise<Preparation> {
  const members = await listMembers(edition.organisationsIn);
  return rowsToPreparation(await readPreparation(db, edition.id), members, actor, edition);
}

/** The columns with the writer and the moment. */
export function writtenBy(actor: Actor, { now }: Pick<PreparationDeps, 'now'>) {
  return {
    person: actor.id,
    person_name: actor.name,
    person_organisation: actor.organisation,
    at: now(),
  };
}

/** Requirements 46 and 48: a sponsor by name who stays, and a group that already exists. */
export async function nameSteering(
  deps: PreparationDeps,
  actor: Actor,
  slug: string,
  { sponsor, group, seen }: Body<'nameSteering'>,
): Promise<Preparation> {
  const edition = await deps.findEdition(slug, actor);
  await changeEdition(deps, actor, edition, async (tx, locked) => {
    requirePermission(maySteer(actor, locked));
    if (sponsor !== null && !locked.organisationsIn.includes(sponsor.organisation)) {
      throw new Failure('preparation.organisation-not-in', 409, { organisation: sponsor.organisation });
    }
    const row = {
      edition: edition.id,
      sponsor_name: sponsor?.name ?? null,
      sponsor_organisation: sponsor?.organisation ?? null,
      steering_group: group,
      ...writtenBy(actor, deps),
    };
    const isPut = await putSteering(tx, row, seen === null ? null : new Date(seen));
    if (!isPut) throw new Failure('preparation.changed-meanwhile', 409);
    return { action: 'preparation.steering-named' };
  });
  return showPreparation(deps, actor, edition);
}

/** Requirement 47: every partner contributes. */
export async function commit(
  deps: PreparationDeps,
  actor: Actor,
  slug: string,
  { kind, amount, note }: Body<'commit'>,
): Promise<Preparation> {
  const edition = await deps.findEdition(slug, actor);
  const { organisation } = actor;
  await changeEdition(deps, actor, edition, async (tx, locked) => {
    requirePermission(mayCommitFor(organisation, actor, locked));
    await insertCommitment(tx, {
      id: deps.newId(),
      edition: edition.id,
      organisation,
      kind,
      amount,
      note: note === null ? null : JSON.stringify(newText(note)),
      ...writtenBy(actor, deps),
    });
    return { action: 'preparation.committed', details: { organisation, kind, amount } };
  });
  return showPreparation(deps, actor, edition);
}

export async function withdrawCommitment(
  deps: PreparationDeps,
  actor: Actor,
  { edition: slug, commitment }: { edition: string; commitment: string },
): Promise<Preparation> {
  const edition = await deps.findEdition(slug, actor);
  await changeEdition(deps, actor, edition, async (tx, locked) => {
    const rows = await lockCommitments(tx, edition.id);
    const row = rows.find(({ id }) => id === commitment);
    if (row === undefined) throw new Failure('preparation.commitment-unknown', 404);
    const { organisation, kind, amount } = row;
    const of = rows.filter((one) => one.organisation === organisation).length;
    requirePermission(mayWithdrawCommitment(organisation, of, actor, locked));
    await deleteCommitment(tx, commitment);
    return { action: 'preparation.commitment-withdrawn', details: { organisation, kind, amount } };
  });
  return showPreparation(deps, actor, edition);
}

/** Requirement 47: every partner benefits. */
export async function recordHope(
  deps: PreparationDeps,
  actor: Actor,
  slug: string,
  { text }: Body<'recordHope'>,
): Promise<Preparation> {
  const edition = await deps.findEdition(slug, actor);
  const { organisation } = actor;
  await changeEdition(deps, actor, edition, async (tx, locked) => {
    requirePermission(mayCommitFor(organisation, actor, locked));
    if (text === null) {
      await deleteHope(tx, edition.id, organisation);
      return { action: 'preparation.hope-withdrawn', details: { organisation } };
    }
    const kept = await findHope(tx, edition.id, organisation);
    await putHope(tx, {
      edition: edition.id,
      organisation,
      text: JSON.stringify(changeText(kept, text)),
      ...writtenBy(actor, deps),
    });
    return { action: 'preparation.hope-told', details: { organisation } };
  });
  return showPreparation(deps, actor, edition);
}

export async function chooseBackground(
  deps: PreparationDeps,
  actor: Actor,
  { edition: slug, person }: { edition: string; person: string },
  { background }: Body<'chooseBackground'>,
): Promise<Preparation> {
  const edition = await deps.findEdition(slug, actor);
  const members = await deps.listMembers(edition.organisationsIn);
  await changeEdition(deps, actor, edition, async (tx, locked) => {
    requirePermission(mayChooseBackground(person, actor, locked));
    if (!members.some(({ id }) => id === person)) throw new Failure('preparation.person-unknown', 404);
    await putBackground(tx, { edition: edition.id, person }, background);
    return { action: 'preparation.background-chosen', details: { background } };
  });
  return showPreparation(deps, actor, edition);
}

/** Requirement 55: planned and logged; a new line stands before the older ones, with the step it was written in. */
export async function planAspect(
  deps: PreparationDeps,
  actor: Actor,
  slug: string,
  { aspect, text }: Body<'planAspect'>,
): Promise<Preparation> {
  const edition = await deps.findEdition(slug, actor);
  await changeEdition(deps, actor, edition, async (tx, locked) => {
    requirePermission(mayPlan(actor, locked));
    const before = await findLastPlan(tx, edition.id, aspect);
    await insertPlanLine(tx, {
      id: deps.newId(),
      edition: edition.id,
      aspect,
      text: JSON.stringify(changeText(before, text)),
      step: locked.currentStep,
      ...writtenBy(actor, deps),
    });
    return { action: 'preparation.planned', details: { aspect } };
  });
  return showPreparation(deps, actor, edition);
}
