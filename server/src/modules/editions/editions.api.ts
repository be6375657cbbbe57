import type { AnyDb, AnyTx, Given } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { Edition, EditionSummary, StepKey, WaitingItem } from './editions.contract.ts';
import type { EditionsDeps } from './editions.deps.ts';
import { maySee } from './editions.policy.ts';
import {
  findEditionRow,
  holdStepRow,
  listAllEditionRows,
  listDataSetRows,
  listEditionRows,
  listGoalRows,
  listParticipations,
} from './editions.queries.ts';
import { bindEditions } from './editions.routes.ts';
import { getEdition, listEditions, listWaiting } from './editions.service.ts';
import { isQuestionListLocked } from './editions.steps.ts';
import { ownTables } from './editions.tables.ts';
import { rowToGoal, statusOf } from './editions.view.ts';
import type { Goal } from './goals.contract.ts';
import { deleteDataSet, insertDataSet } from './writes.queries.ts';

export type {
  EditionCatalogue,
  EditionPeople,
  EditionsDeps,
  Leaver,
} from './editions.deps.ts';
export type {
  EditionFacts,
  EditionInStep,
  EditionKey,
  LandedDataSet,
  OwnWork,
} from './editions.facts.ts';
export type { ClosingFacts, QuestionFacts } from './editions.steps.ts';
export { isQuestionListLocked } from './editions.steps.ts';
export { editionsMigrations } from './editions.tables.ts';

/** An edition as another module gets it, for a person who may see it. */
export interface EditionAccess {
  readonly id: string;
  readonly slug: string;
  readonly title: LocalText;
  /** Where its data meets: `edition:<slug>`. */
  readonly space: string;
  readonly initiator: string;
  readonly currentStep: StepKey;
  readonly questionListLocked: boolean;
  /** Nothing is changed any more, except the measuring of impact. */
  readonly finished: boolean;
  /** Organisations that stepped in. */
  readonly organisationsIn: readonly string[];
}

/** A data set that was asked for: its owner decides whether anything of it is shared. */
export interface AgreedDataSet {
  readonly dataSet: string;
  readonly owner: string;
  readonly askedBy: string;
  readonly askedAt: Date;
}

export interface Editions {
  readonly bindings: RouteBinding[];
  /** As the page of an edition shows it to this person; throws as `getEditionAccess` does. */
  getEdition(slug: string, actor: Actor): Promise<Edition>;
  listEditions(actor: Actor): Promise<EditionSummary[]>;
  /** What waits for this person in all editions. */
  listWaiting(actor: Actor): Promise<WaitingItem[]>;
}

export function createEditions(given: Given<EditionsDeps>): Editions {
  const deps = { ...given, db: ownTables(given.db) };
  return {
    bindings: bindEditions(deps),
    getEdition: (slug, actor) => getEdition(deps, actor, slug),
    listEditions: (actor) => listEditions(deps, actor),
    listWaiting: (actor) => listWaiting(deps, actor),
  };
}

/** Throws `editions.unknown` (404), or `editions.not-a-participant` (403) for a person who may not see it. */
export async function getEditionAccess(database: AnyDb, slug: string, actor: Actor): Promise<EditionAccess> {
  const db = ownTables(database);
  const row = await findEditionRow(db, slug);
  if (!row) throw new Failure('editions.unknown', 404, { edition: slug });
  const participations = await listParticipations(db, row.id);
  const answer = maySee(actor, { initiator: row.initiator, participations });
  if (!answer.allowed) throw new Failure(answer.reason, 403);
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    space: editionSpace(row.slug),
    initiator: row.initiator,
    currentStep: row.current_step,
    questionListLocked: isQuestionListLocked(row.current_step),
    finished: row.finished_at !== null,
    organisationsIn: participations
      .filter((participation) => participation.decision === 'in')
      .map((participation) => participation.organisation),
  };
}

/** The editions a person may see, by what the catalogue or a work list needs of them. */
export async function listVisibleEditions(
  db: AnyDb,
  actor: Actor,
): Promise<{ id: string; slug: string; title: LocalText; space: string }[]> {
  const rows = await listEditionRows(ownTables(db), actor.organisation);
  return rows.map(({ id, slug, title }) => ({ id, slug, title, space: editionSpace(slug) }));
}

