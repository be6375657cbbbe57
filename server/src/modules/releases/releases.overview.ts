import { demand } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Budget, ReleaseOverview } from './releases.contract.ts';
import { defaultBudget, mayOversee } from './releases.policy.ts';
import { periodOf, type ReleasesDeps } from './releases.service.ts';

export async function getReleases(deps: ReleasesDeps, actor: Actor, slug: string): Promise<ReleaseOverview> {
  const edition = await deps.findEdition(slug, actor);
  const may = mayOversee(actor, edition);
  demand(may);
  const decided = await deps.db
    .selectFrom('release_budgets')
    .selectAll()
    .where('edition', '=', edition.slug)
    .executeTakeFirst();
  const rows = await deps.db
    .selectFrom('releases')
    .select([
      'person',
      'person_name',
      'at',
      'evidence',
      'view',
      'content',
      'withheld',
      'beside',
      'new_cells',
      'leaning',
    ])
    .where('edition', '=', edition.slug)
    .orderBy('order')
    .execute();
  const budget = decided?.budget ?? defaultBudget;
  const since = periodOf(budget, deps.now());
  const people = [...Map.groupBy(rows, ({ person }) => person).values()].map((own) => ({
    name: own.at(-1)?.person_name ?? null,
    answers: countAnswers(own),
    cells: own.reduce((sum, row) => sum + row.new_cells, 0),
    leaning: countAnswers(own.filter(({ leaning }) => leaning)),
    withheld: own.reduce((sum, row) => sum + row.withheld.length, 0),
  }));
  return {
    budget: { ...budget, by: decided?.by ?? null, reason: decided?.reason ?? null },
    cells: rows.filter(({ at }) => at >= since).reduce((sum, row) => sum + row.new_cells, 0),
    people: people.sort((a, b) => b.leaning - a.leaning || (a.name ?? '').localeCompare(b.name ?? '', 'nl')),
    withheld: rows
      .filter(({ withheld }) => withheld.length > 0)
      .toReversed()
      .map(({ at, person_name: by, content, evidence, withheld, beside }) => ({
        ...{ at: at.toISOString(), by, dataSet: content.dataset, evidence },
        ...{ cells: withheld.length, beside: beside.filter((id) => id !== evidence) },
      })),
    may: { extend: may },
  };
}

/** Persons and records of one view are two tables of one answer. */
function countAnswers(rows: readonly { readonly evidence: string; readonly view: string }[]): number {
  return new Set(rows.map(({ evidence, view }) => `${evidence} ${view}`)).size;
}

export async function extendBudget(
  deps: ReleasesDeps,
  actor: Actor,
  slug: string,
  { reason, ...budget }: Budget & { readonly reason: string },
): Promise<ReleaseOverview> {
  const edition = await deps.findEdition(slug, actor);
  demand(mayOversee(actor, edition));
  const decided = { budget: JSON.stringify(budget), by: actor.name, reason, at: deps.now() };
  await deps.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('release_budgets')
      .values({ edition: edition.slug, ...decided })
      .onConflict((conflict) => conflict.column('edition').doUpdateSet(decided))
      .execute();
    await deps.record(tx, {
      ...{ actor, action: 'releases.budget-decided', subject: `edition/${slug}`, edition: slug },
      details: { ...budget, reason },
    });
  });
  return getReleases(deps, actor, slug);
}
