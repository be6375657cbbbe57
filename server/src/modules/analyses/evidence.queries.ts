import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { AnalysesTables } from './analyses.tables.ts';
import type { SentAnswer } from './answer.contract.ts';
import type { EvidenceContent, SentEvidence } from './evidence.contract.ts';

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
): Promise<(EvidenceContent & Pick<SentEvidence, 'newer'>) | undefined> {
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

/** A result without its rows, which only who opens it needs. */
export interface RunRow {
  readonly id: string;
  readonly analysis: string;
  readonly version: number;
  readonly summary: Omit<EvidenceContent, 'answers'>;
}

/** The newest result of each analysis of an edition, or of some of them, by the analysis. */
export async function listNewestRuns(
  db: Db<AnalysesTables>,
  edition: string,
  analyses?: readonly string[],
): Promise<ReadonlyMap<string, RunRow>> {
  if (analyses?.length === 0) return new Map();
  const runs = await db
    .selectFrom('evidence')
    .distinctOn('analysis')
    .select(['id', 'analysis', 'version', 'summary'])
    .where('edition', '=', edition)
    .$if(analyses !== undefined, (query) => query.where('analysis', 'in', analyses ?? []))
    .orderBy('analysis')
    .orderBy('order', 'desc')
    .execute();
  return new Map(runs.map((run) => [run.analysis, run]));
}

/** All results of an analysis, newest first. */
export function listRuns(db: Db<AnalysesTables>, analysis: string): Promise<RunRow[]> {
  return db
    .selectFrom('evidence')
    .select(['id', 'analysis', 'version', 'summary'])
    .where('analysis', '=', analysis)
    .orderBy('order', 'desc')
    .execute();
}

const rowsInPreview = 200;

/** The first answer of each of these results; none of a result whose rows are too many to draw small. */
export async function findPreviews(
  db: Db<AnalysesTables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SentAnswer>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('evidence')
    .select(['id', sql<SentAnswer>`content -> 'answers' -> 0`.as('answer')])
    .where('id', 'in', ids)
    .where(sql<number>`jsonb_array_length(content -> 'answers' -> 0 -> 'rows')`, '<=', rowsInPreview)
    .execute();
  return new Map(rows.map(({ id, answer }) => [id, answer]));
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