/** The editions in which the organisation of a person stepped in and did not leave, newest first. */
export async function listEditionsOf(
  database: AnyDb,
  actor: Actor,
): Promise<{ id: string; slug: string; title: LocalText; finished: boolean }[]> {
  const db = ownTables(database);
  const rows = await listEditionRows(db, actor.organisation);
  const taking: { id: string; slug: string; title: LocalText; finished: boolean }[] = [];
  for (const { id, slug, title, finished_at } of rows) {
    if (!(await listOrganisationsIn(db, id)).includes(actor.organisation)) continue;
    taking.push({ id, slug, title, finished: finished_at !== null });
  }
  return taking;
}

/**
 * The step of an edition, which cannot change until this transaction ends: use it before every write in an edition.
 * Throws `editions.finished` (409) for one that is finished, unless what is written goes on after that.
 */
export async function lockCurrentStep(
  tx: AnyTx,
  editionId: string,
  { finishedToo = false }: { readonly finishedToo?: boolean } = {},
): Promise<StepKey> {
  const row = await holdStepRow(ownTables(tx), editionId);
  if (row.finished_at !== null && !finishedToo) throw new Failure('editions.finished', 409);
  return row.current_step;
}

export { findAgreedOwner, listFinishedRows as listFinished } from './editions.queries.ts';

/** When an organisation that is in stepped in. */
export async function findSteppedIn(
  db: AnyDb,
  editionId: string,
  organisation: string,
): Promise<Date | undefined> {
  const rows = await listParticipations(ownTables(db), editionId);
  const own = rows.find((row) => row.organisation === organisation && row.decision === 'in');
  return own?.decided_at ?? undefined;
}

/** Organisations that stepped in and did not leave. */
export async function listOrganisationsIn(db: AnyDb, editionId: string): Promise<string[]> {
  const rows = await listParticipations(ownTables(db), editionId);
  return rows.filter(({ decision }) => decision === 'in').map(({ organisation }) => organisation);
}

/** Organisations that were asked and have not decided. */
export async function listInvited(db: AnyDb, editionId: string): Promise<string[]> {
  const rows = await listParticipations(ownTables(db), editionId);
  return rows.filter(({ decision }) => decision === 'invited').map(({ organisation }) => organisation);
}

export async function listAgreedDataSets(db: AnyDb, editionId: string): Promise<AgreedDataSet[]> {
  const rows = await listDataSetRows(ownTables(db), editionId);
  return rows.map((row) => ({
    dataSet: row.data_set,
    owner: row.owner,
    askedBy: row.agreed_by,
    askedAt: row.agreed_at,
  }));
}

export interface AskedFor {
  /** Id of the edition. */
  readonly edition: string;
  readonly dataSet: string;
  readonly owner: string;
  readonly by: string;
  readonly at: Date;
}

/** Gives whether it was not asked for already. */
export function askForDataSet(tx: AnyTx, { edition, dataSet, owner, by, at }: AskedFor): Promise<boolean> {
  const row = { edition_id: edition, data_set: dataSet, owner, agreed_by: by, agreed_at: at };
  return insertDataSet(ownTables(tx), row);
}

export function withdrawAsked(tx: AnyTx, editionId: string, dataSet: string): Promise<void> {
  return deleteDataSet(ownTables(tx), editionId, dataSet);
}

export async function listGoals(db: AnyDb, editionId: string): Promise<Goal[]> {
  return (await listGoalRows(ownTables(db), editionId)).map(rowToGoal);
}

export function editionSpace(slug: string): string {
  return `edition:${slug}`;
}

/** Editions somebody may learn from: those they may see, and the finished ones of the whole network; newest first. */
export async function listEarlierEditions(
  db: AnyDb,
  actor: Actor,
): Promise<
  {
    id: string;
    slug: string;
    title: LocalText;
    theme: LocalText;
    region: LocalText | null;
    initiator: string;
    status: EditionSummary['status'];
    visible: boolean;
  }[]
> {
  const visible = new Set((await listEditionRows(ownTables(db), actor.organisation)).map(({ id }) => id));
  const rows = await listAllEditionRows(ownTables(db));
  return rows
    .filter(({ id, finished_at }) => visible.has(id) || finished_at !== null)
    .map(({ id, slug, title, theme, region, initiator, ...row }) => ({
      id,
      slug,
      title,
      theme,
      region,
      initiator,
      status: statusOf(row),
      visible: visible.has(id),
    }));
}
