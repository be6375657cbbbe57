import type { Db, Tx } from '../../platform/db/database.ts';
import type { AnalysesTables } from './analyses.tables.ts';
import type { Evidence } from './evidence.contract.ts';

export type EvidenceContent = Omit<Evidence, 'newer' | 'withdrawn'>;

export async function insertEvidence(
  tx: Tx<AnalysesTables>,
  edition: string,
  content: EvidenceContent,
): Promise<void> {
  await tx
    .insertInto('evidence')
    .values({
      id: content.id,
      edition,
      analysis: content.analysis.id,
      number: content.number,
      version: content.analysis.version,
      content: JSON.stringify(content),
      at: content.at,
    })
    .execute();
}

/** The next number of the edition; two runs at once meet at the unique constraint, so this locks the edition. */
export async function nextEvidenceNumber(tx: Tx<AnalysesTables>, edition: string): Promise<number> {
  await tx.selectFrom('analyses').select('id').where('edition', '=', edition).forUpdate().execute();
  const row = await tx
    .selectFrom('evidence')
    .select((eb) => eb.fn.max('number').as('highest'))
    .where('edition', '=', edition)
    .executeTakeFirst();
  return (row?.highest ?? 0) + 1;
}

export async function findEvidence(
  db: Db<AnalysesTables>,
  id: string,
): Promise<Omit<Evidence, 'withdrawn'> | undefined> {
  const row = await db
    .selectFrom('evidence')
    .select(['content', 'analysis', 'order'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const newer = await db
    .selectFrom('evidence')
    .select('id')
    .where('analysis', '=', row.analysis)
    .where('order', '>', row.order)
    .orderBy('order', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { ...row.content, newer: newer?.id ?? null };
}

export interface RunRow {
  readonly id: string;
  readonly analysis: string;
  readonly version: number;
  readonly content: EvidenceContent;
}

/** All results of an edition, newest first. */
export async function listRuns(db: Db<AnalysesTables>, edition: string): Promise<RunRow[]> {
  return db
    .selectFrom('evidence')
    .select(['id', 'analysis', 'version', 'content'])
    .where('edition', '=', edition)
    .orderBy('order', 'desc')
    .execute();
}

export async function countEvidenceOfQuestion(db: Db<AnalysesTables>, question: string): Promise<number> {
  const row = await db
    .selectFrom('evidence')
    .innerJoin('analyses', 'analyses.id', 'evidence.analysis')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('analyses.question', '=', question)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
