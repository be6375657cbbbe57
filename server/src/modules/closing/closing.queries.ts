import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type {
  BalancesTable,
  ClosingTables,
  EvaluationAbsencesTable,
  EvaluationsTable,
  EvaluatorsTable,
  LessonsTable,
  TransfersTable,
} from './closing.tables.ts';

export type EvaluationRow = Selectable<EvaluationsTable>;
export type LessonRow = Selectable<LessonsTable>;
export type TransferRow = Selectable<TransfersTable>;
export type EvaluatorRow = Selectable<EvaluatorsTable>;
export type BalanceRow = Selectable<BalancesTable>;

/** Everything people wrote to close one edition. */
export interface ClosingRows {
  readonly evaluations: readonly EvaluationRow[];
  readonly absences: readonly Selectable<EvaluationAbsencesTable>[];
  readonly lessons: readonly LessonRow[];
  readonly transfers: readonly TransferRow[];
  readonly evaluator: EvaluatorRow | null;
  readonly balances: readonly BalanceRow[];
}

export async function readClosing(db: Db<ClosingTables>, edition: string): Promise<ClosingRows> {
  const evaluations = await db
    .selectFrom('closing_evaluations')
    .selectAll()
    .where('edition', '=', edition)
    .execute();
  const absences = await db
    .selectFrom('closing_absences')
    .selectAll()
    .where('edition', '=', edition)
    .execute();
  const lessons = await db
    .selectFrom('closing_lessons')
    .selectAll()
    .where('edition', '=', edition)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const transfers = await db
    .selectFrom('closing_transfers')
    .selectAll()
    .where('edition', '=', edition)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const evaluator = (await findEvaluator(db, edition)) ?? null;
  const balances = await listBalances(db, [edition]);
  return { evaluations, absences, lessons, transfers, evaluator, balances };
}

export function findEvaluator(db: Db<ClosingTables>, edition: string): Promise<EvaluatorRow | undefined> {
  return db.selectFrom('closing_evaluators').selectAll().where('edition', '=', edition).executeTakeFirst();
}

export async function putEvaluator(tx: Tx<ClosingTables>, row: Insertable<EvaluatorsTable>): Promise<void> {
  const { edition: _edition, ...named } = row;
  await tx
    .insertInto('closing_evaluators')
    .values(row)
    .onConflict((conflict) => conflict.column('edition').doUpdateSet(named))
    .execute();
}

export async function answerAsEvaluator(
  tx: Tx<ClosingTables>,
  edition: string,
  answer: Pick<EvaluatorRow, 'state' | 'reason' | 'answered_at'>,
): Promise<void> {
  await tx.updateTable('closing_evaluators').set(answer).where('edition', '=', edition).execute();
}

export function listBalances(db: Db<ClosingTables>, editions: readonly string[]): Promise<BalanceRow[]> {
  if (editions.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('closing_balances')
    .selectAll()
    .where('edition', 'in', editions)
    .orderBy('organisation')
    .execute();
}

export async function putBalance(tx: Tx<ClosingTables>, row: Insertable<BalancesTable>): Promise<void> {
  const { edition: _edition, organisation: _organisation, ...told } = row;
  await tx
    .insertInto('closing_balances')
    .values(row)
    .onConflict((conflict) => conflict.columns(['edition', 'organisation']).doUpdateSet(told))
    .execute();
}

export function listSentEvaluations(
  db: Db<ClosingTables>,
  editions: readonly string[],
): Promise<EvaluationRow[]> {
  if (editions.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('closing_evaluations')
    .selectAll()
    .where('edition', 'in', editions)
    .where('sent_at', 'is not', null)
    .execute();
}

/** Organisations from which an evaluation came, or a reason why none will. */
export async function listEvaluated(db: Db<ClosingTables>, edition: string): Promise<string[]> {
  const sent = await db
    .selectFrom('closing_evaluations')
    .select('organisation')
    .distinct()
    .where('edition', '=', edition)
    .where('sent_at', 'is not', null)
    .execute();
  const excused = await db
    .selectFrom('closing_absences')
    .select('organisation')
    .where('edition', '=', edition)
    .execute();
  return [...new Set([...sent, ...excused].map(({ organisation }) => organisation))];
}

export function listLessonRows(db: Db<ClosingTables>, editions: readonly string[]): Promise<LessonRow[]> {
  if (editions.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('closing_lessons')
    .selectAll()
    .where('edition', 'in', editions)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** When this person sent their evaluation; undefined for none, null for one that is kept and not sent. */
export async function lockEvaluation(
  tx: Tx<ClosingTables>,
  edition: string,
  person: string,
): Promise<Date | null | undefined> {
  const row = await tx
    .selectFrom('closing_evaluations')
    .select('sent_at')
    .where('edition', '=', edition)
    .where('person', '=', person)
    .forUpdate()
    .executeTakeFirst();
  return row?.sent_at;
}

export async function putEvaluation(tx: Tx<ClosingTables>, row: Insertable<EvaluationsTable>): Promise<void> {
  const { edition: _edition, person: _person, ...words } = row;
  await tx
    .insertInto('closing_evaluations')
    .values(row)
    .onConflict((conflict) => conflict.columns(['edition', 'person']).doUpdateSet(words))
    .execute();
}

export async function insertAbsence(
  tx: Tx<ClosingTables>,
  row: Insertable<EvaluationAbsencesTable>,
): Promise<void> {
  await tx.insertInto('closing_absences').values(row).execute();
}

export async function insertLesson(tx: Tx<ClosingTables>, row: Insertable<LessonsTable>): Promise<void> {
  await tx.insertInto('closing_lessons').values(row).execute();
}

export async function insertTransfer(tx: Tx<ClosingTables>, row: Insertable<TransfersTable>): Promise<void> {
  await tx.insertInto('closing_transfers').values(row).execute();
}

const entryTables = { lesson: 'closing_lessons', transfer: 'closing_transfers' } as const;

/** What people write down at the end and may take away again. */
export type EntryKind = keyof typeof entryTables;

/** The author of an entry that nobody else removes until the transaction ends. */
export async function lockEntryAuthor(
  tx: Tx<ClosingTables>,
  kind: EntryKind,
  edition: string,
  id: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom(entryTables[kind])
    .select('author')
    .where('edition', '=', edition)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row?.author;
}

export async function deleteEntry(tx: Tx<ClosingTables>, kind: EntryKind, id: string): Promise<void> {
  await tx.deleteFrom(entryTables[kind]).where('id', '=', id).execute();
}
