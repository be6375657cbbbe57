import type { Selectable } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type {
  ClosingTables,
  EvaluationAbsencesTable,
  EvaluationsTable,
  LessonsTable,
  TransfersTable,
} from './closing.tables.ts';

export type EvaluationRow = Selectable<EvaluationsTable>;
export type LessonRow = Selectable<LessonsTable>;
export type TransferRow = Selectable<TransfersTable>;

/** Everything people wrote to close one edition. */
export interface ClosingRows {
  readonly evaluations: readonly EvaluationRow[];
  readonly absences: readonly Selectable<EvaluationAbsencesTable>[];
  readonly lessons: readonly LessonRow[];
  readonly transfers: readonly TransferRow[];
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
  return { evaluations, absences, lessons, transfers };
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
