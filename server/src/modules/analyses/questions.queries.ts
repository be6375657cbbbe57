import type { AnyDb, Db, Tx } from '../../platform/db/database.ts';
import { type AnalysesTables, ownTables, type QuestionsTable } from './analyses.tables.ts';
import type { Question } from './questions.contract.ts';

type QuestionRow = Omit<QuestionsTable, 'text' | 'at'> & { text: Question['text']; at: Date };

export async function listQuestions(database: AnyDb, edition: string): Promise<Question[]> {
  const db = ownTables(database);
  const rows = await db
    .selectFrom('questions')
    .selectAll()
    .where('edition', '=', edition)
    .orderBy('number')
    .execute();
  const analyses = await db
    .selectFrom('analyses')
    .select(['id', 'question'])
    .where('edition', '=', edition)
    .orderBy('at')
    .execute();
  return rows.map((row) =>
    rowToQuestion(
      row,
      analyses.filter(({ question }) => question === row.id).map(({ id }) => id),
    ),
  );
}

export async function findQuestion(
  db: Db<AnalysesTables>,
  edition: string,
  id: string,
): Promise<Question | undefined> {
  const questions = await listQuestions(db, edition);
  return questions.find((question) => question.id === id);
}

export async function insertQuestion(
  tx: Tx<AnalysesTables>,
  edition: string,
  question: Omit<Question, 'number' | 'analyses' | 'status' | 'note'>,
): Promise<void> {
  const { highest } = await tx
    .selectFrom('questions')
    .select(({ fn }) => fn.max('number').as('highest'))
    .where('edition', '=', edition)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('questions')
    .values({
      id: question.id,
      edition,
      number: (highest ?? 0) + 1,
      goal: question.goal,
      text: JSON.stringify(question.text),
      rung: question.rung,
      asked_by: question.askedBy,
      status: 'new',
      note: null,
      rung_reason: question.rungReason,
      at: question.at,
    })
    .execute();
}

export async function updateQuestionStatus(
  tx: Tx<AnalysesTables>,
  id: string,
  status: Question['status'],
  note: string | null,
): Promise<void> {
  await tx.updateTable('questions').set({ status, note }).where('id', '=', id).execute();
}

export async function updateQuestionRung(
  tx: Tx<AnalysesTables>,
  id: string,
  { rung, rungReason }: Pick<Question, 'rung' | 'rungReason'>,
): Promise<void> {
  await tx.updateTable('questions').set({ rung, rung_reason: rungReason }).where('id', '=', id).execute();
}

function rowToQuestion(row: QuestionRow, analyses: string[]): Question {
  return {
    id: row.id,
    number: row.number,
    goal: row.goal,
    text: row.text,
    rung: row.rung,
    askedBy: row.asked_by,
    status: row.status,
    note: row.note,
    rungReason: row.rung_reason,
    at: row.at.toISOString(),
    analyses,
  };
}
