import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { GuardrailChecksTable, GuardrailExceptionsTable, GuardrailTables } from './guardrail.tables.ts';

export type CheckRow = Selectable<GuardrailChecksTable>;
export type ExceptionRow = Selectable<GuardrailExceptionsTable>;

export interface CheckRows {
  /** The newest first. */
  readonly checks: readonly CheckRow[];
  readonly exceptions: readonly ExceptionRow[];
}

export async function readChecks(db: Db<GuardrailTables>, question: string): Promise<CheckRows> {
  const checks = await db
    .selectFrom('guardrail_checks')
    .selectAll()
    .where('question', '=', question)
    .orderBy('number', 'desc')
    .execute();
  const exceptions = await db
    .selectFrom('guardrail_exceptions')
    .selectAll()
    .where('question', '=', question)
    .orderBy('at', 'desc')
    .execute();
  return { checks, exceptions };
}

/** All checks of an edition, the newest of each question first. */
export async function readChecksOfEdition(db: Db<GuardrailTables>, edition: string): Promise<CheckRows> {
  const checks = await db
    .selectFrom('guardrail_checks')
    .selectAll()
    .where('edition', '=', edition)
    .orderBy('number', 'desc')
    .execute();
  const exceptions = await db
    .selectFrom('guardrail_exceptions')
    .innerJoin('guardrail_checks', (join) =>
      join
        .onRef('guardrail_checks.question', '=', 'guardrail_exceptions.question')
        .onRef('guardrail_checks.number', '=', 'guardrail_exceptions.number'),
    )
    .selectAll('guardrail_exceptions')
    .where('guardrail_checks.edition', '=', edition)
    .orderBy('guardrail_exceptions.at', 'desc')
    .execute();
  return { checks, exceptions };
}

/** Every exception there is with the check that it belongs to, the newest first. */
export function listExceptions(
  db: Db<GuardrailTables>,
): Promise<(ExceptionRow & Pick<CheckRow, 'content' | 'facts'>)[]> {
  return db
    .selectFrom('guardrail_exceptions')
    .innerJoin('guardrail_checks', (join) =>
      join
        .onRef('guardrail_checks.question', '=', 'guardrail_exceptions.question')
        .onRef('guardrail_checks.number', '=', 'guardrail_exceptions.number'),
    )
    .selectAll('guardrail_exceptions')
    .select(['guardrail_checks.content', 'guardrail_checks.facts'])
    .orderBy('guardrail_exceptions.at', 'desc')
    .execute();
}

export async function insertCheck(
  tx: Tx<GuardrailTables>,
  row: Insertable<GuardrailChecksTable>,
): Promise<void> {
  await tx.insertInto('guardrail_checks').values(row).execute();
}

export async function insertException(
  tx: Tx<GuardrailTables>,
  row: Insertable<GuardrailExceptionsTable>,
): Promise<void> {
  await tx.insertInto('guardrail_exceptions').values(row).execute();
}

export async function endException(
  tx: Tx<GuardrailTables>,
  { question, number }: Pick<CheckRow, 'question' | 'number'>,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('guardrail_exceptions')
    .set({ withdrawn_at: at })
    .where('question', '=', question)
    .where('number', '=', number)
    .where('withdrawn_at', 'is', null)
    .execute();
}
