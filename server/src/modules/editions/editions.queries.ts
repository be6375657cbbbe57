import type { Selectable } from 'kysely';
import type { AnyDb, Db, Tx } from '../../platform/db/database.ts';
import {
  type EditionDataSetsTable,
  type EditionsTable,
  type EditionsTables,
  type GoalsTable,
  ownTables,
  type ParticipationsTable,
  type StepCompletionsTable,
} from './editions.tables.ts';

export type EditionRow = Selectable<EditionsTable>;
export type ParticipationRow = Selectable<ParticipationsTable>;
export type GoalRow = Selectable<GoalsTable>;
export type DataSetRow = Selectable<EditionDataSetsTable>;
export type CompletionRow = Selectable<StepCompletionsTable>;

type Reader = Db<EditionsTables>;

/** An edition with everything it owns. */
export interface EditionRows {
  readonly edition: EditionRow;
  readonly participations: readonly ParticipationRow[];
  readonly goals: readonly GoalRow[];
  readonly dataSets: readonly DataSetRow[];
  readonly completions: readonly CompletionRow[];
}

export function findEditionRow(db: Reader, slug: string): Promise<EditionRow | undefined> {
  return db.selectFrom('editions').selectAll().where('slug', '=', slug).executeTakeFirst();
}

/** As `findEditionRow`, and nobody else changes it until the transaction ends. */
export function lockEditionRow(tx: Tx<EditionsTables>, slug: string): Promise<EditionRow | undefined> {
  return tx.selectFrom('editions').selectAll().where('slug', '=', slug).forUpdate().executeTakeFirst();
}

/** The editions an organisation started, is invited to or is in; newest first. */
export function listEditionRows(db: Reader, organisation: string): Promise<EditionRow[]> {
  return db
    .selectFrom('editions')
    .selectAll()
    .where((where) =>
      where.or([
        where('initiator', '=', organisation),
        where.exists(
          where
            .selectFrom('edition_participations')
            .select('organisation')
            .whereRef('edition_participations.edition_id', '=', 'editions.id')
            .where('organisation', '=', organisation)
            .where('decision', 'in', ['invited', 'in']),
        ),
      ]),
    )
    .orderBy('created_at', 'desc')
    .orderBy('slug')
    .execute();
}

/** Every edition of the network, newest first. */
export function listAllEditionRows(db: Reader): Promise<EditionRow[]> {
  return db.selectFrom('editions').selectAll().orderBy('created_at', 'desc').orderBy('slug').execute();
}

/** Where an edition is; that changes only after the transaction ends. */
export function holdStepRow(
  tx: Tx<EditionsTables>,
  editionId: string,
): Promise<Pick<EditionRow, 'current_step' | 'finished_at'>> {
  return tx
    .selectFrom('editions')
    .select(['current_step', 'finished_at'])
    .where('id', '=', editionId)
    .forShare()
    .executeTakeFirstOrThrow();
}

/** The organisation that delivers a data set to an edition; undefined when it was not agreed. */
export async function findAgreedOwner(
  db: AnyDb,
  edition: string,
  dataSet: string,
): Promise<string | undefined> {
  const row = await ownTables(db)
    .selectFrom('edition_data_sets')
    .innerJoin('editions', 'editions.id', 'edition_data_sets.edition_id')
    .select('owner')
    .where('editions.slug', '=', edition)
    .where('data_set', '=', dataSet)
    .executeTakeFirst();
  return row?.owner;
}

/** Finished editions of the whole network, newest first. */
export function listFinishedRows(
  db: AnyDb,
): Promise<Pick<EditionRow, 'id' | 'slug' | 'title' | 'theme' | 'initiator'>[]> {
  return ownTables(db)
    .selectFrom('editions')
    .select(['id', 'slug', 'title', 'theme', 'initiator'])
    .where('finished_at', 'is not', null)
    .orderBy('finished_at', 'desc')
    .execute();
}

export function listParticipations(db: Reader, editionId: string): Promise<ParticipationRow[]> {
  return db
    .selectFrom('edition_participations')
    .selectAll()
    .where('edition_id', '=', editionId)
    .orderBy('invited_at')
    .orderBy('organisation')
    .execute();
}

export function listGoalRows(db: Reader, editionId: string): Promise<GoalRow[]> {
  return db
    .selectFrom('edition_goals')
    .selectAll()
    .where('edition_id', '=', editionId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

export function listDataSetRows(db: Reader, editionId: string): Promise<DataSetRow[]> {
  return db
    .selectFrom('edition_data_sets')
    .selectAll()
    .where('edition_id', '=', editionId)
    .orderBy('agreed_at')
    .orderBy('data_set')
    .execute();
}

/** One after the other, because inside a transaction there is one session. */
export async function readEdition(db: Reader, edition: EditionRow): Promise<EditionRows> {
  const participations = await listParticipations(db, edition.id);
  const goals = await listGoalRows(db, edition.id);
  const dataSets = await listDataSetRows(db, edition.id);
  const completions = await db
    .selectFrom('edition_step_completions')
    .selectAll()
    .where('edition_id', '=', edition.id)
    .execute();
  return { edition, participations, goals, dataSets, completions };
}
