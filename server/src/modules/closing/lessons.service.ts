import type { z } from 'zod';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { newText } from '../../platform/http/local-text.contract.ts';
import type { Closing, closingRoutes } from './closing.contract.ts';
import { type ClosingDeps, changeClosing } from './closing.deps.ts';
import { mayLearn, mayRemove, requirePermission } from './closing.policy.ts';
import {
  deleteEntry,
  type EntryKind,
  insertLesson,
  insertTransfer,
  lockEntryAuthor,
} from './closing.queries.ts';
import { showClosing } from './closing.service.ts';

/** Requirement 52: what was learned is written down by anybody who takes part. */
export async function addLesson(
  deps: ClosingDeps,
  actor: Actor,
  slug: string,
  { category, text, forWhom }: z.output<NonNullable<typeof closingRoutes.addLesson.body>>,
): Promise<Closing> {
  const edition = await deps.findEdition(slug, actor);
  const id = deps.newId();
  await changeClosing(deps, actor, edition, async (tx, locked) => {
    requirePermission(mayLearn(actor, locked));
    await insertLesson(tx, {
      id,
      edition: edition.id,
      category,
      text: JSON.stringify(newText(text)),
      for_whom: JSON.stringify(newText(forWhom)),
      author: actor.id,
      by: actor.name,
      organisation: actor.organisation,
      at: deps.now(),
    });
    return { action: 'closing.lesson-added', subject: `lesson/${id}`, details: { category } };
  });
  return showClosing(deps, actor, edition);
}

/** Requirement 52: the knowledge that one organisation passed on to another. */
export async function addTransfer(
  deps: ClosingDeps,
  actor: Actor,
  slug: string,
  { what, from, to, level }: z.output<NonNullable<typeof closingRoutes.addTransfer.body>>,
): Promise<Closing> {
  const edition = await deps.findEdition(slug, actor);
  const id = deps.newId();
  const receivers = [...new Set(to)];
  await changeClosing(deps, actor, edition, async (tx, locked) => {
    requirePermission(mayLearn(actor, locked));
    const outside = [from, ...receivers].find((one) => !locked.organisationsIn.includes(one));
    if (outside !== undefined)
      throw new Failure('closing.organisation-not-in', 409, { organisation: outside });
    if (receivers.every((one) => one === from)) throw new Failure('closing.to-itself', 409);
    await insertTransfer(tx, {
      id,
      edition: edition.id,
      what: JSON.stringify(newText(what)),
      from_organisation: from,
      to_organisations: JSON.stringify(receivers.filter((one) => one !== from)),
      level,
      author: actor.id,
      by: actor.name,
      organisation: actor.organisation,
      at: deps.now(),
    });
    return { action: 'closing.transfer-added', subject: `transfer/${id}` };
  });
  return showClosing(deps, actor, edition);
}

const unknownCodes = { lesson: 'closing.lesson-unknown', transfer: 'closing.transfer-unknown' } as const;

export async function removeEntry(
  deps: ClosingDeps,
  actor: Actor,
  slug: string,
  kind: EntryKind,
  id: string,
): Promise<Closing> {
  const edition = await deps.findEdition(slug, actor);
  await changeClosing(deps, actor, edition, async (tx, locked) => {
    const author = await lockEntryAuthor(tx, kind, edition.id, id);
    if (author === undefined) throw new Failure(unknownCodes[kind], 404);
    requirePermission(mayRemove(actor, author, locked));
    await deleteEntry(tx, kind, id);
    return { action: `closing.${kind}-removed`, subject: `${kind}/${id}` };
  });
  return showClosing(deps, actor, edition);
}
