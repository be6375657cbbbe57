import type { z } from 'zod';
import type { Actor } from '../../platform/http/actor.ts';
import type { Amounts, Closing, closingRoutes, EditionOutcome } from './closing.contract.ts';
import { type ClosingDeps, changeClosing } from './closing.deps.ts';
import { mayTellBalance, requirePermission } from './closing.policy.ts';
import { type BalanceRow, listBalances, listSentEvaluations, putBalance } from './closing.queries.ts';
import { showClosing } from './closing.service.ts';
import { cooperationKeys } from './closing-words.contract.ts';
import { summariseEvaluations } from './evaluation.spread.ts';

/** Requirement 107: what it cost one's own organisation and what it saved, as far as anybody knows. */
export async function tellBalance(
  deps: ClosingDeps,
  actor: Actor,
  slug: string,
  { note, ...told }: z.output<NonNullable<typeof closingRoutes.tellBalance.body>>,
): Promise<Closing> {
  const edition = await deps.findEdition(slug, actor);
  const alsoFinished = { ...deps, lockStep: deps.lockStepAlsoFinished };
  await changeClosing(alsoFinished, actor, edition, async (tx, locked) => {
    requirePermission(mayTellBalance(actor, locked));
    await putBalance(tx, {
      edition: edition.id,
      organisation: actor.organisation,
      hours: told.hours,
      euros: told.euros,
      saved_hours: told.savedHours,
      saved_euros: told.savedEuros,
      note: note === '' ? null : note,
      by: actor.name,
      at: deps.now(),
    });
    return { action: 'closing.balance-told', details: { organisation: actor.organisation } };
  });
  return showClosing(deps, actor, edition);
}

/** Requirements 107 and 108, over the editions in which the organisation of this person takes part. */
export async function listOutcomes(deps: ClosingDeps, actor: Actor): Promise<EditionOutcome[]> {
  const editions = await deps.listEditionsOf(actor);
  const ids = editions.map(({ id }) => id);
  const kinds = new Map((await deps.listOrganisations()).map(({ slug, kind }) => [slug, kind]));
  const sent = await listSentEvaluations(deps.db, ids);
  const balances = await listBalances(deps.db, ids);
  return editions.map(({ id, slug, title, finished }) => {
    const own = sent.filter(({ edition }) => edition === id);
    const { answers, spreads } = summariseEvaluations(
      own.map((row) => ({ ...row, kind: kinds.get(row.organisation) ?? 'region' })),
    );
    const keys: readonly string[] = cooperationKeys;
    const cooperation = spreads?.filter(({ statement }) => keys.includes(statement)) ?? null;
    return {
      slug,
      title,
      finished,
      answers,
      cooperation,
      balance: addBalances(balances.filter(({ edition }) => edition === id)),
    };
  });
}

function addBalances(rows: readonly BalanceRow[]): EditionOutcome['balance'] {
  const total = (amountOf: (row: BalanceRow) => number | null): number | null => {
    const told = rows.flatMap((row) => amountOf(row) ?? []);
    return told.length === 0 ? null : told.reduce((sum, amount) => sum + amount, 0);
  };
  const amounts: Amounts = {
    hours: total(({ hours }) => hours),
    euros: total(({ euros }) => euros),
    savedHours: total((row) => row.saved_hours),
    savedEuros: total((row) => row.saved_euros),
  };
  const told = rows.filter((row) => [row.hours, row.euros, row.saved_hours, row.saved_euros].some(isTold));
  return { ...amounts, organisations: told.length };
}

function isTold(amount: number | null): boolean {
  return amount !== null;
}
