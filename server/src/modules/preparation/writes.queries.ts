import type { Insertable } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type {
  AnswersTable,
  BackgroundsTable,
  CommitmentsTable,
  DecisionsTable,
  HopesTable,
  InvitationMailsTable,
  PlanLinesTable,
  PreparationTables,
  SteeringTable,
} from './preparation.tables.ts';
import type { Aspect, Background, CommitmentKind, QuestionKey } from './questions.contract.ts';

type Writer = Tx<PreparationTables>;

/** Why the agreed answer is what it is; null when nothing was agreed. */
export async function findAnswerReason(
  tx: Writer,
  edition: string,
  question: QuestionKey,
): Promise<LocalText | null> {
  const row = await tx
    .selectFrom('preparation_answers')
    .select('why')
    .where('edition', '=', edition)
    .where('question', '=', question)
    .executeTakeFirst();
  return row?.why ?? null;
}

/** False when the current answer is not of the moment that the writer saw; null for a writer who saw none. */
export async function putAnswer(
  tx: Writer,
  row: Insertable<AnswersTable>,
  seen: Date | null,
): Promise<boolean> {
  const { edition, question, ...words } = row;
  if (seen === null) {
    const made = await tx
      .insertInto('preparation_answers')
      .values(row)
      .onConflict((conflict) => conflict.columns(['edition', 'question']).doNothing())
      .executeTakeFirst();
    return made.numInsertedOrUpdatedRows === 1n;
  }
  const changed = await tx
    .updateTable('preparation_answers')
    .set(words)
    .where('edition', '=', edition)
    .where('question', '=', question)
    .where('at', '=', seen)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

/** Why this person sees it so; null when they gave no view. */
export async function findViewReason(
  tx: Writer,
  edition: string,
  question: QuestionKey,
  person: string,
): Promise<LocalText | null> {
  const row = await tx
    .selectFrom('preparation_views')
    .select('why')
    .where('edition', '=', edition)
    .where('question', '=', question)
    .where('person', '=', person)
    .executeTakeFirst();
  return row?.why ?? null;
}

export async function putView(tx: Writer, row: Insertable<AnswersTable>): Promise<void> {
  const { edition: _edition, question: _question, ...words } = row;
  await tx
    .insertInto('preparation_views')
    .values(row)
    .onConflict((conflict) => conflict.columns(['edition', 'question', 'person']).doUpdateSet(words))
    .execute();
}

/** False when the edition has a decision of this number. */
export async function insertDecision(tx: Writer, row: Insertable<DecisionsTable>): Promise<boolean> {
  const made = await tx
    .insertInto('start_decisions')
    .values(row)
    .onConflict((conflict) => conflict.columns(['edition', 'number']).doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

/** False when the steering was named after the moment that the writer saw; null for a writer who saw none. */
export async function putSteering(
  tx: Writer,
  row: Insertable<SteeringTable>,
  seen: Date | null,
): Promise<boolean> {
  const { edition: _edition, ...words } = row;
  const put = await tx
    .insertInto('preparation_steering')
    .values(row)
    .onConflict((conflict) =>
      seen === null
        ? conflict.column('edition').doNothing()
        : conflict.column('edition').doUpdateSet(words).where('preparation_steering.at', '=', seen),
    )
    .returning('edition')
    .executeTakeFirst();
  return put !== undefined;
}

export async function insertCommitment(tx: Writer, row: Insertable<CommitmentsTable>): Promise<void> {
  await tx.insertInto('commitments').values(row).execute();
}

/** The commitments of an edition, which nobody else withdraws until the transaction ends. */
export function lockCommitments(
  tx: Writer,
  edition: string,
): Promise<{ id: string; organisation: string; kind: CommitmentKind; amount: number }[]> {
  return tx
    .selectFrom('commitments')
    .select(['id', 'organisation', 'kind', 'amount'])
    .where('edition', '=', edition)
    .orderBy('id')
    .forUpdate()
    .execute();
}

export async function deleteCommitment(tx: Writer, id: string): Promise<void> {
  await tx.deleteFrom('commitments').where('id', '=', id).execute();
}

export async function findHope(tx: Writer, edition: string, organisation: string): Promise<LocalText | null> {
  const row = await tx
    .selectFrom('hopes')
    .select('text')
    .where('edition', '=', edition)
    .where('organisation', '=', organisation)
    .executeTakeFirst();
  return row?.text ?? null;
}

export async function putHope(tx: Writer, row: Insertable<HopesTable>): Promise<void> {
  const { edition: _edition, organisation: _organisation, ...words } = row;
  await tx
    .insertInto('hopes')
    .values(row)
    .onConflict((conflict) => conflict.columns(['edition', 'organisation']).doUpdateSet(words))
    .execute();
}

export async function deleteHope(tx: Writer, edition: string, organisation: string): Promise<void> {
  await tx
    .deleteFrom('hopes')
    .where('edition', '=', edition)
    .where('organisation', '=', organisation)
    .execute();
}

/** Null takes the chosen background away. */
export async function putBackground(
  tx: Writer,
  { edition, person }: Pick<BackgroundsTable, 'edition' | 'person'>,
  background: Background | null,
): Promise<void> {
  if (background === null) {
    await tx
      .deleteFrom('room_backgrounds')
      .where('edition', '=', edition)
      .where('person', '=', person)
      .execute();
    return;
  }
  await tx
    .insertInto('room_backgrounds')
    .values({ edition, person, background })
    .onConflict((conflict) => conflict.columns(['edition', 'person']).doUpdateSet({ background }))
    .execute();
}

/** What was last planned for an aspect; null when nothing was. */
export async function findLastPlan(tx: Writer, edition: string, aspect: Aspect): Promise<LocalText | null> {
  const row = await tx
    .selectFrom('plan_lines')
    .select('text')
    .where('edition', '=', edition)
    .where('aspect', '=', aspect)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.text ?? null;
}

export async function insertPlanLine(tx: Writer, row: Insertable<PlanLinesTable>): Promise<void> {
  await tx.insertInto('plan_lines').values(row).execute();
}

export async function insertInvitationMail(tx: Writer, row: Insertable<InvitationMailsTable>): Promise<void> {
  await tx.insertInto('invitation_mails').values(row).execute();
}
