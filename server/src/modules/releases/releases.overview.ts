import type { Db } from '../../platform/db/database.ts';
import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Budget, ReleaseOverview } from './releases.contract.ts';
import { type DataSetNames, differenceToText, type TableNames } from './releases.names.ts';
import { defaultBudget, isBudgetPossible, mayOversee } from './releases.policy.ts';
import { findBudget, listContents, listReleaseRows, putBudget, type ReleaseRow } from './releases.queries.ts';
import { periodOf, type ReleasesDeps } from './releases.service.ts';
import type { ReleasesTables } from './releases.tables.ts';

export async function getReleases(deps: ReleasesDeps, actor: Actor, slug: string): Promise<ReleaseOverview> {
  const edition = await deps.findEdition(slug, actor);
  const may = mayOversee(actor, edition);
  requireAllowed(may);
  const decided = await findBudget(deps.db, edition.slug);
  const rows = await listReleaseRows(deps.db, edition.slug);
  const budget = decided?.budget ?? defaultBudget;
  const recent = rows.filter(({ at }) => at >= periodOf(budget, deps.now()));
  const people = [...Map.groupBy(rows, ({ person }) => person).values()].map((own) => ({
    name: own.at(-1)?.person_name ?? null,
    answers: countAnswers(own),
    cells: sumCells(own),
    leaning: countAnswers(own.filter(({ leaning }) => leaning)),
    withheld: own.reduce((sum, row) => sum + row.withheld.length, 0),
  }));
  return {
    budget: { ...budget, by: decided?.by ?? null, reason: decided?.reason ?? null },
    cells: sumCells(recent),
    days: cellsByDay(recent, budget, deps.now()),
    people: people.sort((a, b) => b.leaning - a.leaning || (a.name ?? '').localeCompare(b.name ?? '', 'nl')),
    withheld: await explainWithheld(deps, rows),
    may: { extend: may },
  };
}

/** Persons and records of one view are two tables of one answer. */
function answerOf({ evidence, view }: ReleaseRow): string {
  return `${evidence} ${view}`;
}

function countAnswers(rows: readonly ReleaseRow[]): number {
  return new Set(rows.map(answerOf)).size;
}

function sumCells(rows: readonly ReleaseRow[]): number {
  return rows.reduce((sum, row) => sum + row.new_cells, 0);
}

const dayMs = 86_400_000;

function cellsByDay(rows: readonly ReleaseRow[], { days }: Budget, now: Date): ReleaseOverview['days'] {
  const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
  const byDay = Map.groupBy(rows, ({ at }) => dayOf(at));
  return Array.from({ length: days }, (_, index) => {
    const day = dayOf(new Date(now.getTime() - (days - 1 - index) * dayMs));
    return { day, cells: sumCells(byDay.get(day) ?? []) };
  });
}

async function explainWithheld(
  deps: ReleasesDeps,
  rows: readonly ReleaseRow[],
): Promise<ReleaseOverview['withheld']> {
  const answers = [...new Set(rows.map(answerOf))];
  const numbers = new Map(rows.map((row) => [row.id, answers.indexOf(answerOf(row)) + 1]));
  const evidences = new Map(rows.map(({ id, evidence }) => [id, evidence]));
  const withheld = rows.filter((row) => row.withheld.length > 0);
  const names: TableNames = {
    numberOf: (release) => numbers.get(release),
    boxOf: await findBoxes(deps.db, withheld),
    dataSets: await findNames(deps, withheld),
  };
  return withheld.toReversed().map((row) => {
    const beside = releasesIn(row).flatMap((release) => {
      const [evidence, number] = [evidences.get(release), numbers.get(release)];
      return evidence === undefined || number === undefined || number === numbers.get(row.id)
        ? []
        : [{ evidence, number }];
    });
    return {
      at: row.at.toISOString(),
      by: row.person_name,
      evidence: row.evidence,
      number: numbers.get(row.id) ?? 0,
      cells: row.withheld.length,
      dataSet: names.dataSets.get(row.dataSet)?.name ?? { nl: row.dataSet, en: row.dataSet },
      beside: [...new Map(beside.map((table) => [table.number, table])).values()],
      explained: row.differences.map((difference) => differenceToText(difference, row.dataSet, names)),
    };
  });
}

function releasesIn({ differences }: ReleaseRow): string[] {
  return differences.flatMap(({ plus, minus }) => [...plus, ...minus].map(({ release }) => release));
}

async function findBoxes(db: Db<ReleasesTables>, rows: readonly ReleaseRow[]): Promise<TableNames['boxOf']> {
  const tables = await listContents(db, [...new Set(rows.flatMap(releasesIn))]);
  const boxes = new Map(
    tables.flatMap(({ id, content }) => content.cells.map((cell) => [`${id} ${cell.id}`, cell.box] as const)),
  );
  return (release, cell) => boxes.get(`${release} ${cell}`) ?? {};
}

async function findNames(
  deps: ReleasesDeps,
  rows: readonly ReleaseRow[],
): Promise<ReadonlyMap<string, DataSetNames>> {
  const asked = new Set(rows.flatMap(({ dataSet, differences }) => [dataSet, ...linkedIn(differences)]));
  const found = await Promise.all([...asked].map(async (id) => [id, await deps.findNames(id)] as const));
  return new Map(found.flatMap(([id, names]) => (names === undefined ? [] : [[id, names] as const])));
}

/** The data sets that a difference looked into: `in.<data set>@<version>`. */
function linkedIn(differences: ReleaseRow['differences']): string[] {
  return differences
    .flatMap(({ where }) => where)
    .flatMap(({ variable }) => (variable.startsWith('in.') ? [variable.slice(3).split('@')[0] ?? ''] : []));
}

export async function extendBudget(
  deps: ReleasesDeps,
  actor: Actor,
  slug: string,
  { reason, ...budget }: Budget & { readonly reason: string },
): Promise<ReleaseOverview> {
  const edition = await deps.findEdition(slug, actor);
  requireAllowed(mayOversee(actor, edition));
  const possible = isBudgetPossible(budget);
  if (!possible.allowed) throw new Failure(possible.reason, 422);
  const decided = { budget: JSON.stringify(budget), by: actor.name, reason, at: deps.now() };
  await deps.db.transaction().execute(async (tx) => {
    await putBudget(tx, edition.slug, decided);
    await deps.record(tx, {
      actor,
      action: 'releases.budget-decided',
      subject: `edition/${slug}`,
      edition: slug,
      details: { ...budget, reason },
    });
  });
  return getReleases(deps, actor, slug);
}
