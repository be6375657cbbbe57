import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { ReadinessAnswersTable, ReadinessRoundsTable, ReadinessTables } from './readiness.tables.ts';

export interface ReadinessRows {
  readonly rounds: readonly Selectable<ReadinessRoundsTable>[];
  readonly answers: readonly Selectable<ReadinessAnswersTable>[];
}

export async function readReadiness(db: Db<ReadinessTables>, edition: string): Promise<ReadinessRows> {
  const rounds = await db
    .selectFrom('readiness_rounds')
    .selectAll()
    .where('edition', '=', edition)
    .orderBy('round', 'desc')
    .execute();
  const answers = await db
    .selectFrom('readiness_answers')
    .selectAll()
    .where('edition', '=', edition)
    .execute();
  return { rounds, answers };
}

/** The current round of an organisation; nobody starts another before the transaction ends. */
export async function lockRound(
  tx: Tx<ReadinessTables>,
  place: { readonly edition: string; readonly organisation: string },
  now: Date,
): Promise<number> {
  await tx
    .insertInto('readiness_rounds')
    .values({ ...place, round: 1, since: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx
    .selectFrom('readiness_rounds')
    .select('round')
    .where('edition', '=', place.edition)
    .where('organisation', '=', place.organisation)
    .where('round', '=', 1)
    .forUpdate()
    .execute();
  const { current } = await tx
    .selectFrom('readiness_rounds')
    .select(({ fn }) => fn.max('round').as('current'))
    .where('edition', '=', place.edition)
    .where('organisation', '=', place.organisation)
    .executeTakeFirstOrThrow();
  return current;
}

/** The newest answers of a person in a round are the ones that count. */
export async function putAnswers(
  tx: Tx<ReadinessTables>,
  row: Insertable<ReadinessAnswersTable>,
): Promise<void> {
  const { answers, at } = row;
  await tx
    .insertInto('readiness_answers')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['edition', 'organisation', 'round', 'person']).doUpdateSet({ answers, at }),
    )
    .execute();
}

export async function insertRound(
  tx: Tx<ReadinessTables>,
  row: Insertable<ReadinessRoundsTable>,
): Promise<void> {
  await tx.insertInto('readiness_rounds').values(row).execute();
}
