import type { z } from 'zod';
import {
  allowed,
  denied,
  Failure,
  type PolicyAnswer,
  requireAllowed,
} from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { newText } from '../../platform/http/local-text.contract.ts';
import type { Example, Inspiration, inspirationRoutes } from './inspiration.contract.ts';
import {
  deleteExample,
  type ExampleRow,
  insertExample,
  listExamples,
  lockExample,
} from './inspiration.queries.ts';
import { isOnTheme, themeWords } from './inspiration.theme.ts';
import type { PreparationDeps } from './preparation.deps.ts';
import { writtenBy } from './preparation.service.ts';
import { written } from './preparation.view.ts';

type NewExample = z.output<NonNullable<typeof inspirationRoutes.addExample.body>>;

const shownMax = 12;

/** Requirement 50: what others did before us. Without a theme, or on a theme nobody knows, nothing is guessed. */
export async function listInspiration(
  { db, listEarlierEditions }: PreparationDeps,
  actor: Actor,
  theme: string | undefined,
): Promise<Inspiration> {
  const rows = await listExamples(db);
  const asked = theme !== undefined && themeWords(theme).length > 0;
  const editions = asked
    ? (await listEarlierEditions(actor)).filter((one) => isOnTheme(theme, one.theme, one.title))
    : [];
  const fitting = asked ? rows.filter((row) => isOnTheme(theme, row.theme, row.title)) : rows;
  return {
    editions,
    examples: fitting.slice(0, shownMax).map((row) => rowToExample(row, actor)),
  };
}

export async function addExample(deps: PreparationDeps, actor: Actor, input: NewExample): Promise<Example> {
  if (input.year > deps.now().getFullYear()) {
    throw new Failure('preparation.year-to-come', 409, { year: String(input.year) });
  }
  const id = deps.newId();
  const row = await deps.db.transaction().execute(async (tx) => {
    const made = await insertExample(tx, {
      id,
      theme: JSON.stringify(newText(input.theme)),
      title: JSON.stringify(newText(input.title)),
      place: JSON.stringify(newText(input.where)),
      did: JSON.stringify(newText(input.did)),
      useful: JSON.stringify(newText(input.useful)),
      link: input.link,
      source: input.source,
      year: input.year,
      ...writtenBy(actor, deps),
    });
    await deps.record(tx, { actor, action: 'preparation.example-added', subject: `example/${id}` });
    return made;
  });
  return rowToExample(row, actor);
}

export async function removeExample(
  deps: PreparationDeps,
  actor: Actor,
  id: string,
): Promise<{ removed: string }> {
  await deps.db.transaction().execute(async (tx) => {
    const row = await lockExample(tx, id);
    if (row === undefined) throw new Failure('preparation.example-unknown', 404);
    requireAllowed(mayRemove(row, actor));
    await deleteExample(tx, id);
    await deps.record(tx, { actor, action: 'preparation.example-removed', subject: `example/${id}` });
  });
  return { removed: id };
}

function mayRemove(row: ExampleRow, actor: Actor): PolicyAnswer {
  return row.person === actor.id ? allowed : denied('preparation.example-of-another');
}

function rowToExample(row: ExampleRow, actor: Actor): Example {
  const { id, theme, title, place, did, useful, link, source, year } = row;
  const remove = mayRemove(row, actor);
  return {
    id,
    theme,
    title,
    where: place,
    did,
    useful,
    link,
    source,
    year,
    ...written(row),
    may: { remove: remove.allowed ? { allowed: true } : { allowed: false, reason: remove.reason } },
  };
}
