import type { AnyTx, Db, Tx } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { Goal, StepKey } from './editions.contract.ts';
import type { EditionsDeps } from './editions.deps.ts';
import { maySee } from './editions.policy.ts';
import { findEditionRow, listEditionRows, listGoalRows, listParticipations } from './editions.queries.ts';
import { bindEditions } from './editions.routes.ts';
import { isContemplationOver, type QuestionFacts } from './editions.steps.ts';
import type { EditionsTables } from './editions.tables.ts';
import { rowToGoal } from './editions.view.ts';

export type { EditionCatalogue, EditionPeople, EditionsDeps } from './editions.deps.ts';
export type { QuestionFacts } from './editions.steps.ts';
export { type EditionsTables, editionsMigrations } from './editions.tables.ts';

/** What other modules know about an edition, read inside the transaction that judges a step. */
export interface EditionFacts {
  questions(
    tx: AnyTx,
    edition: EditionKey,
  ): Promise<
    QuestionFacts & {
      /** The goal of each question. */
      readonly goals: readonly string[];
    }
  >;
  /** One entry for each data set that has a landed version in the space of the edition. */
  deliveries(tx: AnyTx, edition: EditionKey): Promise<readonly LandedDataSet[]>;
  findings(tx: AnyTx, edition: EditionKey): Promise<number>;
  /** What one person still has to do with insights and solutions. */
  ownWork(tx: AnyTx, edition: EditionKey, person: string): Promise<readonly OwnWork[]>;
}

export interface OwnWork {
  readonly code: string;
  readonly params: Readonly<Record<string, string | LocalText>>;
  readonly since: Date;
  /** Where it is done, under the address of the edition. */
  readonly place: string;
}

export interface EditionKey {
  readonly id: string;
  readonly slug: string;
}

export interface LandedDataSet {
  readonly dataSet: string;
  readonly version: string;
  readonly rows: number;
}

/** An edition as somebody who may see it meets it in another module. */
export interface EditionAccess {
  readonly id: string;
  readonly slug: string;
  readonly title: LocalText;
  /** Where its data meets: `edition:<slug>`. */
  readonly space: string;
  readonly initiator: string;
  readonly currentStep: StepKey;
  readonly questionListLocked: boolean;
  /** Organisations that stepped in. */
  readonly organisationsIn: readonly string[];
}

export interface AgreedDataSet {
  readonly dataSet: string;
  readonly owner: string;
}

type Reader = Db<EditionsTables>;

export function createEditions(deps: EditionsDeps): { bindings: RouteBinding[] } {
  return { bindings: bindEditions(deps) };
}

/** Throws `editions.unknown` (404), or `editions.not-a-participant` (403) for who may not see it. */
export async function getEditionAccess(db: Reader, slug: string, actor: Actor): Promise<EditionAccess> {
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
    questionListLocked: isContemplationOver(row.current_step),
    organisationsIn: participations
      .filter((participation) => participation.decision === 'in')
      .map((participation) => participation.organisation),
  };
}

/** The editions a person may see, by what the catalogue or a work list needs of them. */
export async function listVisibleEditions(
  db: Reader,
  actor: Actor,
): Promise<{ id: string; slug: string; title: LocalText; space: string }[]> {
  const rows = await listEditionRows(db, actor.organisation);
  return rows.map(({ id, slug, title }) => ({ id, slug, title, space: editionSpace(slug) }));
}

/**
 * The step of an edition, which cannot change until this transaction ends: use it before a write that only
 * an open question list or an open step allows.
 */
export async function holdCurrentStep(tx: Tx<EditionsTables>, editionId: string): Promise<StepKey> {
  const row = await tx
    .selectFrom('editions')
    .select('current_step')
    .where('id', '=', editionId)
    .forShare()
    .executeTakeFirstOrThrow();
  return row.current_step;
}

export async function listAgreedDataSets(db: Reader, editionId: string): Promise<AgreedDataSet[]> {
  const rows = await db
    .selectFrom('edition_data_sets')
    .select(['data_set', 'owner'])
    .where('edition_id', '=', editionId)
    .orderBy('agreed_at')
    .orderBy('data_set')
    .execute();
  return rows.map((row) => ({ dataSet: row.data_set, owner: row.owner }));
}

/** The organisation that delivers a data set to an edition; undefined when it was not agreed. */
export async function findAgreedOwner(
  db: Reader,
  edition: string,
  dataSet: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('edition_data_sets')
    .innerJoin('editions', 'editions.id', 'edition_data_sets.edition_id')
    .select('owner')
    .where('editions.slug', '=', edition)
    .where('data_set', '=', dataSet)
    .executeTakeFirst();
  return row?.owner;
}

export async function listGoals(db: Reader, editionId: string): Promise<Goal[]> {
  return (await listGoalRows(db, editionId)).map(rowToGoal);
}

export function editionSpace(slug: string): string {
  return `edition:${slug}`;
}
