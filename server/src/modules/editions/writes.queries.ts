import type { Insertable, Updateable } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { StepKey } from './editions.contract.ts';
import type {
  EditionDataSetsTable,
  EditionsTable,
  EditionsTables,
  GoalsTable,
  ParticipationsTable,
} from './editions.tables.ts';

type Writer = Tx<EditionsTables>;

/** Who did it, and when. */
interface Done {
  readonly by: string;
  readonly at: Date;
}

/** False when the slug is taken. */
export async function insertEdition(tx: Writer, row: Insertable<EditionsTable>): Promise<boolean> {
  const made = await tx
    .insertInto('editions')
    .values(row)
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

/** Invites, or takes part at once; an organisation that stepped out earlier begins anew. */
export async function putParticipation(tx: Writer, row: Insertable<ParticipationsTable>): Promise<void> {
  const { edition_id: _edition, organisation: _organisation, ...anew } = row;
  await tx
    .insertInto('edition_participations')
    .values(row)
    .onConflict((conflict) => conflict.columns(['edition_id', 'organisation']).doUpdateSet(anew))
    .execute();
}

export async function setDecision(
  tx: Writer,
  edition: string,
  organisation: string,
  decided: Updateable<ParticipationsTable>,
): Promise<void> {
  await tx
    .updateTable('edition_participations')
    .set(decided)
    .where('edition_id', '=', edition)
    .where('organisation', '=', organisation)
    .execute();
}

export async function insertGoal(tx: Writer, row: Insertable<GoalsTable>): Promise<void> {
  await tx.insertInto('edition_goals').values(row).execute();
}

export async function updateGoal(tx: Writer, id: string, changed: Updateable<GoalsTable>): Promise<void> {
  await tx.updateTable('edition_goals').set(changed).where('id', '=', id).execute();
}

export async function deleteGoal(tx: Writer, id: string): Promise<void> {
  await tx.deleteFrom('edition_goals').where('id', '=', id).execute();
}

/** False when the data set was agreed already. */
export async function insertDataSet(tx: Writer, row: Insertable<EditionDataSetsTable>): Promise<boolean> {
  const added = await tx
    .insertInto('edition_data_sets')
    .values(row)
    .onConflict((conflict) => conflict.columns(['edition_id', 'data_set']).doNothing())
    .returning('data_set')
    .executeTakeFirst();
  return added !== undefined;
}

export async function deleteDataSet(tx: Writer, edition: string, dataSet: string): Promise<void> {
  await tx
    .deleteFrom('edition_data_sets')
    .where('edition_id', '=', edition)
    .where('data_set', '=', dataSet)
    .execute();
}

export async function deleteDataSetsOf(tx: Writer, edition: string, owner: string): Promise<void> {
  await tx
    .deleteFrom('edition_data_sets')
    .where('edition_id', '=', edition)
    .where('owner', '=', owner)
    .execute();
}

export async function insertCompletion(
  tx: Writer,
  edition: string,
  step: StepKey,
  { by, at }: Done,
): Promise<void> {
  await tx
    .insertInto('edition_step_completions')
    .values({ edition_id: edition, step, finished_by: by, finished_at: at })
    .execute();
}

export async function deleteCompletion(tx: Writer, edition: string, step: StepKey): Promise<void> {
  await tx
    .deleteFrom('edition_step_completions')
    .where('edition_id', '=', edition)
    .where('step', '=', step)
    .execute();
}

export async function setStep(tx: Writer, edition: string, step: StepKey, since: Date): Promise<void> {
  await tx
    .updateTable('editions')
    .set({ current_step: step, step_since: since })
    .where('id', '=', edition)
    .execute();
}

export async function setFinished(tx: Writer, edition: string, { by, at }: Done): Promise<void> {
  await tx
    .updateTable('editions')
    .set({ finished_at: at, finished_by: by })
    .where('id', '=', edition)
    .execute();
}
