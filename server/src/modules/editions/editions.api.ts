import type { Db, Tx } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { StepKey } from './editions.contract.ts';
import { maySee } from './editions.policy.ts';
import { findEditionRow, listEditionRows, listParticipations } from './editions.queries.ts';
import { isContemplationOver, type QuestionFacts } from './editions.steps.ts';
import type { EditionsTables, GoalsTable } from './editions.tables.ts';

export type { QuestionFacts } from './editions.steps.ts';
export type { EditionsTables } from './editions.tables.ts';

/** What other modules know about an edition, read inside the transaction that judges a step. */
export interface EditionFacts {
  questions(db: Db<never>, editionId: string): Promise<QuestionFacts & { underGoal(goalId: string): number }>;
  /** One entry for each data set that has a landed version in the space of the edition. */
  deliveries(db: Db<never>, editionId: string): Promise<readonly LandedDataSet[]>;
  findings(db: Db<never>, editionId: string): Promise<number>;
}

export interface LandedDataSet {
  readonly dataSet: string;
  readonly landed: boolean;
  readonly version: string | null;
  readonly rows: number | null;
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

export interface EditionGoal {
  readonly id: string;
  /** Null for the joint goal. */
  readonly organisation: string | null;
  readonly text: LocalText;
  readonly successCriterion: LocalText | null;
  readonly sharp: boolean;
  readonly by: string;
  readonly at: Date;
}

export interface AgreedDataSet {
  readonly dataSet: string;
  readonly owner: string;
}

type Reader = Db<EditionsTables>;

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

export function questionListLocked(step: StepKey): boolean {
  return isContemplationOver(step);
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

export async function findGoal(
  db: Reader,
  editionId: string,
  goalId: string,
): Promise<EditionGoal | undefined> {
  const row = await db
    .selectFrom('edition_goals')
    .selectAll()
    .where('edition_id', '=', editionId)
    .where('id', '=', goalId)
    .executeTakeFirst();
  return row && rowToGoal(row);
}

export function editionSpace(slug: string): string {
  return `edition:${slug}`;
}

type GoalRow = Pick<GoalsTable, 'id' | 'organisation' | 'by' | 'at'> & {
  text: LocalText;
  success_criterion: LocalText | null;
};

function rowToGoal(row: GoalRow): EditionGoal {
  return {
    id: row.id,
    organisation: row.organisation,
    text: row.text,
    successCriterion: row.success_criterion,
    sharp: row.success_criterion !== null,
    by: row.by,
    at: row.at,
  };
}
