import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
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
import type { QuestionKey, StartState } from './questions.contract.ts';

type Reader = Db<PreparationTables>;

/** Everything this module keeps of one edition. */
export interface PreparationRows {
  readonly answers: readonly Selectable<AnswersTable>[];
  readonly views: readonly Selectable<AnswersTable>[];
  readonly decisions: readonly Selectable<DecisionsTable>[];
  readonly steering: Selectable<SteeringTable> | undefined;
  readonly commitments: readonly Selectable<CommitmentsTable>[];
  readonly hopes: readonly Selectable<HopesTable>[];
  readonly backgrounds: readonly Selectable<BackgroundsTable>[];
  readonly lines: readonly Selectable<PlanLinesTable>[];
  readonly mails: readonly Selectable<InvitationMailsTable>[];
}

/** One after the other, because inside a transaction there is one session. */
export async function readPreparation(db: Reader, edition: string): Promise<PreparationRows> {
  const answers = await db
    .selectFrom('preparation_answers')
    .selectAll()
    .where('edition', '=', edition)
    .execute();
  const views = await db
    .selectFrom('preparation_views')
    .selectAll()
    .where('edition', '=', edition)
    .orderBy('at')
    .orderBy('person')
    .execute();
  const decisions = await db
    .selectFrom('start_decisions')
    .selectAll()
    .where('edition', '=', edition)
    .orderBy('number', 'desc')
    .execute();
  const steering = await db
    .selectFrom('preparation_steering')
    .selectAll()
    .where('edition', '=', edition)
    .executeTakeFirst();
  const commitments = await db
    .selectFrom('commitments')
    .selectAll()
    .where('edition', '=', edition)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const hopes = await db.selectFrom('hopes').selectAll().where('edition', '=', edition).execute();
  const backgrounds = await db
    .selectFrom('room_backgrounds')
    .selectAll()
    .where('edition', '=', edition)
    .execute();
  const lines = await db
    .selectFrom('plan_lines')
    .selectAll()
    .where('edition', '=', edition)
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute();
  const mails = await db
    .selectFrom('invitation_mails')
    .selectAll()
    .where('edition', '=', edition)
    .orderBy('at', 'desc')
    .orderBy('name')
    .execute();
  return { mails, answers, views, decisions, steering, commitments, hopes, backgrounds, lines };
}

/** False when nothing was agreed. */
export async function deleteAnswer(
  tx: Tx<PreparationTables>,
  edition: string,
  question: QuestionKey,
): Promise<boolean> {
  const gone = await tx
    .deleteFrom('preparation_answers')
    .where('edition', '=', edition)
    .where('question', '=', question)
    .returning('question')
    .executeTakeFirst();
  return gone !== undefined;
}

/** False when this person gave no view. */
export async function deleteView(
  tx: Tx<PreparationTables>,
  edition: string,
  question: QuestionKey,
  person: string,
): Promise<boolean> {
  const gone = await tx
    .deleteFrom('preparation_views')
    .where('edition', '=', edition)
    .where('question', '=', question)
    .where('person', '=', person)
    .returning('question')
    .executeTakeFirst();
  return gone !== undefined;
}

/** What the gate of step one asks: the newest decision, and the organisations that contribute. */
export interface StartFacts {
  readonly decision: StartState;
  readonly decidedAt: Date | null;
  readonly contributors: readonly string[];
}

export async function readStartFacts(db: Reader, edition: string): Promise<StartFacts> {
  const last = await db
    .selectFrom('start_decisions')
    .select(['decision', 'at'])
    .where('edition', '=', edition)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const contributors = await db
    .selectFrom('commitments')
    .select('organisation')
    .distinct()
    .where('edition', '=', edition)
    .orderBy('organisation')
    .execute();
  return {
    decision: last?.decision ?? 'undecided',
    decidedAt: last?.at ?? null,
    contributors: contributors.map(({ organisation }) => organisation),
  };
}
