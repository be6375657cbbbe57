import type { z } from 'zod';
import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { EditionAccess } from '../editions/editions.api.ts';
import type { Closing, closingRoutes } from './closing.contract.ts';
import { type ClosingDeps, changeClosing } from './closing.deps.ts';
import { mayEvaluate, mayExcuse, maySee, requirePermission } from './closing.policy.ts';
import {
  findEvaluator,
  insertAbsence,
  listEvaluated,
  lockEvaluation,
  putEvaluation,
  readClosing,
} from './closing.queries.ts';
import { rowsToClosing } from './closing.view.ts';
import { statementKeys } from './closing-words.contract.ts';

type Evaluation = z.output<NonNullable<typeof closingRoutes.evaluate.body>>;

export async function getClosing(deps: ClosingDeps, actor: Actor, slug: string): Promise<Closing> {
  const edition = await deps.findEdition(slug, actor);
  requireAllowed(maySee(actor, edition));
  return showClosing(deps, actor, edition);
}

/** Requirement 34. What was sent stays sent; it may be reworded until the edition is finished. */
export async function evaluate(
  deps: ClosingDeps,
  actor: Actor,
  slug: string,
  { answers, brought, otherwise, send }: Evaluation,
): Promise<Closing> {
  const edition = await deps.findEdition(slug, actor);
  await changeClosing(deps, actor, edition, async (tx, locked) => {
    requirePermission(mayEvaluate(actor, locked));
    const sentBefore = (await lockEvaluation(tx, edition.id, actor.id)) ?? null;
    const sent = send || sentBefore !== null;
    if (sent) requireComplete(answers);
    await putEvaluation(tx, {
      edition: edition.id,
      person: actor.id,
      organisation: actor.organisation,
      answers: JSON.stringify(answers),
      brought: brought === '' ? null : brought,
      otherwise: otherwise === '' ? null : otherwise,
      sent_at: sent ? (sentBefore ?? deps.now()) : null,
    });
    return { action: sent ? 'closing.evaluated' : 'closing.evaluation-kept' };
  });
  return showClosing(deps, actor, edition);
}

export async function excuse(
  deps: ClosingDeps,
  actor: Actor,
  { edition: slug, organisation }: { edition: string; organisation: string },
  reason: string,
): Promise<Closing> {
  const edition = await deps.findEdition(slug, actor);
  await changeClosing(deps, actor, edition, async (tx, locked) => {
    requirePermission(mayExcuse(actor, locked, (await findEvaluator(tx, edition.id)) ?? null));
    if (!locked.organisationsIn.includes(organisation)) {
      throw new Failure('closing.organisation-not-in', 409, { organisation });
    }
    if ((await listEvaluated(tx, edition.id)).includes(organisation)) {
      throw new Failure('closing.already-evaluated', 409, { organisation });
    }
    const absence = { edition: edition.id, organisation, reason, by: actor.name, at: deps.now() };
    await insertAbsence(tx, absence);
    return { action: 'closing.excused', details: { organisation, reason } };
  });
  return showClosing(deps, actor, edition);
}

export async function showClosing(deps: ClosingDeps, actor: Actor, edition: EditionAccess): Promise<Closing> {
  const kinds = new Map((await deps.listOrganisations()).map(({ slug, kind }) => [slug, kind]));
  const members = [...(await deps.listMembers(edition.organisationsIn))];
  return rowsToClosing(await readClosing(deps.db, edition.id), kinds, members, actor, edition);
}

function requireComplete(answers: Evaluation['answers']): void {
  const n = statementKeys.filter((key) => answers[key] === undefined).length;
  if (n > 0) throw new Failure('closing.not-complete', 409, { n });
}
