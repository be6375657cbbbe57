import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type {
  AdviceTable,
  AssessmentsTables,
  FilesTable,
  FormsTable,
  PrescanAnswersTable,
  ScoresTable,
  TradeOffsTable,
} from './assessments.tables.ts';

type Reader = Db<AssessmentsTables>;
type Writer = Tx<AssessmentsTables>;

export type FormRow = Selectable<FormsTable>;
export type PrescanAnswerRow = Selectable<PrescanAnswersTable>;
export type FileRow = Selectable<FilesTable>;

/** Newest first. */
export function listForms(db: Reader): Promise<FormRow[]> {
  return db.selectFrom('assessment_forms').selectAll().orderBy('at', 'desc').orderBy('sha256').execute();
}

/** The form of a kind that was brought last. */
export function findForm(db: Reader, urn: string): Promise<FormRow | undefined> {
  return db
    .selectFrom('assessment_forms')
    .selectAll()
    .where('urn', '=', urn)
    .orderBy('at', 'desc')
    .orderBy('sha256')
    .limit(1)
    .executeTakeFirst();
}

/** The same bytes brought again become the newest. */
export async function putForm(tx: Writer, row: Insertable<FormsTable>): Promise<void> {
  const { person, person_name, person_organisation, at } = row;
  await tx
    .insertInto('assessment_forms')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('sha256').doUpdateSet({ person, person_name, person_organisation, at }),
    )
    .execute();
}

export function listPrescanAnswers(db: Reader, edition: string): Promise<PrescanAnswerRow[]> {
  return db
    .selectFrom('prescan_answers')
    .selectAll()
    .where('edition', '=', edition)
    .orderBy('organisation')
    .orderBy('question')
    .execute();
}

export async function putPrescanAnswer(tx: Writer, row: Insertable<PrescanAnswersTable>): Promise<void> {
  const { edition: _edition, organisation: _organisation, question: _question, ...words } = row;
  await tx
    .insertInto('prescan_answers')
    .values(row)
    .onConflict((conflict) => conflict.columns(['edition', 'organisation', 'question']).doUpdateSet(words))
    .execute();
}

export async function deletePrescanAnswer(
  tx: Writer,
  place: Pick<PrescanAnswerRow, 'edition' | 'organisation' | 'question'>,
): Promise<void> {
  await tx
    .deleteFrom('prescan_answers')
    .where('edition', '=', place.edition)
    .where('organisation', '=', place.organisation)
    .where('question', '=', place.question)
    .execute();
}

export interface EthicsRows {
  readonly scores: readonly Selectable<ScoresTable>[];
  readonly tradeOffs: readonly Selectable<TradeOffsTable>[];
  readonly advice: readonly Selectable<AdviceTable>[];
}

export async function readEthics(db: Reader, edition: string): Promise<EthicsRows> {
  const scores = await db.selectFrom('ethics_scores').selectAll().where('edition', '=', edition).execute();
  const tradeOffs = await db
    .selectFrom('ethics_trade_offs')
    .selectAll()
    .where('edition', '=', edition)
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute();
  const advice = await db
    .selectFrom('attached_advice')
    .selectAll()
    .where('edition', '=', edition)
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute();
  return { scores, tradeOffs, advice };
}

/** The newest scores of a person are the ones that count. */
export async function putScores(tx: Writer, row: Insertable<ScoresTable>): Promise<void> {
  const { scores, at } = row;
  await tx
    .insertInto('ethics_scores')
    .values(row)
    .onConflict((conflict) => conflict.columns(['edition', 'person']).doUpdateSet({ scores, at }))
    .execute();
}

export async function insertTradeOff(tx: Writer, row: Insertable<TradeOffsTable>): Promise<void> {
  await tx.insertInto('ethics_trade_offs').values(row).execute();
}

export async function insertAdvice(tx: Writer, row: Insertable<AdviceTable>): Promise<void> {
  await tx.insertInto('attached_advice').values(row).execute();
}

/** False when the edition has no such trade-off or advice. */
export async function putReview(
  tx: Writer,
  { edition, record }: { readonly edition: string; readonly record: string },
  reviewOn: string,
): Promise<boolean> {
  const changed = await Promise.all(
    (['ethics_trade_offs', 'attached_advice'] as const).map((table) =>
      tx
        .updateTable(table)
        .set({ review_on: reviewOn })
        .where('edition', '=', edition)
        .where('id', '=', record)
        .executeTakeFirst(),
    ),
  );
  return changed.some(({ numUpdatedRows }) => numUpdatedRows > 0n);
}

/** Newest first. */
export function listFiles(db: Reader, edition: string): Promise<FileRow[]> {
  return db
    .selectFrom('assessment_files')
    .selectAll()
    .where('edition', '=', edition)
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute();
}

export function findFile(db: Reader, edition: string, file: string): Promise<FileRow | undefined> {
  return db
    .selectFrom('assessment_files')
    .selectAll()
    .where('edition', '=', edition)
    .where('id', '=', file)
    .executeTakeFirst();
}

export async function insertFile(tx: Writer, row: Insertable<FilesTable>): Promise<void> {
  await tx.insertInto('assessment_files').values(row).execute();
}

/** The earliest day on which something had to be looked at again; undefined when nothing is recorded. */
export async function findFirstReview(db: Reader, edition: string): Promise<string | undefined> {
  const { tradeOffs, advice } = await readEthics(db, edition);
  return [...tradeOffs, ...advice].map(({ review_on }) => review_on).toSorted()[0];
}
